"""This site as a witness: cosigns that another site's log only grew since it looked last.

What it saw is stored, if nobody else stored anything meanwhile, before it signs: a witness that forgot could be led to
cosign two histories.
"""

import time
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import bindparam, select, update

from infra.kernel.database import Database, run
from infra.ledger.checkpoints import Checkpoint
from infra.ledger.notes import CosignatureSigner, NoteVerifier
from infra.ledger.texts import Malformed
from infra.ledger.witnessing import (
    BAD_REQUEST,
    CONFLICT,
    SIZE_TYPE,
    TEXT_TYPE,
    WitnessRefused,
    judge,
    parse_add_checkpoint,
)
from services.audit.tables import WITNESSED

log = structlog.get_logger("shangliang.audit")
WITNESSED_LOGS = "witnessed-logs"
UNAVAILABLE = 503


class NoListOfLogs(Exception):
    """Which logs are witnessed cannot be told, and that is not the fault of who asks; the message names the line."""


class Witness:
    """`folder` has `witnessed-logs`, a vkey a line, read anew each time."""

    def __init__(self, folder: Path, database: Database, cosigner: CosignatureSigner) -> None:
        self._folder, self._database, self._cosigner = folder, database, cosigner
        self._find = database.prepare(
            select(WITNESSED.c.size, WITNESSED.c.root).where(WITNESSED.c.origin == bindparam("its_origin"))
        )
        first = database.insert(WITNESSED).values({c.name: bindparam(c.name) for c in WITNESSED.c})
        self._first = database.prepare(first.on_conflict_do_nothing(index_elements=["origin"]))
        as_known = (
            WITNESSED.c.origin == bindparam("its_origin"),
            WITNESSED.c.size == bindparam("old_size"),
            WITNESSED.c.root == bindparam("old_root"),
        )
        new: dict[str, Any] = {name: bindparam(name) for name in ("size", "root", "note")}
        self._next = database.prepare(update(WITNESSED).where(*as_known).values(new))

    def add_checkpoint(self, body: bytes) -> tuple[int, str, str]:
        """(HTTP status, content type, body), as the tlog-witness specification has them."""
        try:
            request = parse_add_checkpoint(body)
            known = self._known(request.origin)
            checkpoint = judge(request, known, self._log(request.origin))
            if not self._stored(checkpoint, known, request.note):
                meanwhile = self._known(request.origin)
                raise WitnessRefused(CONFLICT, f"{meanwhile.size if meanwhile else 0}\n", SIZE_TYPE)
        except NoListOfLogs as problem:
            log.error("nothing is witnessed", why=str(problem))
            return UNAVAILABLE, TEXT_TYPE, "this witness is not set up as it should be: try again later\n"
        except Malformed as error:
            return BAD_REQUEST, TEXT_TYPE, f"{error}\n"
        except WitnessRefused as refused:
            return refused.status, refused.content_type, refused.body
        return 200, TEXT_TYPE, self._cosigner.sign(checkpoint.body(), int(time.time()))

    def _known(self, origin: str) -> Checkpoint | None:
        found = self._database.rows(self._find, {"its_origin": origin})
        return next((Checkpoint(origin, int(size), bytes.fromhex(root)) for size, root in found), None)

    def _stored(self, new: Checkpoint, known: Checkpoint | None, note: str) -> bool:
        row = {"size": new.size, "root": new.root.hex(), "note": note}
        with self._database.transaction() as cursor:
            if known is None:
                done = run(cursor, self._first, {**row, "origin": new.origin})
            else:
                was = {"its_origin": known.origin, "old_size": known.size, "old_root": known.root.hex()}
                done = run(cursor, self._next, {**row, **was})
            return bool(done.rowcount == 1)

    def _log(self, origin: str) -> NoteVerifier | None:
        for verifier in witnessed_logs(self._folder):
            if verifier.name == origin:
                return verifier
        return None


def witnessed_logs(folder: Path) -> list[NoteVerifier]:
    """The logs that this site witnesses. Raises NoListOfLogs."""
    try:
        lines = (folder / WITNESSED_LOGS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise NoListOfLogs(f"{folder / WITNESSED_LOGS} cannot be read: {error}") from error
    return [_log_in(folder, number, line.strip()) for number, line in enumerate(lines, 1) if _is_said(line)]


def _is_said(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _log_in(folder: Path, number: int, line: str) -> NoteVerifier:
    try:
        return NoteVerifier(line)
    except Malformed as error:
        raise NoListOfLogs(f"{folder / WITNESSED_LOGS}, line {number} is no vkey: {error}") from error
