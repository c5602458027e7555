"""This site as a witness: cosigns that another site's log only grew since it looked last.

What it saw is stored with its cosignature, if nobody else stored anything meanwhile, before it answers: a witness that
forgot could be led to cosign two histories.
"""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import bindparam, select, update

from infra.kernel.storage.database import Database, run
from infra.ledger.checkpoints import Checkpoint
from infra.ledger.notes import CosignatureSigner, NoteVerifier, split
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
from services.audit.witnessed_logs import NoListOfLogs, witnessed_logs

log = structlog.get_logger("shangliang.audit")
UNAVAILABLE = 503


@dataclass(frozen=True, slots=True)
class WitnessedStanding:
    """How many logs are witnessed, the numbers of the lines that name none, and what is wrong with them, in words."""

    logs: int
    bad_lines: tuple[int, ...]
    trouble: tuple[str, ...]


class SiteAsWitness:
    """`folder` has the list of the logs that it witnesses."""

    def __init__(self, folder: Path, database: Database, cosigner: CosignatureSigner) -> None:
        self._folder, self._database, self._cosigner = folder, database, cosigner
        self._find = database.prepare(
            select(WITNESSED.c.size, WITNESSED.c.root, WITNESSED.c.note).where(
                WITNESSED.c.origin == bindparam("its_origin")
            )
        )
        self._origins = database.prepare(select(WITNESSED.c.origin))
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
            accepted = judge(request, known, witnessed_logs(self._folder).trusted(request.origin))
            cosignature = self._cosigner.sign(accepted.body, int(time.time()))
            if not self._stored(accepted.checkpoint, known, accepted.note(cosignature)):
                meanwhile = self._known(request.origin)
                raise WitnessRefused(CONFLICT, f"{meanwhile.size if meanwhile else 0}\n", SIZE_TYPE)
        except NoListOfLogs as problem:
            log.error("a log is not witnessed", why=str(problem))
            return UNAVAILABLE, TEXT_TYPE, "this witness is not set up as it should be: try again later\n"
        except Malformed as error:
            return BAD_REQUEST, TEXT_TYPE, f"{error}\n"
        except WitnessRefused as refused:
            return refused.status, refused.content_type, refused.body
        return 200, TEXT_TYPE, cosignature

    def standing(self) -> WitnessedStanding:
        try:
            found = witnessed_logs(self._folder)
        except NoListOfLogs as problem:
            return WitnessedStanding(0, (), (str(problem),))
        numbers = tuple(bad.number for bad in found.bad_lines)
        return WitnessedStanding(len(found.keys), numbers, tuple(map(str, found.bad_lines)))

    def cosigned(self, origin_hash: str) -> str | None:
        """The checkpoint cosigned last of the log whose origin has this SHA-256, with the log's line and ours on it."""
        for (origin,) in self._database.rows(self._origins):
            if hashlib.sha256(str(origin).encode()).hexdigest() == origin_hash:
                notes = [note for _size, _root, note in self._database.rows(self._find, {"its_origin": origin})]
                return self._with_ours(str(notes[0]))
        return None

    def _with_ours(self, note: str) -> str:
        """Older versions kept the note as the log had sent it."""
        body, lines = split(note)
        ours = NoteVerifier(self._cosigner.vkey)
        if any((line.name, line.key_id) == (ours.name, ours.key_id) for line in lines):
            return note
        return note + self._cosigner.sign(body, int(time.time()))

    def _known(self, origin: str) -> Checkpoint | None:
        found = self._database.rows(self._find, {"its_origin": origin})
        return next((Checkpoint(origin, int(size), bytes.fromhex(root)) for size, root, _note in found), None)

    def _stored(self, new: Checkpoint, known: Checkpoint | None, note: str) -> bool:
        row = {"size": new.size, "root": new.root.hex(), "note": note}
        with self._database.transaction() as cursor:
            if known is None:
                done = run(cursor, self._first, {**row, "origin": new.origin})
            else:
                was = {"its_origin": known.origin, "old_size": known.size, "old_root": known.root.hex()}
                done = run(cursor, self._next, {**row, **was})
            return bool(done.rowcount == 1)
