"""Second factors: what a person's device reckons six digits from every half minute (RFC 6238), and codes for when it is lost.

Beside the passwords, in the database of personal keys, under a number that the event names: the secret encrypted under a key of
the site's, of the recovery codes their Argon2id hashes only. A factor is kept before the event that names it is committed;
until then it opens nothing. Each code is good once, whichever replica it comes to. Forgetting the person destroys all of it.
"""

import os
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    bindparam,
    delete,
    func,
    select,
    update,
)

from infra.kernel.access.one_time_codes import as_one_word, new_recovery_codes, recovery_number, step_of
from infra.kernel.storage.database import Database, run
from infra.kernel.storage.passwords import fits, hash_of

_NONCE = 12


def second_factors_table(metadata: MetaData) -> Table:
    return Table(
        "second_factors",
        metadata,
        Column("id", Text, primary_key=True),
        Column("person", Text, nullable=False, index=True),
        Column("secret", LargeBinary, nullable=False),
        Column("used_step", Integer, nullable=False),
    )


def recovery_codes_table(metadata: MetaData) -> Table:
    return Table(
        "recovery_codes",
        metadata,
        Column("factor", Text, nullable=False),
        Column("number", Integer, nullable=False),
        Column("person", Text, nullable=False, index=True),
        Column("hash", Text, nullable=False),
        PrimaryKeyConstraint("factor", "number"),
    )


class SecondFactors:
    """Of one site. `site_key` gives the key that the secrets are encrypted under."""

    def __init__(self, database: Database, factors: Table, codes: Table, site_key: Callable[[], bytes]) -> None:
        self._database, self._site_key = database, site_key
        prepare = database.prepare
        self._find = prepare(select(factors.c.secret).where(factors.c.id == bindparam("its_id")))
        self._add = prepare(database.insert(factors).values({one.name: bindparam(one.name) for one in factors.c}))
        unused = factors.c.id == bindparam("its_id"), factors.c.used_step < bindparam("step")
        self._use = prepare(update(factors).where(*unused).values(used_step=bindparam("step")))
        self._add_code = prepare(database.insert(codes).values({one.name: bindparam(one.name) for one in codes.c}))
        its = codes.c.factor == bindparam("its_id")
        numbered = its, codes.c.number == bindparam("which")
        self._find_code = prepare(select(codes.c.hash).where(*numbered))
        self._use_code = prepare(delete(codes).where(*numbered))
        self._count = prepare(select(func.count()).where(its))
        self._drop = prepare(
            delete(factors).where(factors.c.person == bindparam("whose"), factors.c.id != bindparam("but"))
        )
        self._drop_codes = prepare(
            delete(codes).where(codes.c.person == bindparam("whose"), codes.c.factor != bindparam("but"))
        )

    def keep(self, factor_id: str, person: str, secret: str, code: str, now: float) -> list[str] | None:
        """The recovery codes, which nobody is told again; None where this is not the secret's code, and nothing is kept."""
        step = step_of(secret, code, now)
        if step is None:
            return None
        told = new_recovery_codes()
        hashes = [hash_of(as_one_word(one)) for one in told]
        nonce = os.urandom(_NONCE)
        encrypted = nonce + AESGCM(self._site_key()).encrypt(nonce, secret.encode(), factor_id.encode())
        with self._database.transaction() as cursor:
            factor = {"id": factor_id, "person": person, "secret": encrypted, "used_step": step}
            run(cursor, self._add, factor)
            for number, hashed in enumerate(hashes):
                run(
                    cursor,
                    self._add_code,
                    {"factor": factor_id, "number": number, "person": person, "hash": hashed},
                )
        return told

    def drop_others(self, person: str, but: str = "") -> None:
        """What the person had before; all of it where there is no `but`."""
        values = {"whose": person, "but": but}
        self._database.together([(self._drop, values), (self._drop_codes, values)])

    def takes(self, factor_id: str, code: str, now: float) -> bool:
        """Whether it is the device's code. It is good once, and so is none of an earlier half minute afterwards."""
        kept = self._database.value(self._find, {"its_id": factor_id})
        step = step_of(self._opened(factor_id, bytes(kept)), code, now) if kept is not None else None
        if step is None:
            return False
        with self._database.transaction() as cursor:
            return bool(run(cursor, self._use, {"its_id": factor_id, "step": step}).rowcount == 1)

    def takes_recovery(self, factor_id: str, typed: str) -> bool:
        """Whether it is one of the recovery codes; then it is gone. It says which it is, so that one hash is tried."""
        number = recovery_number(typed)
        which = {"its_id": factor_id, "which": number}
        kept = None if number is None else self._database.value(self._find_code, which)
        if kept is None or not fits(kept, as_one_word(typed)):
            return False
        with self._database.transaction() as cursor:
            return bool(run(cursor, self._use_code, which).rowcount == 1)

    def recovery_left(self, factor_id: str) -> int:
        return int(self._database.value(self._count, {"its_id": factor_id}))

    def _opened(self, factor_id: str, encrypted: bytes) -> str:
        key = AESGCM(self._site_key())
        return key.decrypt(encrypted[:_NONCE], encrypted[_NONCE:], factor_id.encode()).decode()
