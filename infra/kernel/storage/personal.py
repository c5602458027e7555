"""Personal fields: encrypted for one person before they enter an event, so that destroying the person's key is enough.

AES-256-GCM under a key per person; the keys have a database of their own, and in a backup a folder, to be put apart.
An encrypted value is one text, `enc1:KEY:STREAM:FIELD:BASE64(nonce, ciphertext and tag)`. Key, stream and field are
authenticated with it: moved to another record or field, it does not open. KEY is the person's id; who was forgotten and
comes again has the key `PERSON~1`, then `PERSON~2`: each forgetting destroys one, and what was said before stays erased.
"""

import base64
import hashlib
import hmac
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import count
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, bindparam, delete, func, select, update

from infra.kernel.storage.database import Database, run
from infra.kernel.storage.one_of import one_of, several
from infra.kernel.storage.passwords import Passwords, passwords_table
from infra.kernel.storage.second_factors import SecondFactors, recovery_codes_table, second_factors_table

METADATA = MetaData()
PERSON_KEYS = Table(
    "person_keys",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("key", LargeBinary),
    Column("destroyed_at", Text),
)
# A row for each sealing in force, under the stream of its events: one that is lifted takes no other's seal off.
SEALED_PEOPLE = Table(
    "sealed_people",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("sealing", Text, primary_key=True),
    Column("since", Text, nullable=False),
)
SITE_KEYS = Table(
    "site_keys", METADATA, Column("name", Text, primary_key=True), Column("key", LargeBinary, nullable=False)
)
PASSWORDS = passwords_table(METADATA)
SECOND_FACTORS, RECOVERY_CODES = second_factors_table(METADATA), recovery_codes_table(METADATA)

PREFIX = "enc1:"
ERASED = "已删除"
SEALED = "已封存"
WITHHELD = "不公开"
_NONCE = 12
_KEY_IDS = re.compile(rf'{PREFIX}([^:"]+):')


class KeyMadeMeanwhile(Exception):
    """This key was made, or destroyed, by another first: encrypt again with the one that holds now."""


class KeptKey(NamedTuple):
    """One of a person's keys, oldest first; `key` is None once it is destroyed. While it is sealed nothing is read with it."""

    key_id: str
    key: bytes | None
    destroyed_at: str | None
    sealed: bool


