"""Personal fields: encrypted for one person before they enter an event, so that destroying the person's key is enough.

AES-256-GCM under a key per person; the keys have a database of their own, and in a backup a folder, to be put apart.
An encrypted value is one text, `enc1:PERSON:STREAM:FIELD:BASE64(nonce, ciphertext and tag)`. Person, stream and field
are authenticated with it: moved to another record or field, it does not open.
"""

import base64
import hashlib
import hmac
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, bindparam, select, update

from infra.kernel.database import Database, run

METADATA = MetaData()
PERSON_KEYS = Table(
    "person_keys",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("key", LargeBinary),
    Column("destroyed_at", Text),
)
SITE_KEYS = Table(
    "site_keys", METADATA, Column("name", Text, primary_key=True), Column("key", LargeBinary, nullable=False)
)

PREFIX = "enc1:"
ERASED = "已删除"
WITHHELD = "不公开"
_NONCE = 12


class KeyMadeMeanwhile(Exception):
    """Another writer made this person's key first: encrypt again with that one."""


class PersonForgotten(Exception):
    """The person's key was destroyed; nothing more is kept of this person."""


class PersonalKeys:
    """The database of keys."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._find = database.prepare(
            select(PERSON_KEYS.c.key, PERSON_KEYS.c.destroyed_at).where(PERSON_KEYS.c.person == bindparam("who"))
        )
        added = database.insert(PERSON_KEYS).values(person=bindparam("person"), key=bindparam("key"), destroyed_at=None)
        self._add = database.prepare(added.on_conflict_do_nothing(index_elements=["person"]))
        destroyed = update(PERSON_KEYS).where(PERSON_KEYS.c.person == bindparam("who"), PERSON_KEYS.c.key.isnot(None))
        self._destroy = database.prepare(destroyed.values(key=None, destroyed_at=bindparam("when")))
        gone = database.insert(PERSON_KEYS).values(person=bindparam("person"), key=None, destroyed_at=bindparam("when"))
        self._never = database.prepare(gone.on_conflict_do_nothing(index_elements=["person"]))
        self._site_key: bytes | None = None

    def key_of(self, person: str) -> bytes | None:
        """The person's key; None when there is none yet. Raises PersonForgotten when it was destroyed."""
        rows = self.database.rows(self._find, {"who": person})
        if not rows:
            return None
        if rows[0][0] is None:
            raise PersonForgotten(person)
        return bytes(rows[0][0])

    def keep(self, person: str, key: bytes) -> None:
        """Stores a new key. Raises KeyMadeMeanwhile when the person has another by now."""
        with self.database.transaction() as cursor:
            run(cursor, self._add, {"person": person, "key": key})
        if self.key_of(person) != key:
            raise KeyMadeMeanwhile(person)

    def destroy(self, person: str, when: str) -> bool:
        """Destroys the person's key for good; True when there was one. Nothing can be kept for this person again.

        Destroying it once more changes nothing, but makes sure that no journal still holds it.
        """
        had = bool(self.database.rows(self._find, {"who": person}))
        with self.database.transaction() as cursor:
            run(cursor, self._never, {"person": person, "when": when})
            run(cursor, self._destroy, {"who": person, "when": when})
        if self.database.on_sqlite:
            with self.database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return had

    def fingerprint(self, text: str) -> str:
        """A keyed digest: tells whether a request is the same without telling what was in it."""
        if self._site_key is None:
            self._site_key = self._kept_site_key("fingerprints")
        return hmac.new(self._site_key, text.encode(), hashlib.sha256).hexdigest()

    def _kept_site_key(self, name: str) -> bytes:
        find = self.database.prepare(select(SITE_KEYS.c.key).where(SITE_KEYS.c.name == bindparam("its_name")))
        add = self.database.insert(SITE_KEYS).values(name=bindparam("name"), key=bindparam("key"))
        with self.database.transaction() as cursor:
            statement = self.database.prepare(add.on_conflict_do_nothing(index_elements=["name"]))
            run(cursor, statement, {"name": name, "key": os.urandom(32)})
        return bytes(self.database.rows(find, {"its_name": name})[0][0])

    def sealing(self, person: str) -> "Sealing":
        """For one person's words of one command. Raises PersonForgotten."""
        key = self.key_of(person)
        return Sealing(self, person, key or AESGCM.generate_key(256), is_new=key is None)

    def opened(self, value: Any, stream: str) -> Any:
        """`value` with every encrypted text in it decrypted; a text whose key is destroyed reads 已删除."""
        if isinstance(value, str):
            return self._opened_text(value, stream) if value.startswith(PREFIX) else value
        if isinstance(value, dict):
            return {name: self.opened(member, stream) for name, member in value.items()}
        if isinstance(value, list):
            return [self.opened(member, stream) for member in value]
        return value

    def _opened_text(self, text: str, stream: str) -> str:
        try:
            _, person, home, field, sealed = text.split(":", 4)
            key = self.key_of(person)
            if key is None or home != stream:
                return ERASED
            raw = base64.b64decode(sealed)
            return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], f"{person}:{home}:{field}".encode()).decode()
        except (PersonForgotten, InvalidTag, ValueError):
            return ERASED


def withheld(value: Any) -> Any:
    """`value` with every encrypted text in it replaced by 不公开: for readers of what was published."""
    if isinstance(value, str):
        return WITHHELD if value.startswith(PREFIX) else value
    if isinstance(value, dict):
        return {name: withheld(member) for name, member in value.items()}
    if isinstance(value, list):
        return [withheld(member) for member in value]
    return value


class Sealing:
    """Encrypts for one person; `keep` stores a new key and must have been called before the event is committed."""

    def __init__(self, keys: PersonalKeys, person: str, key: bytes, is_new: bool) -> None:
        self._keys, self._person, self._key, self._is_new = keys, person, key, is_new

    def seal(self, text: str, stream: str, field: str) -> str:
        nonce = os.urandom(_NONCE)
        bound = f"{self._person}:{stream}:{field}".encode()
        sealed = nonce + AESGCM(self._key).encrypt(nonce, text.encode(), bound)
        return f"{PREFIX}{self._person}:{stream}:{field}:{base64.b64encode(sealed).decode()}"

    def keep(self) -> None:
        if self._is_new:
            self._keys.keep(self._person, self._key)
            self._is_new = False
