"""Passwords: only their Argon2id hashes, in the database of personal keys, under a number that the event names.

A hash is kept before the event that names it is committed; until then it opens nothing. A sign-in looks only at the one
that the account names. Forgetting the person destroys all of his.
"""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from eventlet import tpool
from eventlet.semaphore import Semaphore
from sqlalchemy import Column, MetaData, Table, Text, bindparam, delete, select

from infra.kernel.base.clock import stamp
from infra.kernel.storage.database import Database, run

T = TypeVar("T")
# A hash takes memory and a processor: more at once than this would make every other request wait.
AT_ONCE = 2
# OWASP's least for Argon2id; the numbers stand in every hash, so that they can be raised without losing one.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_TURN = Semaphore(AT_ONCE)


def passwords_table(metadata: MetaData) -> Table:
    return Table(
        "passwords",
        metadata,
        Column("id", Text, primary_key=True),
        Column("person", Text, nullable=False, index=True),
        Column("hash", Text, nullable=False),
        Column("kept_since", Text, nullable=False),
    )


class Passwords:
    """The hashes of one site."""

    def __init__(self, database: Database, table: Table) -> None:
        self._database = database
        mine = table.c.person == bindparam("whose")
        self._find = database.prepare(select(table.c.hash).where(table.c.id == bindparam("its_id")))
        self._add = database.prepare(
            database.insert(table).values(
                id=bindparam("id"),
                person=bindparam("person"),
                hash=bindparam("hash"),
                kept_since=bindparam("kept_since"),
            )
        )
        self._drop = database.prepare(delete(table).where(mine, table.c.id != bindparam("but")))
        self._nobodys = ""

    def keep(self, password_id: str, person: str, password: str) -> None:
        hashed = hash_of(password)
        row = {"id": password_id, "person": person, "hash": hashed, "kept_since": stamp(datetime.now(UTC))}
        with self._database.transaction() as cursor:
            run(cursor, self._add, row)

    def drop_others(self, person: str, but: str) -> None:
        """What the person had before."""
        with self._database.transaction() as cursor:
            run(cursor, self._drop, {"whose": person, "but": but})

    def matches(self, password_id: str | None, password: str) -> bool:
        """Takes as long where there is none: an answer is not to tell by its time who has an account."""
        kept: str | None = self._database.value(self._find, {"its_id": password_id}) if password_id else None
        return fits(kept or self._hash_of_nobody(), password) and kept is not None

    def _hash_of_nobody(self) -> str:
        self._nobodys = self._nobodys or _HASHER.hash("nobody's")
        return self._nobodys


def hash_of(secret: str) -> str:
    return _aside(lambda: _HASHER.hash(_same(secret)))


def fits(kept: str, secret: str) -> bool:
    """Whether this is what the hash was made of."""
    return _aside(lambda: _verified(kept, secret))


def _verified(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, _same(password))
    except VerifyMismatchError:
        return False


def _same(password: str) -> str:
    """However the keyboard composes a character."""
    return unicodedata.normalize("NFC", password)


def _aside(work: Callable[[], T]) -> T:
    """In a thread of the system's, a few at a time: the service goes on meanwhile."""
    with _TURN:
        result: T = tpool.execute(work)
    return result