class PersonalKeys:
    """The database of keys."""

    def __init__(self, database: Database) -> None:
        self.database = database
        seals = select(func.count()).where(SEALED_PEOPLE.c.person == bindparam("whose")).scalar_subquery()
        self._find = database.prepare(
            select(PERSON_KEYS.c.key, PERSON_KEYS.c.destroyed_at, seals).where(PERSON_KEYS.c.person == bindparam("who"))
        )
        self._all_of = database.prepare(
            select(PERSON_KEYS.c.person, PERSON_KEYS.c.key, PERSON_KEYS.c.destroyed_at).where(
                one_of(database, PERSON_KEYS.c.person, "ids")
            )
        )
        self._sealed_of = database.prepare(
            select(SEALED_PEOPLE.c.person).where(one_of(database, SEALED_PEOPLE.c.person, "people"))
        )
        sealed = database.insert(SEALED_PEOPLE).values({c.name: bindparam(c.name) for c in SEALED_PEOPLE.c})
        self._seal = database.prepare(sealed.on_conflict_do_nothing(index_elements=["person", "sealing"]))
        its = (SEALED_PEOPLE.c.person == bindparam("whose"), SEALED_PEOPLE.c.sealing == bindparam("which"))
        self._unseal = database.prepare(delete(SEALED_PEOPLE).where(*its))
        added = database.insert(PERSON_KEYS).values(person=bindparam("person"), key=bindparam("key"), destroyed_at=None)
        self._add = database.prepare(added.on_conflict_do_nothing(index_elements=["person"]))
        destroyed = update(PERSON_KEYS).where(PERSON_KEYS.c.person == bindparam("who"), PERSON_KEYS.c.key.isnot(None))
        self._destroy = database.prepare(destroyed.values(key=None, destroyed_at=bindparam("when")))
        gone = database.insert(PERSON_KEYS).values(person=bindparam("person"), key=None, destroyed_at=bindparam("when"))
        self._never = database.prepare(gone.on_conflict_do_nothing(index_elements=["person"]))
        self._drop_secrets = [
            database.prepare(delete(table).where(table.c.person == bindparam("whose")))
            for table in (PASSWORDS, SECOND_FACTORS, RECOVERY_CODES)
        ]
        self.passwords = Passwords(database, PASSWORDS)
        site_key = cache(lambda: self._kept_site_key("second factors"))
        self.second_factors = SecondFactors(database, SECOND_FACTORS, RECOVERY_CODES, site_key)
        self._site_key: bytes | None = None

    def key_of(self, key_id: str) -> bytes | None:
        """The key of that name, to read with; None when it was destroyed, is sealed, or was never made."""
        found = self._kept(key_id)
        return found.key if found and not found.sealed else None

    def is_kept(self, key_id: str) -> bool:
        """Whether there is that key, sealed or not."""
        found = self._kept(key_id)
        return found is not None and found.key is not None

    def has_words_of(self, person: str) -> bool:
        """Whether anything that was said under a key of this person can still be opened."""
        return any(kept.key is not None for kept in self.keys_of(person))

    def keys_of(self, person: str) -> Iterator[KeptKey]:
        """All that were ever made for the person. The last one holds now, if it is not destroyed."""
        for number in count():
            found = self._kept(_key_id(person, number))
            if found is None:
                return
            yield found

    def _kept(self, key_id: str) -> KeptKey | None:
        rows = self.database.rows(self._find, {"who": key_id, "whose": key_id.partition("~")[0]})
        if not rows:
            return None
        key, destroyed_at, seals = rows[0]
        return KeptKey(key_id, None if key is None else bytes(key), destroyed_at, sealed=bool(seals))

    def keep(self, key_id: str, key: bytes) -> None:
        """Stores a new key. Raises KeyMadeMeanwhile when there is another of that name by now."""
        with self.database.transaction() as cursor:
            run(cursor, self._add, {"person": key_id, "key": key})
        kept = self._kept(key_id)
        if kept is None or kept.key != key:
            raise KeyMadeMeanwhile(key_id)

    def seal(self, person: str, sealing: str, when: str) -> None:
        """From now on nobody reads what was or is said under the person's keys; they are kept (PIPL 47)."""
        with self.database.transaction() as cursor:
            run(cursor, self._seal, {"person": person, "sealing": sealing, "since": when})

    def unseal(self, person: str, sealing: str) -> None:
        with self.database.transaction() as cursor:
            run(cursor, self._unseal, {"whose": person, "which": sealing})

    def destroy(self, person: str, when: str) -> bool:
        """Destroys the person's keys, password and second factor for good; True when there were keys. `when` is the time of the forgetting.

        The same forgetting once more changes nothing, also when the person has come again since; but it makes sure that
        no journal still holds what was destroyed. A forgetting that finds no key takes the name of the next one.
        """
        kept = list(self.keys_of(person))
        if not any(one.destroyed_at and one.destroyed_at >= when for one in kept):
            living = [one.key_id for one in kept if one.key is not None]
            with self.database.transaction() as cursor:
                for drop in self._drop_secrets:
                    run(cursor, drop, {"whose": person})
                if not living:
                    run(cursor, self._never, {"person": _key_id(person, len(kept)), "when": when})
                for key_id in living:
                    run(cursor, self._destroy, {"who": key_id, "when": when})
        if self.database.on_sqlite:
            with self.database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(kept)

    def fingerprint(self, text: str) -> str:
        """A keyed digest: tells whether a request is the same without telling what was in it."""
        if self._site_key is None:
            self._site_key = self._kept_site_key("fingerprints")
        return hmac.new(self._site_key, text.encode(), hashlib.sha256).hexdigest()

    def name_key(self, name: str) -> str:
        """By what a login name is found: whatever case or width it is typed in; tells nobody the name."""
        return self.fingerprint(f"login/{unicodedata.normalize('NFKC', name).casefold().strip()}")

    def _kept_site_key(self, name: str) -> bytes:
        find = self.database.prepare(select(SITE_KEYS.c.key).where(SITE_KEYS.c.name == bindparam("its_name")))
        add = self.database.insert(SITE_KEYS).values(name=bindparam("name"), key=bindparam("key"))
        with self.database.transaction() as cursor:
            statement = self.database.prepare(add.on_conflict_do_nothing(index_elements=["name"]))
            run(cursor, statement, {"name": name, "key": os.urandom(32)})
        return bytes(self.database.value(find, {"its_name": name}))

    def encryption_for(self, person: str) -> "Encryption":
        """For one person's words of one command: under the key that holds now, or a fresh one."""
        destroyed = 0
        for kept in self.keys_of(person):
            if kept.key is not None:
                return Encryption(self, kept.key_id, kept.key, is_new=False)
            destroyed += 1
        return Encryption(self, _key_id(person, destroyed), AESGCM.generate_key(256), is_new=True)

    def decrypted(self, value: Any, stream: str) -> Any:
        """`value` with every encrypted text in it decrypted; what is destroyed reads 已删除, what is sealed 已封存."""
        return _opened(value, stream, self._kept)

    def at_hand(self, stored: Iterable[str]) -> "KeysAtHand":
        """The keys of all encrypted texts in what is stored, looked up together: for a page of records."""
        ids = {key_id for text in stored for key_id in _KEY_IDS.findall(text)}
        if not ids:
            return KeysAtHand({})
        whose = {one.partition("~")[0] for one in ids}
        sealed = set(self.database.column(self._sealed_of, {"people": several(self.database, whose)}))
        rows = self.database.rows(self._all_of, {"ids": several(self.database, ids)})
        return KeysAtHand(
            {
                one: KeptKey(one, None if key is None else bytes(key), destroyed_at, one.partition("~")[0] in sealed)
                for one, key, destroyed_at in rows
            }
        )


