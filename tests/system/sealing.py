"""Waiting until a site has sealed what it recorded, checking it elsewhere, and rewriting its ledger as somebody could who
has every right and key.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import Any

from infra.ledger import verify_ledger
from infra.ledger.bundles import pack
from infra.ledger.checkpoints import Checkpoint, parse_checkpoint
from infra.ledger.directory import CHECKPOINT, LedgerDirectory, kept_path
from infra.ledger.hashing import leaf_hash, root_of
from infra.ledger.notes import NoteSigner, read_private, split
from infra.ledger.tiles import FULL, bundle_path, tile_path
from tests.checker.reading import SERVICES
from tests.system.api import Api, Headers

Entries = list[bytes]
PATIENCE_SECONDS = 120.0


def in_the_end(look: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    """What is seen once the condition holds: a witness that was away is asked again only after a while."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds(seen := look()):
        assert time.monotonic() < deadline, f"waited {PATIENCE_SECONDS:.0f} s in vain; last seen: {seen}"
        time.sleep(0.1)
    return seen


def done_in_the_end(api: Api, path: str, body: dict[str, Any], key: str | None = None) -> dict[str, Any]:
    """The answer of a command that must succeed; as long as the suite says 503 it is sent again, with the same key."""
    chosen = key or str(uuid.uuid4())
    answer = in_the_end(lambda: api.post(path, body, key=chosen), lambda one: one.status_code != 503)
    assert answer.status_code in (200, 201), f"{path}: {answer.status_code} {answer.text}"
    said: dict[str, Any] = answer.json()
    return said


def checkpoint_of(note: bytes | str) -> Checkpoint:
    return parse_checkpoint(split(note)[0])


def all_sealed(url: str) -> int:
    """How many entries the ledger has, once it has everything that was recorded."""
    api = Api(url)

    def standing() -> tuple[int, int]:
        answer = api.get("/ready")
        if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            return 1, 0  # after a first start a busy machine may not answer in time
        services = answer.json()["services"]
        recorded = sum(services[name]["position"] + services[name]["unnumbered"] for name in SERVICES)
        return recorded, int(services["audit"]["published"])

    return int(in_the_end(standing, lambda seen: seen[0] == seen[1])[1])


def log_of(folder: Path) -> LedgerDirectory:
    return LedgerDirectory(folder / "ledger" / "log")


def signer_of(folder: Path) -> NoteSigner:
    return read_private((folder / "ledger" / "ledger-key").read_text())


def entries_of(folder: Path) -> Entries:
    log = log_of(folder)
    size = checkpoint_of(log.read(CHECKPOINT)).size
    return [entry for _, entry in log.entries(0, size)]


def signed_note(signer: NoteSigner, size: int, root: bytes) -> str:
    body = Checkpoint(signer.name, size, root).body()
    return f"{body}\n{signer.sign(body)}"


def as_superuser(folder: Path, service: str, work: Callable[[sqlite3.Connection], object]) -> None:
    """Does that to a service's database, whose triggers and index of positions are taken away first."""
    with closing(sqlite3.connect(folder / f"{service}.sqlite")) as connection:
        guards = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DROP INDEX IF EXISTS positions_are_unique")
        work(connection)
        connection.commit()


def rewrite_ledger(folder: Path, entries: Entries, keep_checkpoints: bool) -> str:
    """Makes a ledger that is whole in itself out of these entries, under the site's own key; answers its checkpoint.

    Also what the audit service's database knows is rewritten. With `keep_checkpoints` those that were kept stay.
    """
    log, signer = log_of(folder), signer_of(folder)
    kept = {size: log.read(kept_path(size)) for size in log.kept()}
    for file in sorted(log.folder.rglob("*"), reverse=True):
        if file.name != "key":
            file.rmdir() if file.is_dir() else file.unlink()
    for start in range(0, len(entries), FULL):
        some = entries[start : start + FULL]
        log.write(bundle_path(start // FULL, len(some)), pack(some))
    hashes, level = [leaf_hash(entry) for entry in entries], 0
    while hashes:
        for start in range(0, len(hashes), FULL):
            some = hashes[start : start + FULL]
            log.write(tile_path(level, start // FULL, len(some)), b"".join(some))
        whole = len(hashes) // FULL
        hashes, level = [root_of(hashes[at * FULL : (at + 1) * FULL]) for at in range(whole)], level + 1
    root = root_of([leaf_hash(entry) for entry in entries])
    note = signed_note(signer, len(entries), root)
    log.write(CHECKPOINT, note.encode())
    (folder / "ledger" / "last-signed").write_text(note)
    if keep_checkpoints:
        for size, old in kept.items():
            log.write(kept_path(size), old)
    as_superuser(folder, "audit", lambda audit: _rewrite_rows(audit, len(entries), root, note))
    return note


def _rewrite_rows(audit: sqlite3.Connection, size: int, root: bytes, note: str) -> None:
    signed_at = audit.execute("SELECT min(signed_at) FROM checkpoints").fetchone()[0]
    audit.execute("DELETE FROM checkpoints")
    row = (size, root.hex(), note, signed_at, signed_at, True)
    audit.execute(
        "INSERT INTO checkpoints (size, root, note, signed_at, published_at, kept) VALUES (?, ?, ?, ?, ?, ?)", row
    )


def stand_alone(home: Path, *arguments: str, auditor: Headers | None = None) -> subprocess.CompletedProcess[str]:
    """The verifier's one file, somewhere else, with nothing of this program about it."""
    file = shutil.copy(str(verify_ledger.__file__), home / "verify_ledger.py")
    bearer = auditor["Authorization"].removeprefix("Bearer ") if auditor else ""
    return subprocess.run(
        [sys.executable, "-I", str(file), *arguments],
        cwd=home,
        env={"PATH": os.environ["PATH"], "SHANGLIANG_TOKEN": bearer},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
