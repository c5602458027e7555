"""What was signed: rows in the database first, then the files that a web server could serve.

    last-signed (beside the log)  the newest note under the site's own key
    log/checkpoint                the newest published one: the same, unless a policy asks for witnesses first
    log/checkpoints/<size>        those that are kept

Kept for ever are those that a witness cosigned, and the first of every hour; the others go after a day, and the last
always stays. A root is in the tree of every later one, so nothing can be proven of a checkpoint that went
that cannot be proven without it.

With witnesses a kept one may be beyond `checkpoint`: the first cosignature is kept before the last one is there. That is
no gap: its entries and hashes were written before it was signed, which is what `verify_ledger.py` looks at.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import and_, bindparam, delete, insert, select, update

from infra.kernel.base.clock import stamp
from infra.kernel.base.whole_file import SECRET, write_whole
from infra.kernel.storage.database import Database, run
from infra.kernel.storage.sql_store import INTEGRITY
from infra.ledger.checkpoints import Checkpoint, parse_checkpoint
from infra.ledger.directory import CHECKPOINT, LedgerDirectory, kept_path
from infra.ledger.notes import NoteRefused, split
from infra.ledger.texts import Malformed
from services.audit.keys import LOG
from services.audit.tables import CHECKPOINTS

LAST_SIGNED = "last-signed"
THINNED_AFTER = timedelta(days=1)
HOUR = len("2026-11-22T07")
_COLUMNS = [CHECKPOINTS.c[name] for name in ("size", "root", "note", "signed_at", "published_at", "kept")]


class Forked(Exception):
    """Two checkpoints of one size with different roots: nothing more may be signed."""


@dataclass(frozen=True)
class Signed:
    """A checkpoint under the site's own key; `published_at` is None while it waits for witnesses."""

    size: int
    root: bytes
    note: str
    signed_at: str
    published_at: str | None
    kept: bool


class Checkpoints:
    """The rows."""

    def __init__(self, database: Database) -> None:
        self._database = database
        prepare = database.prepare
        self._add = prepare(insert(CHECKPOINTS).values({c.name: bindparam(c.name) for c in CHECKPOINTS.c}))
        newest = select(*_COLUMNS).order_by(CHECKPOINTS.c.size.desc()).limit(1)
        self._last = prepare(newest)
        self._published = prepare(newest.where(CHECKPOINTS.c.published_at.isnot(None)))
        self._at = prepare(select(*_COLUMNS).where(CHECKPOINTS.c.size == bindparam("its_size")))
        this_hour = CHECKPOINTS.c.signed_at.startswith(bindparam("hour"))
        self._kept_in = prepare(select(CHECKPOINTS.c.size).where(this_hour, CHECKPOINTS.c.kept).limit(1))
        cosigned: dict[str, Any] = {name: bindparam(name) for name in ("note", "published_at")}
        one = update(CHECKPOINTS).where(CHECKPOINTS.c.size == bindparam("its_size"))
        self._publish = prepare(one.values(**cosigned, kept=True))
        self._keep = prepare(one.values(note=bindparam("note"), kept=True))
        old = and_(CHECKPOINTS.c.signed_at < bindparam("before"), ~CHECKPOINTS.c.kept)
        shown = and_(CHECKPOINTS.c.size != bindparam("last"), CHECKPOINTS.c.size != bindparam("published"))
        self._thin = prepare(delete(CHECKPOINTS).where(old, shown))

    def last(self) -> Signed | None:
        return self._one(self._database.rows(self._last))

    def published(self) -> Signed | None:
        return self._one(self._database.rows(self._published))

    def at(self, size: int) -> Signed | None:
        return self._one(self._database.rows(self._at, {"its_size": size}))

    def store(self, checkpoint: Checkpoint, note: str, now: datetime, published: bool) -> Signed:
        """The same one twice is once. Raises Forked."""
        signed_at = stamp(now)
        kept = not self._database.rows(self._kept_in, {"hour": signed_at[:HOUR]})
        one = Signed(checkpoint.size, checkpoint.root, note, signed_at, signed_at if published else None, kept)
        try:
            with self._database.transaction() as cursor:
                run(cursor, self._add, {**asdict(one), "root": one.root.hex()})
        except INTEGRITY as error:
            there = self.at(one.size)
            if there is None or there.root != one.root:
                raise Forked(f"another root was signed for {one.size} entries") from error
            return there
        return one

    def publish(self, size: int, note: str, now: datetime) -> Signed:
        """With the witnesses' lines on it."""
        with self._database.transaction() as cursor:
            run(cursor, self._publish, {"its_size": size, "note": note, "published_at": stamp(now)})
        return self._cosigned(size)

    def keep(self, size: int, note: str) -> Signed:
        """With the lines of those witnesses that cosigned it, who are not enough to publish it."""
        with self._database.transaction() as cursor:
            run(cursor, self._keep, {"its_size": size, "note": note})
        return self._cosigned(size)

    def _cosigned(self, size: int) -> Signed:
        cosigned = self.at(size)
        assert cosigned is not None, "what is cosigned was signed before, and the last one is never thinned out"
        return cosigned

    def thin(self, now: datetime) -> None:
        last, published = self.last(), self.published()
        stay = {"last": last.size if last else -1, "published": published.size if published else -1}
        with self._database.transaction() as cursor:
            run(cursor, self._thin, {"before": stamp(now - THINNED_AFTER), **stay})

    @staticmethod
    def _one(rows: list[tuple[object, ...]]) -> Signed | None:
        if not rows:
            return None
        size, root, note, signed_at, published_at, kept = rows[0]
        published = None if published_at is None else str(published_at)
        return Signed(int(str(size)), bytes.fromhex(str(root)), str(note), str(signed_at), published, bool(kept))


class Notices:
    """The files. A larger checkpoint is never replaced by a smaller one, whoever comes late."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._directory = folder, LedgerDirectory(folder / LOG)

    def put_up(self, signed: Signed) -> None:
        """Writes what the row says to the files that it belongs in."""
        with self._alone():
            if signed.size >= _size_of(self.last_signed()):
                write_whole(self._folder / LAST_SIGNED, signed.note, SECRET)
            if signed.published_at is not None and signed.size >= _size_of(self.published()):
                self._directory.write(CHECKPOINT, signed.note.encode())
            if signed.kept:
                self._directory.write(kept_path(signed.size), signed.note.encode())

    def last_signed(self) -> bytes | None:
        return _content(self._folder / LAST_SIGNED)

    def published(self) -> bytes | None:
        return _content(self._folder / LOG / CHECKPOINT)

    def all(self) -> Iterator[bytes]:
        """Every note that could be the newest."""
        kept = self._directory.kept()[-1:]
        for note in (self.last_signed(), self.published(), *(self._directory.read(kept_path(size)) for size in kept)):
            if note is not None:
                yield note

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / ".putting-up").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def checkpoint_in(note: bytes) -> Checkpoint:
    """What a note of ours says, its signature not looked at. Raises NoteRefused or Malformed."""
    return parse_checkpoint(split(note)[0])


def _size_of(note: bytes | None) -> int:
    try:
        return -1 if note is None else checkpoint_in(note).size
    except (NoteRefused, Malformed):
        return -1  # a file that is no checkpoint hides nothing


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