class KeysAtHand:
    """Keys for one answer, let go with it: any of them may be destroyed at any moment."""

    def __init__(self, kept: Mapping[str, KeptKey]) -> None:
        self._kept = kept

    def decrypted(self, value: Any, stream: str) -> Any:
        """As `PersonalKeys.decrypted` does."""
        return _opened(value, stream, self._kept.get)


def _opened(value: Any, stream: str, kept_of: Callable[[str], KeptKey | None]) -> Any:
    if isinstance(value, str):
        return _opened_text(value, stream, kept_of) if value.startswith(PREFIX) else value
    if isinstance(value, dict):
        return {name: _opened(member, stream, kept_of) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_opened(member, stream, kept_of) for member in value]
    return value


def _opened_text(text: str, stream: str, kept_of: Callable[[str], KeptKey | None]) -> str:
    try:
        _, key_id, home, field, encrypted = text.split(":", 4)
        kept = kept_of(key_id)
        if kept is None or kept.key is None or home != stream:
            return ERASED
        if kept.sealed:
            return SEALED
        raw = base64.b64decode(encrypted)
        return AESGCM(kept.key).decrypt(raw[:_NONCE], raw[_NONCE:], f"{key_id}:{home}:{field}".encode()).decode()
    except (InvalidTag, ValueError):
        return ERASED


def _key_id(person: str, number: int) -> str:
    return f"{person}~{number}" if number else person


def withheld(value: Any) -> Any:
    """`value` with every encrypted text in it replaced by 不公开: for readers of what was published."""
    if isinstance(value, str):
        return WITHHELD if value.startswith(PREFIX) else value
    if isinstance(value, dict):
        return {name: withheld(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [withheld(member) for member in value]
    return value


class Encryption:
    """Encrypts for one person; `keep` stores a new key and must have been called before the event is committed."""

    def __init__(self, keys: PersonalKeys, key_id: str, key: bytes, is_new: bool) -> None:
        self._keys, self._key_id, self._key, self._is_new = keys, key_id, key, is_new

    @property
    def own_key(self) -> tuple[str, bytes]:
        """The id of the key, and itself: files get keys of their own made of it."""
        return self._key_id, self._key

    def encrypt(self, text: str, stream: str, field: str) -> str:
        nonce = os.urandom(_NONCE)
        bound = f"{self._key_id}:{stream}:{field}".encode()
        encrypted = nonce + AESGCM(self._key).encrypt(nonce, text.encode(), bound)
        return f"{PREFIX}{self._key_id}:{stream}:{field}:{base64.b64encode(encrypted).decode()}"

    def keep(self) -> None:
        """Raises KeyMadeMeanwhile, also when the key that was found has been destroyed since."""
        if self._is_new:
            self._keys.keep(self._key_id, self._key)
            self._is_new = False
        elif not self._keys.is_kept(self._key_id):
            raise KeyMadeMeanwhile(self._key_id)
