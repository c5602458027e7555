"""Files by digest: new ones that no record names yet, and those that are kept for a record (docs/adr/0023-files.md).

A stored file is a line of JSON that says what it is, and its content: as it is, or encrypted under the key of this one file.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec
import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infra.kernel.base.problems import Unavailable
from infra.kernel.storage.file_stores import FileStore
from infra.kernel.storage.personal import Encryption
from infra.kernel.storage.store import RecordWrite

log = structlog.get_logger("shangliang.files")

NEW, KEPT = "new/", "kept/"
UNNAMED_SECONDS = 24 * 3600.0
MOST_HEAD = 1024
_NONCE, _KEY = 12, 32


class FileHead(msgspec.Struct, frozen=True):
    """`type` is the media type; `key_id` names the person's key of which the file's own key is made, if it is a person's."""

    type: str
    key_id: str | None = None


@dataclass(frozen=True, slots=True)
class OpenFile:
    type: str
    content: bytes


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def file_key(personal_key: bytes, stream: str, digest: str) -> bytes:
    """The key of one file of one record: who is told it can open no other."""
    return _derived(personal_key, f"kept/{stream}/{digest}")


class SiteFiles:
    """The files of a site."""

    def __init__(self, store: FileStore) -> None:
        self.store = store

    def add(self, type_: str, content: bytes) -> str:
        """A new file, until tomorrow; answers its digest."""
        digest = digest_of(content)
        # Under its own digest: from what lies here nobody learns what it is who did not bring it himself.
        with _reached():
            self.store.put(_new(digest), _sealed(FileHead(type_), content, _derived(digest.encode(), NEW), digest))
        return digest

    def type_of_new(self, digest: str) -> str | None:
        """None when there is none, or it has been removed."""
        with _reached():
            head = self.store.beginning(_new(digest), MOST_HEAD)
        return None if head is None else _parted(head)[0].type

    def keep(self, stream: str, digest: str, personal: tuple[str, bytes] | None) -> None:
        """A new file for good, for a record of that stream; under a person's key (its id and itself) where it is a person's.

        Raises Unavailable.
        """
        with _reached():
            stored = self.store.get(_new(digest))
        if stored is None:
            raise Unavailable("文件刚被清除，请重新上传 The file has just been removed; upload it again", retry_after=1)
        found = _opened(stored, _derived(digest.encode(), NEW), digest)
        if personal is None:
            kept = _encoded(FileHead(found.type)) + found.content
        else:
            key_id, key = personal
            kept = _sealed(FileHead(found.type, key_id), found.content, file_key(key, stream, digest), digest)
        with _reached():
            self.store.put(kept_name(stream, digest), kept)

    def keep_named(self, records: list[RecordWrite], encryption: Encryption | None) -> None:
        """What records name from now on: an event never names bytes that are not there. Raises Unavailable."""
        for record in records:
            before = {file.digest for file in record.before.files} if record.before else set()
            for file in record.row.files:
                if file.digest not in before:
                    assert encryption or not file.personal, "who adds a personal file also says something"
                    self.keep(record.stream, file.digest, encryption.own_key if encryption and file.personal else None)

    def head_of_kept(self, stream: str, digest: str) -> FileHead | None:
        with _reached():
            head = self.store.beginning(kept_name(stream, digest), MOST_HEAD)
        return None if head is None else _parted(head)[0]

    def kept(self, stream: str, digest: str, key: bytes | None) -> OpenFile | None:
        """Opened with its own key where it has one; None when it is not there, or that is not its key."""
        with _reached():
            stored = self.store.get(kept_name(stream, digest))
        if stored is None:
            return None
        if key is None:
            head, content = _parted(stored)
            return None if head.key_id else OpenFile(head.type, content)
        try:
            return _opened(stored, key, digest)
        except InvalidTag:
            return None

    def remove_unnamed(self, now: float | None = None) -> int:
        """Removes new files of yesterday, real time; answers how many."""
        before = (time.time() if now is None else now) - UNNAMED_SECONDS
        old = [one.name for one in self.store.names(NEW) if one.since < before]
        for name in old:
            self.store.remove(name)
        return len(old)

    def all_kept(self) -> Iterator[str]:
        return (one.name for one in self.store.names(KEPT))


def kept_name(stream: str, digest: str) -> str:
    return f"{KEPT}{stream}/{digest}"


@contextmanager
def _reached() -> Iterator[None]:
    """A store that does not answer, or a full disk, is told as such. Raises Unavailable."""
    try:
        yield
    except OSError as failure:
        log.error("the store of files failed", error=repr(failure))
        raise Unavailable("文件库暂不可用，请稍后重试 The store of files does not answer", retry_after=5) from failure


def _new(digest: str) -> str:
    return NEW + hashlib.sha256(digest.encode()).hexdigest()


def _derived(secret: bytes, what_for: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=f"shangliang file {what_for}".encode()).derive(secret)


def _encoded(head: FileHead) -> bytes:
    return msgspec.json.encode(head) + b"\n"


def _parted(stored: bytes) -> tuple[FileHead, bytes]:
    head, _, rest = stored.partition(b"\n")
    return msgspec.json.decode(head, type=FileHead), rest


def _sealed(head: FileHead, content: bytes, key: bytes, digest: str) -> bytes:
    nonce, line = os.urandom(_NONCE), _encoded(head)
    return line + nonce + AESGCM(key).encrypt(nonce, content, line + digest.encode())


def _opened(stored: bytes, key: bytes, digest: str) -> OpenFile:
    head, rest = _parted(stored)
    content = AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], _encoded(head) + digest.encode())
    return OpenFile(head.type, content)
