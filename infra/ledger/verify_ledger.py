#!/usr/bin/env python3
"""Checks a ledger from its files alone: `python verify_ledger.py DIR-or-URL [--key VKEY] [--policy FILE]`.
Checks receipts, also without the ledger: `python verify_ledger.py --receipt FILE --key VKEY [--policy FILE]`.

This one file needs Python 3.9 or newer and the package `cryptography`, nothing else; it shares no code with the
program that writes ledgers. DIR is a folder of the ledger's files or an export; URL ends before `/checkpoint`
(such as https://…/v1/ledger; the entries ask for an auditor's token, in the environment as SHANGLIANG_TOKEN; without
one, --public walks their redacted form).

Checked are: the signatures on every checkpoint; cosignatures as the policy asks; every hash of the tree, derived
again from the entries; that every kept checkpoint is of this one tree; payloads kept outside; of an archive's files
that each has the SHA-256 which is its name, and that an entry names it; and of the entries
their form, each service's positions from 0 and each stream's versions from 1 without a gap, and that times do not
run backwards. Exit code 0 and one line when all holds; otherwise 1 and a line for each finding.

Who can rewrite all files and has the log's key can make a ledger that is whole in itself. What shows that is kept
elsewhere: checkpoints or receipts that others hold (--kept), and cosignatures of witnesses (--policy).

Formats: C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature, tlog-policy and tlog-proof; RFC 6962.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import errno
import hashlib
import http.client
import itertools
import json
import os
import re
import socket
import sqlite3
import stat
import sys
import threading
import urllib.parse
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FULL = 256
HASH = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
MOST_FINDINGS = 1000
MOST_BYTES = 32 << 20  # of one file; a full bundle has at most 16 MiB
MOST_SECONDS = 60.0  # for one file
CHUNK = 1 << 16
PROOF = "c2sp.org/tlog-proof@v1"
EXPORT = b'{"checkpoint":'
ATTACHED = "../files"  # as they lie beside the log of an archive
A_SHA256 = re.compile(b"[0-9a-f]{64}")


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be, and where, as far as that is known."""

    what: str
    index: int | None = None
    service: str | None = None
    position: int | None = None
    stream: str | None = None

    def __str__(self) -> str:
        if self.index is None:
            return plain(self.what)
        where = f"entry {self.index}"
        if self.service is not None:
            where += f" ({self.service} position {self.position}, {self.stream})"
        return plain(f"{where}: {self.what}")


class Unreadable(Exception):
    """What was read does not have the form it should have, or cannot be read at all."""


def plain(text: str) -> str:
    """Without what would steer a terminal."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


# --- reading numbers and bytes -----------------------------------------------------------------------------------


def number_of(text: str) -> int:
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text):
        raise Unreadable(f"not a decimal number: {text[:40]!r}")
    return int(text)


def bytes_of(text: str) -> bytes:
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        content = b""
    if base64.b64encode(content).decode() != text:
        raise Unreadable(f"not base64: {text[:40]!r}")
    return content


def text_of(content: bytes, what: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Unreadable(f"{what} is not UTF-8") from None


# --- where the files are -----------------------------------------------------------------------------------------


def read_file(path: str, shown: str) -> bytes:
    """What a ledger's file holds. Raises FileNotFoundError, Unreadable."""
    try:
        with open(path, "rb", opener=regular) as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise Unreadable(f"{shown} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(content) > MOST_BYTES:
        raise too_long(shown)
    return content


def regular(path: str, flags: int) -> int:
    """Opens a file and nothing else: a device has no end, and whoever opens a pipe waits for its other side."""
    opened = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "it is no regular file")
    return opened


def too_long(shown: str) -> Unreadable:
    return Unreadable(f"{shown} is longer than {MOST_BYTES >> 20} MiB")


class Folder:
    """A ledger's files on this machine."""

    def __init__(self, folder: str) -> None:
        inside = (os.path.join(folder, name) for name in ("", "log", "ledger", os.path.join("ledger", "log")))
        self._folder = next((one for one in inside if os.path.isfile(os.path.join(one, "checkpoint"))), folder)

    def read(self, path: str) -> bytes | None:
        try:
            return read_file(os.path.join(self._folder, *path.split("/")), path)
        except FileNotFoundError:
            return None

    def close(self) -> None:
        """Nothing stays open."""

    def kept(self) -> list[str]:
        return self._names("checkpoints")

    def attached(self) -> list[str]:
        """The files that lie beside the log of an archive, named by their SHA-256."""
        in_archive = os.path.isfile(os.path.join(self._folder, os.pardir, "archive.json"))
        return self._names(ATTACHED) if in_archive else []

    def widths(self, path: str) -> list[int]:
        """The widths of the partial files beside the full one."""
        return sorted(int(name) for name in self._names(f"{path}.p") if re.fullmatch("[1-9][0-9]{0,2}", name))

    def _names(self, path: str) -> list[str]:
        try:
            return sorted(os.listdir(os.path.join(self._folder, *path.split("/"))))
        except OSError:
            return []


class Site:
    """A ledger's files as a site serves them."""

    def __init__(self, url: str, token: str | None) -> None:
        parts = urllib.parse.urlsplit(url)
        if not parts.hostname:
            raise Unreadable(f"not an address: {url}")
        self._host, self._secure = parts.netloc.rpartition("@")[2], parts.scheme == "https"
        self._prefix = parts.path.rstrip("/") or "/v1/ledger"
        self._token = token
        self._connection: http.client.HTTPConnection | None = None

    def read(self, path: str) -> bytes | None:
        status, content = self._get(path)
        if status == http.client.NOT_FOUND:
            return None
        if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
            raise Unreadable(f"{path} needs an auditor's token (SHANGLIANG_TOKEN), or check with --public")
        if status != http.client.OK:
            raise Unreadable(f"{path} is answered with status {status}")
        return content

    def kept(self) -> list[str]:
        listed = self.read("checkpoints")
        return [] if listed is None else text_of(listed, "the list of kept checkpoints").split()

    def widths(self, path: str) -> list[int]:  # a site does not list its files
        return []

    def attached(self) -> list[str]:  # nor those of its records
        return []

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _get(self, path: str) -> tuple[int, bytes]:
        try:
            return self._asked(path)
        except (OSError, http.client.HTTPException):  # a connection that was kept open may have been closed meanwhile
            self.close()
        try:
            return self._asked(path)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Unreadable(f"{path} cannot be read: {error}") from None

    def _asked(self, path: str) -> tuple[int, bytes]:
        if self._connection is None:
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            self._connection = kind(self._host, timeout=MOST_SECONDS)
        if self._connection.sock is None:
            self._connection.connect()
        headers = {"Accept": "*/*", "Accept-Encoding": "gzip, identity"}
        if self._token and path.startswith(("tile/entries/", "blobs/")):
            headers["Authorization"] = f"Bearer {self._token}"
        deadline = Deadline(self._connection.sock, MOST_SECONDS)
        try:
            self._connection.request("GET", f"{self._prefix}/{urllib.parse.quote(path)}", headers=headers)
            with self._connection.getresponse() as answer:
                return answer.status, self._body(path, answer)
        except Unreadable:
            self.close()
            raise
        finally:
            if deadline.over():
                self.close()
                raise Unreadable(f"{path} took longer than {MOST_SECONDS:g} seconds")

    def _body(self, path: str, answer: http.client.HTTPResponse) -> bytes:
        """Not more of it than a file may have, packed or unpacked."""
        packed = bytearray()
        while len(packed) <= MOST_BYTES and (piece := answer.read(CHUNK)):
            packed += piece
        if answer.length and len(packed) <= MOST_BYTES:
            raise http.client.IncompleteRead(bytes(packed), answer.length)
        content = bytes(packed)
        if answer.headers["Content-Encoding"] == "gzip" and len(content) <= MOST_BYTES:
            unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
            try:
                content = unpacking.decompress(content, MOST_BYTES + 1)
            except zlib.error as error:
                raise Unreadable(f"{path} is badly packed: {error}") from None
            if not unpacking.eof and len(content) <= MOST_BYTES:
                raise Unreadable(f"{path} is badly packed: it ends too early")
        if len(content) > MOST_BYTES:
            raise too_long(path)
        return content


class Deadline:
    """Shuts a connection when its time is over: the socket's own timeout is for each piece, however small that is."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection, self._over = connection, False
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()

    def _shut(self) -> None:
        self._over = True
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def over(self) -> bool:
        """Whether it was; it is lifted now."""
        self._timer.cancel()
        return self._over


def path_of(kind: str, number: int) -> str:
    """The path of the full tile `number` of that level, or of the bundle when `kind` is "entries"."""
    groups = [f"{number % 1000:03}"]
    while number >= 1000:
        number //= 1000
        groups.insert(0, f"x{number % 1000:03}")
    return f"tile/{kind}/{'/'.join(groups)}"


# --- signatures --------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    name: str
    identity: bytes
    signature: bytes


class Note(NamedTuple):
    body: str
    lines: list[Line]


def note_of(content: bytes) -> Note:
    """A signed note, nothing verified."""
    text = text_of(content, "a note")
    if any(one < " " and one != "\n" for one in text):
        raise Unreadable("a note has no control characters")
    before, found, below = text.rpartition("\n\n")
    if not found or not below.endswith("\n"):
        raise Unreadable("a note ends with signature lines below an empty line")
    return Note(f"{before}\n", [line_of(line) for line in below[:-1].split("\n")])


def line_of(text: str) -> Line:
    parts = text.split(" ")
    if len(parts) != 3 or parts[0] != "\u2014" or not parts[1]:
        raise Unreadable(f"not a signature line: {text[:60]!r}")
    content = bytes_of(parts[2])
    if len(content) <= 4:
        raise Unreadable("a signature line without a signature")
    return Line(parts[1], content[:4], content[4:])


class Key:
    """A public key, as a vkey: `name+hash+key`. Type 1 signs notes, type 4 cosigns checkpoints with a time."""

    def __init__(self, vkey: str) -> None:
        self.name, _, rest = vkey.partition("+")
        identity, _, encoded = rest.partition("+")
        key = bytes_of(encoded)
        if not self.name or len(key) != 33 or key[0] not in (1, 4):
            raise Unreadable(f"not the vkey of an Ed25519 key: {vkey[:80]}")
        self.vkey, self.cosigns = vkey, key[0] == 4
        self.identity = hashlib.sha256(self.name.encode(errors="replace") + b"\n" + key).digest()[:4]
        if self.identity.hex() != identity:
            raise Unreadable(f"the vkey of {self.name} does not fit its own hash")
        try:
            self._key = Ed25519PublicKey.from_public_bytes(key[1:])
        except ValueError:
            raise Unreadable(f"the vkey of {self.name} holds no key") from None

    def signed(self, note: Note) -> bool | None:
        """Whether this key's line on the note holds; None when there is none."""
        found = [line for line in note.lines if (line.name, line.identity) == (self.name, self.identity)]
        return all(self._holds(note.body, line.signature) for line in found) if found else None

    def _holds(self, body: str, signature: bytes) -> bool:
        if self.cosigns:
            time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
            body = f"cosignature/v1\ntime {time}\n{body}"
        try:
            self._key.verify(signature, body.encode())
        except InvalidSignature:
            return False
        return True


class WitnessPolicy(NamedTuple):
    """Whose signatures count, and how many cosignatures are enough. `quorum` is "none" when none are asked for."""

    logs: list[Key]
    witnesses: dict[str, Key]
    groups: list[tuple[str, int, list[str]]]
    quorum: str

    def enough(self, witnesses: set[str]) -> bool:
        reached = {"none", *witnesses}
        for name, least, members in self.groups:
            if sum(member in reached for member in members) >= least:
                reached.add(name)
        return self.quorum in reached


def policy_of(text: str) -> WitnessPolicy:
    logs: list[Key] = []
    witnesses: dict[str, Key] = {}
    groups: list[tuple[str, int, list[str]]] = []
    quorum: list[str] = []
    for line in text.split("\n"):
        words = line.replace("\t", " ").split(" ")
        words = [word for word in words if word]
        known = {"none", *witnesses, *(group[0] for group in groups)}
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "log" and len(words) in (2, 3):
            logs.append(key_for(words[1], cosigns=False))
        elif words[0] == "witness" and len(words) in (3, 4) and words[1] not in known:
            witnesses[words[1]] = key_for(words[2], cosigns=True)
        elif words[0] == "group" and len(words) > 3 and words[1] not in known and known - {"none"} >= set(words[3:]):
            groups.append((words[1], threshold_of(words), words[3:]))
        elif words[0] == "quorum" and len(words) == 2 and words[1] in known:
            quorum.append(words[1])
        else:
            raise Unreadable(f"not a line of a policy: {line[:80]}")
    members = [member for group in groups for member in group[2]]
    keys = [one.vkey.rpartition("+")[2] for one in (*logs, *witnesses.values())]
    if len(quorum) != 1 or len(set(members)) < len(members) or len(set(keys)) < len(keys):
        raise Unreadable("a policy has one quorum, a member is in one group, a key stands there once")
    return WitnessPolicy(logs, witnesses, groups, quorum[0])


def key_for(vkey: str, *, cosigns: bool) -> Key:
    key = Key(vkey)
    if key.cosigns != cosigns:
        raise Unreadable(f"the key of {key.name} is not for {'cosigning' if cosigns else 'signing'}")
    return key


def threshold_of(words: list[str]) -> int:
    members = len(words) - 3
    least = {"any": 1, "all": members}.get(words[2]) or number_of(words[2])
    if not 1 <= least <= members:
        raise Unreadable(f"a group of {members} cannot ask for {least}")
    return least


# --- checkpoints -------------------------------------------------------------------------------------------------


class Checkpoint(NamedTuple):
    origin: str
    size: int
    root: bytes


def checkpoint_of(note: Note) -> Checkpoint:
    lines = note.body.split("\n")
    if len(lines) < 4 or not lines[0] or not all(lines[:-1]):
        raise Unreadable("a checkpoint has three lines: origin, size and root")
    root = bytes_of(lines[2])
    if len(root) != HASH:
        raise Unreadable("the root in a checkpoint has 32 bytes")
    return Checkpoint(lines[0], number_of(lines[1]), root)


class Receipt(NamedTuple):
    """A tlog-proof, nothing verified: entry `number` has this path up to the root in the note.

    `payload` comes with the entry as JSON, where the entry has only its digest.
    """

    number: int
    hashes: list[bytes]
    entry: bytes | None
    note: bytes
    payload: bytes | None = None


def receipt_of(content: bytes) -> Receipt:
    """A receipt as text, where the entry is the extra data, or as JSON with `proof` and `entry`."""
    text, entry, payload = text_of(content, "a receipt"), None, None
    if text.startswith("{"):
        try:
            fields = json.loads(text)
            text, entry = str(fields["proof"]).encode().decode(), str(fields["entry"]).encode()
            payload = None if fields.get("payload") is None else str(fields["payload"]).encode()
        except (ValueError, KeyError, RecursionError):
            raise Unreadable("it has no proof and entry, or not as text") from None
    head, found, note = text.partition("\n\n")
    first, *lines = head.split("\n")
    if not found or first != PROOF:
        raise Unreadable(f"a receipt begins with {PROOF}")
    if lines and lines[0].startswith("extra "):
        extra = bytes_of(lines.pop(0)[len("extra ") :])
        entry = extra if entry is None else entry
    if not lines or not lines[0].startswith("index "):
        raise Unreadable("a receipt names the entry's index")
    hashes = [bytes_of(line) for line in lines[1:]]
    if any(len(one) != HASH for one in hashes):
        raise Unreadable("a hash has 32 bytes")
    return Receipt(number_of(lines[0][len("index ") :]), hashes, entry, note.encode(), payload)


def proven_root(receipt: Receipt, size: int, leaf: bytes) -> bytes | None:
    """The root that the receipt leads to; None when it is not of the length for a log of that size."""
    at, last, root = receipt.number, size - 1, leaf
    for beside in receipt.hashes:
        if last <= 0:
            return None
        if at % 2 or at == last:
            root = node_of(beside, root)
            while at and at % 2 == 0:
                at, last = at >> 1, last >> 1
        else:
            root = node_of(root, beside)
        at, last = at >> 1, last >> 1
    return root if last == 0 and receipt.number < size else None


class Signed(NamedTuple):
    """A checkpoint, where it was found, and which of the policy's witnesses cosigned it."""

    where: str
    checkpoint: Checkpoint
    witnesses: set[str]


class Signatures:
    """Reads checkpoints and says of each what is wrong with its signatures."""

    def __init__(self, logs: list[Key], policy: WitnessPolicy | None, found: Callable[[Finding], None]) -> None:
        self._logs, self._found = logs, found
        self._witnesses = policy.witnesses if policy else {}

    def read(self, where: str, content: bytes) -> Signed | None:
        try:
            note = note_of(content)
            checkpoint = checkpoint_of(note)
        except Unreadable as error:
            self._found(Finding(f"{where} is not a signed checkpoint: {error}"))
            return None
        self._check_log(where, note, checkpoint.origin)
        return Signed(where, checkpoint, self._cosigned(where, note))

    def _check_log(self, where: str, note: Note, origin: str) -> None:
        signed = {key.name: key.signed(note) for key in self._logs}
        for name in (name for name, holds in signed.items() if holds is False):
            self._found(Finding(f"{where}: the signature of {name} does not hold"))
        if self._logs and not any(signed.values()) and False not in signed.values():
            self._found(Finding(f"{where} is not signed by {' or '.join(key.vkey for key in self._logs)}"))
        elif self._logs and origin not in signed:
            self._found(Finding(f"{where} is of {origin}, but signed by {' and '.join(signed)}"))

    def _cosigned(self, where: str, note: Note) -> set[str]:
        signed = {name: key.signed(note) for name, key in self._witnesses.items()}
        for name in (name for name, holds in signed.items() if holds is False):
            self._found(Finding(f"{where}: the cosignature of witness {name} does not hold"))
        return {name for name, holds in signed.items() if holds}


# --- the tree ----------------------------------------------------------------------------------------------------


def leaf_of(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_of(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def above(hashes: list[bytes]) -> bytes:
    """The hash over a power of two of subtrees."""
    sha256 = hashlib.sha256
    while len(hashes) > 1:
        hashes = [sha256(b"\x01" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2])]
    return hashes[0]


class Tree:
    """The hashes that are in no full tile yet, level by level. Level 0 is the tile at work."""

    def __init__(self) -> None:
        self.levels: list[list[bytes]] = [[]]

    def root(self, width: int) -> bytes:
        """The root of the log that ends with the first `width` hashes of the tile at work."""
        root: bytes | None = None
        for hashes in (self.levels[0][:width], *self.levels[1:]):
            end = len(hashes)
            while end:
                count = end & -end  # from the right, the subtrees grow
                peak = above(hashes[end - count : end])
                root, end = peak if root is None else node_of(peak, root), end - count
        return EMPTY_ROOT if root is None else root

    def close(self, compare: Callable[[int, int, list[bytes]], None], number: int) -> None:
        """Tile `number` of level 0 is full: up with its hash, and with every tile that becomes full by that."""
        level = 0
        while len(self.levels[level]) == FULL:
            if level:
                compare(level, number, self.levels[level])
            if len(self.levels) == level + 1:
                self.levels.append([])
            self.levels[level + 1].append(above(self.levels[level]))
            self.levels[level] = []
            level, number = level + 1, number // FULL


# --- entries -----------------------------------------------------------------------------------------------------

COMMON = (
    "service", "position", "stream", "version", "type", "schema_version", "event_id", "occurred_at", "recorded_at",
    "actor", "role", "organisation", "division", "command_id", "correlation_id", "causation_id",
)  # fmt: skip
INSIDE, OUTSIDE = (*COMMON, "payload"), (*COMMON, "payload_sha256")
NUMBERS, MAY_BE_NULL = ("position", "version", "schema_version"), ("actor", "organisation", "causation_id")
TYPES = frozenset(
    itertools.product(
        *((int,) if key in NUMBERS else (str, type(None)) if key in MAY_BE_NULL else (str,) for key in INSIDE)
    )
)
TIME = re.compile(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"\.[0-9]{6}(?:Z|\+00:00)"
)
WITHOUT_ZONE = 26


class Entry(NamedTuple):
    service: str
    position: int
    stream: str
    version: int
    recorded_at: str
    payload_sha256: str | None


def entry_of(content: bytes) -> Entry:
    """The fields one checks; the entry has all its keys, once and in order, each of its type, and nothing else."""
    text = text_of(content, "the entry")
    try:
        pairs = json.loads(text, object_pairs_hook=list)
    except (ValueError, RecursionError):
        raise Unreadable("it is not JSON") from None
    if not (text.startswith('{"') and text.endswith("}")):
        raise Unreadable("it is not one JSON object")
    keys, values = zip(*pairs)
    if keys not in (INSIDE, OUTSIDE):
        raise Unreadable(wrong_keys(keys))
    if tuple(map(type, values)) not in TYPES:
        wrong = [key for key, value in pairs if not fits(key, value)]
        raise Unreadable(f"of the wrong type: {', '.join(wrong)}")
    service, position, stream, version, _, _, _, occurred_at, recorded_at = values[:9]
    if position < 0 or version < 1:
        raise Unreadable("positions count from 0 and versions from 1")
    if not TIME.fullmatch(recorded_at) or not TIME.fullmatch(occurred_at):
        raise Unreadable("its times are not in UTC with microseconds")
    if keys is not INSIDE and keys == OUTSIDE and not re.fullmatch("[0-9a-f]{64}", values[-1]):
        raise Unreadable("payload_sha256 is no digest")
    return Entry(service, position, stream, version, recorded_at, values[-1] if keys == OUTSIDE else None)


def fits(key: str, value: object) -> bool:
    return type(value) is int if key in NUMBERS else type(value) is str or (key in MAY_BE_NULL and value is None)


def wrong_keys(keys: Sequence[str]) -> str:
    missing = [key for key in COMMON if key not in keys]
    if not {"payload", "payload_sha256"} & set(keys):
        missing.append("payload")
    unknown = [key for key in keys if key not in (*INSIDE, "payload_sha256")]
    if missing or unknown:
        said = [f"{word} {', '.join(names)}" for word, names in (("without", missing), ("unknown", unknown)) if names]
        return f"its keys are not those of an entry: {'; '.join(said)}"
    return "its keys are repeated or in another order"


class Versions:
    """The last version of every stream: of those seen lately in memory, of the others in a temporary file."""

    MOST = 300_000

    def __init__(self) -> None:
        self.count = 0
        self._recent: dict[bytes, int] = {}
        self._older = sqlite3.connect("")  # a file without a name, gone when it is closed
        self._older.execute("CREATE TABLE versions (stream BLOB PRIMARY KEY, version INTEGER) WITHOUT ROWID")
        self._moved = False

    def last(self, stream: bytes) -> int | None:
        known = self._recent.get(stream)
        if known is None and self._moved:
            row = self._older.execute("SELECT version FROM versions WHERE stream = ?", (stream,)).fetchone()
            return None if row is None else int(row[0])
        return known

    def put(self, stream: bytes, version: int) -> None:
        self._recent[stream] = version
        if len(self._recent) > self.MOST:
            self._older.executemany("INSERT OR REPLACE INTO versions VALUES (?, ?)", self._recent.items())
            self._recent, self._moved = {}, True

    def close(self) -> None:
        self._older.close()


class Entries:
    """Follows every service and stream through the log."""

    def __init__(self, source: Folder | Site, skew: float, whole: bool, found: Callable[[Finding], None]) -> None:
        self.services: dict[str, int] = {}
        self.versions = Versions()
        self.unsure = 0
        self.unnamed = set(source.attached())
        self._source, self._skew, self._whole, self._found = source, skew, whole, found
        self._latest: dict[str, str] = {}
        self._hole = False

    def hole(self) -> None:
        """Entries are missing or unreadable: gaps from here on may come from that."""
        self._hole = True

    def check(self, index: int, content: bytes) -> Entry | None:
        try:
            entry = entry_of(content)
        except Unreadable as error:
            self._found(Finding(f"not an entry: {error}", index))
            self.hole()
            return None
        self._name(content)
        if self.services.get(entry.service) != entry.position:
            self._position(index, entry)
        self.services[entry.service] = max(self.services.get(entry.service, 0), entry.position + 1)
        self._version(index, entry)
        self._time(index, entry)
        if entry.payload_sha256 is not None:
            self._blob(index, entry, entry.payload_sha256)
        return entry

    def take_redacted(self, index: int, redacted: RedactedEntry) -> None:
        """The same of what is told of an entry: its service's positions and times."""
        entry = Entry(redacted.service, redacted.position, redacted.type, 0, redacted.recorded_at, None)
        if self.services.get(entry.service, 0) != entry.position:
            self._position(index, entry)
        self.services[entry.service] = max(self.services.get(entry.service, 0), entry.position + 1)
        self._time(index, entry)

    def _say(self, what: str, index: int, entry: Entry) -> None:
        self._found(Finding(what, index, entry.service, entry.position, entry.stream))

    def _gap(self, what: str, index: int, entry: Entry) -> None:
        if self._hole:
            self.unsure += 1
        else:
            self._say(what, index, entry)

    def _position(self, index: int, entry: Entry) -> None:
        due = self.services.get(entry.service, 0 if self._whole else entry.position)
        if entry.position > due:
            gap = f"position {due} is" if entry.position == due + 1 else f"positions {due} to {entry.position - 1} are"
            self._gap(f"{gap} missing before it", index, entry)
        elif entry.position < due:
            self._say(f"it stands behind position {due - 1} of its service", index, entry)

    def _version(self, index: int, entry: Entry) -> None:
        stream = f"{entry.service}\n{entry.stream}".encode("utf-8", "surrogatepass")
        last = self.versions.last(stream)
        if last is None:
            self.versions.count += 1
            last = 0 if self._whole else entry.version - 1
        if entry.version > last + 1:
            self._gap(f"it is version {entry.version} of its stream, after version {last}", index, entry)
        elif entry.version <= last:
            self._say(f"it is version {entry.version} of its stream, but stands behind version {last}", index, entry)
        self.versions.put(stream, max(entry.version, last))

    def _time(self, index: int, entry: Entry) -> None:
        time, latest = entry.recorded_at[:WITHOUT_ZONE], self._latest.get(entry.service, "")
        if time >= latest:
            self._latest[entry.service] = time
            return
        try:
            back = (datetime.fromisoformat(latest) - datetime.fromisoformat(time)).total_seconds()
        except ValueError:
            self._say("its time is no time of the calendar", index, entry)
            return
        if back > self._skew:
            self._say(
                f"its time {entry.recorded_at} is {back:g} seconds before one that stands before it", index, entry
            )

    def _blob(self, index: int, entry: Entry, digest: str) -> None:
        content = self._source.read(f"blobs/{digest}")
        if content is None:
            self._say(f"its payload, blobs/{digest}, is missing", index, entry)
        elif hashlib.sha256(content).hexdigest() != digest:
            self._say(f"its payload, blobs/{digest}, has other bytes", index, entry)
        else:
            self._name(content)

    def _name(self, content: bytes) -> None:
        """Files that are told of here are not among those that nothing tells of."""
        if self.unnamed:
            self.unnamed.difference_update(one.decode() for one in A_SHA256.findall(content))


class RedactedEntry(NamedTuple):
    """A line of the redacted form: what a site says of an entry to everybody. Proven is `leaf` alone."""

    leaf: bytes
    service: str
    position: int
    type: str
    event_id: str
    recorded_at: str


def redacted_of(content: bytes, first: int) -> list[RedactedEntry]:
    """Of a bundle whose first entry stands at that index."""
    lines = text_of(content, "it").split("\n")
    if lines.pop() != "":
        raise Unreadable("its last line does not end")
    return [redacted_in(line, index) for index, line in enumerate(lines, first)]


def redacted_in(line: str, index: int) -> RedactedEntry:
    try:
        said = json.loads(line)
        redacted = RedactedEntry(bytes_of(said["leaf"]), *(said[name] for name in RedactedEntry._fields[1:]))
        number = said["index"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable(f"it does not tell of entry {index}") from None
    if type(number) is not int or number != index or len(redacted.leaf) != HASH:
        raise Unreadable(f"where it should tell of entry {index} it tells of another")
    words = (redacted.service, redacted.type, redacted.event_id, redacted.recorded_at)
    if type(redacted.position) is not int or redacted.position < 0 or any(type(word) is not str for word in words):
        raise Unreadable(f"what it tells of entry {index} is of the wrong type")
    if not TIME.fullmatch(redacted.recorded_at):
        raise Unreadable(f"the time of entry {index} is not in UTC with microseconds")
    return redacted


def unbundle(content: bytes) -> list[bytes]:
    entries: list[bytes] = []
    at = 0
    while at < len(content):
        start = at + 2
        at = start + int.from_bytes(content[at:start], "big")
        if start > len(content) or at > len(content):
            raise Unreadable(f"it ends within its entry {len(entries)}")
        entries.append(content[start:at])
    return entries


# --- the whole ledger --------------------------------------------------------------------------------------------


class Asked(NamedTuple):
    """What a ledger is checked against beside itself.

    `kept` are notes or receipts that were kept elsewhere, by name. With `part`, only the entries from its first to
    before its second number are there; the hashes still are all there. With `all_witnessed` the newest checkpoint
    must satisfy the policy, not just some checkpoint. `public`: no entries are read, but their redacted form, which is
    compared with the `known` ones that came with receipts and exports: (where, index, entry).
    """

    keys: Sequence[str] = ()
    policy: str | None = None
    kept: Sequence[tuple[str, bytes]] = ()
    skew: float = 60
    part: tuple[int, int] | None = None
    all_witnessed: bool = False
    public: bool = False
    known: Sequence[tuple[str, int, bytes]] = ()


class Summary(NamedTuple):
    """What was checked."""

    origin: str
    size: int
    root: bytes
    services: int
    streams: int
    checkpoints: int
    cosignatures: int
    witnessed: int | None
    signed_by: str
    part: tuple[int, int] | None
    told: bool
    beyond: int = 0

    def __str__(self) -> str:
        entries = "" if self.part is None else f", of which {read_of(*self.part)} read"
        entries += (
            " but all are told of (their hashes are proven, what is told is the site's word)" if self.told else ""
        )
        if self.beyond:
            entries += f" and {self.beyond} more that are signed and not in `checkpoint` yet"
        witnessed = "" if self.witnessed is None else f", witnessed up to {self.witnessed}"
        return plain(
            f"{self.origin}: {self.size} entries{entries}, root {base64.b64encode(self.root).decode()}, "
            f"{self.services} services, {self.streams} streams, {self.checkpoints} checkpoints, "
            f"{self.cosignatures} cosignatures{witnessed}; signed by {self.signed_by}"
        )


class Verification:
    """One pass over one ledger."""

    def __init__(self, source: Folder | Site, asked: Asked, say: Callable[[str], None]) -> None:
        self.findings: list[Finding] = []
        self._more = 0
        self._source, self._asked, self._say = source, asked, say
        self._tree = Tree()
        self._tree_size = 0
        whole = asked.part is None or asked.part[0] == 0
        self._entries = Entries(source, asked.skew, whole, self._found)
        self._policy = None if asked.policy is None else policy_of(asked.policy)
        self._own_word = ""
        self._tells = asked.public
        self._known = sorted(asked.known, key=lambda one: one[1])
        self._keys = self._log_keys()
        self._signatures = Signatures(self._keys, self._policy, self._found)

    def run(self, progress: Callable[[int, int], None]) -> Summary | None:
        """What was checked, when nothing was found."""
        newest = self._newest()
        if newest is None:
            return None
        signed = [newest, *self._kept()]
        self._same_origin(signed)
        witnessed = self._witnessed(signed)
        last = self._last_there(signed)
        for _ in self._derived(last, roots_of(signed, last.size)):
            progress(self._tree_size, last.size)
        self._entries.versions.close()
        self._attached()
        return None if self.findings else self._summary(signed, witnessed, last.size)

    def finish(self) -> None:
        if self._entries.unsure:
            self._found(Finding(f"{self._entries.unsure} gaps behind the unreadable entries may come from these"))
        if self._more:
            self._say(f"… and {self._more} more findings")

    def _found(self, finding: Finding) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)
            self._say(str(finding))
        else:
            self._more += 1

    # checkpoints

    def _log_keys(self) -> list[Key]:
        keys = keys_of(self._asked, self._policy)
        if keys:
            return keys
        own = self._source.read("key")
        if own is None:
            self._found(Finding("there is no key to check the signatures with: give it with --key"))
            return []
        self._own_word = " (the ledger's own word for it: compare the key, or give it with --key)"
        return [key_for(vkey, cosigns=False) for vkey in vkeys_in(text_of(own, "the ledger's key"))]

    def _newest(self) -> Signed | None:
        content = self._source.read("checkpoint")
        if content is None:
            self._found(Finding("there is no checkpoint"))
            return None
        return self._signatures.read("checkpoint", content)

    def _kept(self) -> Iterator[Signed]:
        """Every other checkpoint of the log."""
        ours = ((f"checkpoints/{name}", name, self._source.read(f"checkpoints/{name}")) for name in self._source.kept())
        others = ((where, None, content) for where, content in self._asked.kept)
        for where, name, content in itertools.chain(ours, others):
            if content is None or (name is not None and name.startswith(".")):
                continue  # thinned out, or being written, at this moment
            signed = self._signatures.read(where, content)
            if signed is None:
                continue
            if name is not None and name != str(signed.checkpoint.size):
                self._found(Finding(f"{where} is a checkpoint of {signed.checkpoint.size} entries"))
            yield signed

    def _last_there(self, signed: list[Signed]) -> Checkpoint:
        """The largest checkpoint whose entries are there. Of those beyond it entries were taken away: each is named."""
        last = signed[0].checkpoint
        for one in sorted(signed[1:], key=lambda each: each.checkpoint.size):
            size = one.checkpoint.size
            if size > last.size and self._reaches(size):
                last = one.checkpoint
            elif size > last.size:
                self._found(Finding(f"{one.where}: {size} entries were signed, but there are only {last.size}"))
        return last

    def _reaches(self, size: int) -> bool:
        """Whether the log still has the last of that many entries, or its hash: both are written before it is signed."""
        number = (size - 1) // FULL
        width = size - number * FULL
        hashes = self._any_width(path_of("0", number), width)
        if hashes is not None and len(hashes) >= width * HASH:
            return True
        return self._is_part(number, width) and self._any_width(path_of("entries", number), width) is not None

    def _same_origin(self, signed: list[Signed]) -> None:
        origin = signed[0].checkpoint.origin
        for one in signed:
            if one.checkpoint.origin != origin:
                self._found(Finding(f"{one.where} is of {one.checkpoint.origin}, the newest checkpoint of {origin}"))

    def _witnessed(self, signed: list[Signed]) -> int | None:
        """The size of the largest log that satisfies the policy."""
        if self._policy is None:
            return None
        enough = [one.checkpoint.size for one in signed if self._policy.enough(one.witnesses)]
        if not enough:
            self._found(Finding("no checkpoint is cosigned as the policy asks"))
        elif self._asked.all_witnessed and max(enough) < signed[0].checkpoint.size:
            self._found(Finding(f"only the first {max(enough)} entries are cosigned as the policy asks"))
        return max(enough, default=0)

    # files

    def _attached(self) -> None:
        """Each file of an archive is what its name says, and an entry that was read names it."""
        for name in () if self._asked.public else self._source.attached():
            content = self._source.read(f"{ATTACHED}/{name}")
            if content is None or hashlib.sha256(content).hexdigest() != name:
                self._found(Finding(f"files/{name} has other bytes than its name says"))
            elif name in self._entries.unnamed:
                self._found(Finding(f"files/{name} is named by no entry that was read"))

    # hashes

    def _derived(self, newest: Checkpoint, roots: list[tuple[int, dict[bytes, str]]]) -> Iterator[None]:
        """Derives every hash again, tile by tile, and compares it with what is stored and what was signed."""
        wanted = iter([*roots, (newest.size + 1, {})])
        size, signed = next(wanted)
        while size == 0:
            self._compare_root(0, EMPTY_ROOT, signed)
            size, signed = next(wanted)
        for number in range(-(-newest.size // FULL)):
            width = min(FULL, newest.size - number * FULL)
            leaves = self._leaves(number, width, newest)
            if leaves is None:
                return
            self._tree.levels[0] = leaves
            self._tree_size = number * FULL + width
            while size <= self._tree_size:
                self._compare_root(size, self._tree.root(size - number * FULL), signed)
                size, signed = next(wanted)
            self._tree.close(self._compare(newest.size), number)
            yield
        for level, hashes in enumerate(self._tree.levels):
            if level and hashes:
                self._compare(newest.size)(level, newest.size >> (8 * level + 8), hashes)

    def _compare_root(self, size: int, root: bytes, signed: dict[bytes, str]) -> None:
        if len(signed) > 1:
            self._found(
                Finding(f"two checkpoints of {size} entries have different roots: {', '.join(signed.values())}")
            )
        for where in (where for other, where in signed.items() if other != root):
            self._found(Finding(f"{where}: of the first {size} entries another root was signed than they have"))

    def _leaves(self, number: int, width: int, newest: Checkpoint) -> list[bytes] | None:
        """The leaf hashes of tile `number`: of the entries, and where these are not as they were, the stored ones."""
        stored = self._stored(f"{path_of('0', number)}", width, HASH)
        theirs = None if stored is None else [stored[at : at + HASH] for at in range(0, width * HASH, HASH)]
        if not self._is_part(number, width):
            if self._tells:
                theirs = self._redacted(number, width, theirs)
            if theirs is None:
                self._found(Finding(f"without {path_of('0', number)} nothing more can be derived"))
            return theirs
        entries = self._bundle(number, width)
        if entries is None:
            self._entries.hole()
            if theirs is None:
                self._found(Finding(f"from entry {number * FULL} on nothing more can be derived"))
            return theirs
        first = number * FULL
        read = [self._entries.check(index, entry) for index, entry in enumerate(entries, first)]
        ours = [leaf_of(entry) for entry in entries]
        if theirs is None or theirs == ours:
            return ours
        right = self._fits_above(number, theirs, newest)
        for index, entry in enumerate(read):
            if theirs[index] != ours[index]:
                self._found(altered(first + index, entry, f"{path_of('0', number)}", right))
        return theirs if right else ours

    def _redacted(self, number: int, width: int, leaves: list[bytes] | None) -> list[bytes] | None:
        """The leaf hashes, of the redacted form where no tile has them; what that tells of the entries is followed."""
        path = named("redacted/" + path_of("", number)[len("tile//") :], width)
        content = self._source.read(path)
        if content is None and number == 0:
            self._tells = False  # a folder, or a site that has no such form
            return leaves
        try:
            redacted = redacted_of(content or b"", number * FULL)
            if len(redacted) != width:
                raise Unreadable("it is missing" if content is None else f"it tells of {len(redacted)} entries")
        except Unreadable as error:
            self._found(Finding(f"{path} does not tell of {width} entries: {error}"))
            self._entries.hole()
            return leaves
        for index, one in enumerate(redacted, number * FULL):
            self._entries.take_redacted(index, one)
            if leaves is not None and one.leaf != leaves[index - number * FULL]:
                self._found(Finding(f"{path} tells of another entry than the one that was sealed", index))
        self._compare_known(number, redacted)
        return [one.leaf for one in redacted] if leaves is None else leaves

    def _compare_known(self, number: int, redacted: list[RedactedEntry]) -> None:
        """Whoever has an entry can say whether what everybody is told of it is true."""
        first = number * FULL
        for where, index, content in self._known:
            if not first <= index < first + len(redacted):
                continue
            one, entry = redacted[index - first], json.loads(content)
            wrong = [name for name in RedactedEntry._fields[1:] if entry.get(name) != getattr(one, name)]
            if wrong:
                self._found(Finding(f"what everybody is told of it is not what {where} has: {', '.join(wrong)}", index))

    def _is_part(self, number: int, width: int) -> bool:
        part = self._asked.part
        return part is None or (number * FULL < part[1] and number * FULL + width > part[0])

    def _fits_above(self, number: int, leaves: list[bytes], newest: Checkpoint) -> bool:
        """Whether these are the hashes that the rest of the tree was made of."""
        if len(leaves) < FULL:
            tree = Tree()
            tree.levels = [leaves, *self._tree.levels[1:]]
            return tree.root(len(leaves)) == newest.root
        width = min(FULL, (newest.size // FULL) - number // FULL * FULL)
        parent = self._any_width(path_of("1", number // FULL), width)
        at = number % FULL * HASH
        return parent is not None and parent[at : at + HASH] == above(leaves)

    def _bundle(self, number: int, width: int) -> list[bytes] | None:
        path = path_of("entries", number)
        content = self._any_width(path, width)
        if content is None:
            self._found(Finding(f"{named(path, width)} is missing"))
            return None
        try:
            entries = unbundle(content)
            if len(entries) < width:
                raise Unreadable(f"it has {len(entries)} entries")
        except Unreadable as error:
            self._found(Finding(f"{named(path, width)} is not a bundle of {width} entries: {error}"))
            return None
        self._compare_partials(path, width, content, [2 + len(entry) for entry in entries])
        return entries[:width]

    def _compare(self, size: int) -> Callable[[int, int, list[bytes]], None]:
        """Compares a tile of a level above 0, of a log of that size, with its file."""

        def compare(level: int, number: int, hashes: list[bytes]) -> None:
            path = path_of(str(level), number)
            stored = self._stored(path, len(hashes), HASH)
            if stored is not None and stored != b"".join(hashes):
                wrong = [at for at, one in enumerate(hashes) if stored[at * HASH : (at + 1) * HASH] != one]
                self._found(
                    Finding(f"{named(path, len(hashes))}: hash {wrong[0]} is not the one that the entries have")
                )

        return compare

    def _stored(self, path: str, width: int, each: int) -> bytes | None:
        """The tile's bytes, compared with the narrower files beside it."""
        content = self._any_width(path, width)
        if content is None or len(content) < width * each:
            fault = "is missing" if content is None else f"has only {len(content)} bytes"
            self._found(Finding(f"{named(path, width)} {fault}"))
            return None
        self._compare_partials(path, width, content, [each] * width)
        return content[: width * each]

    def _any_width(self, path: str, width: int) -> bytes | None:
        """The file of that width; once it is gone, a wider one, which begins in the same way."""
        wider = [f"{path}.p/{one}" for one in self._source.widths(path) if one > width]
        exact = [] if width == FULL else [f"{path}.p/{width}"]
        return next(
            (content for one in (*exact, *wider, path) if (content := self._source.read(one)) is not None), None
        )

    def _compare_partials(self, path: str, width: int, content: bytes, lengths: list[int]) -> None:
        ends = [0, *itertools.accumulate(lengths)]
        if len(content) != ends[min(width, len(lengths))] and self._source.read(named(path, width)) is not None:
            self._found(Finding(f"{named(path, width)} is longer than its content"))
        for narrow in self._source.widths(path):
            if narrow < width and self._source.read(f"{path}.p/{narrow}") not in (None, content[: ends[narrow]]):
                self._found(Finding(f"{path}.p/{narrow} does not begin as {named(path, width)} does"))

    def _summary(self, signed: list[Signed], witnessed: int | None, last: int) -> Summary:
        newest = signed[0].checkpoint
        return Summary(
            newest.origin,
            newest.size,
            newest.root,
            len(self._entries.services),
            self._entries.versions.count,
            len(signed),
            sum(len(one.witnesses) for one in signed),
            witnessed,
            " or ".join(key.vkey for key in self._keys) + self._own_word,
            self._asked.part,
            self._tells and newest.size > 0,
            last - newest.size,
        )


def read_of(first: int, end: int) -> str:
    """Which entries of a part, in words."""
    return f"entries {first} to {end - 1} were" if end > first else "none was"


def roots_of(signed: list[Signed], newest: int) -> list[tuple[int, dict[bytes, str]]]:
    """For each size, smallest first, the roots that were signed for it, and where."""
    roots: dict[int, dict[bytes, str]] = {}
    for one in signed:
        if one.checkpoint.size <= newest:
            roots.setdefault(one.checkpoint.size, {}).setdefault(one.checkpoint.root, one.where)
    return sorted(roots.items(), key=lambda sized: sized[0])


def altered(index: int, entry: Entry | None, tile: str, right: bool) -> Finding:
    what = "it was altered: the tree was made of another entry" if right else f"it has another hash than in {tile}"
    if entry is None:
        return Finding(what, index)
    return Finding(what, index, entry.service, entry.position, entry.stream)


def named(path: str, width: int) -> str:
    return path if width == FULL else f"{path}.p/{width}"


def vkeys_in(text: str) -> list[str]:
    """The vkeys in what a ledger's address answers, or somebody typed: the `vkey` of a JSON object, or one a line."""
    said = text.strip()
    if said.startswith("{"):
        try:
            return [str(json.loads(said)["vkey"])]
        except (ValueError, KeyError, RecursionError):
            raise Unreadable(f"there is no vkey in {said[:80]!r}") from None
    lines = [line.strip() for line in said.splitlines()]
    vkeys = [line for line in lines if line and not line.startswith("#")]
    if not vkeys:
        raise Unreadable(f"there is no key in {text[:80]!r}")
    return vkeys


def verify(
    source: str,
    asked: Asked,
    say: Callable[[str], None],
    token: str | None = None,
    progress: Callable[[int, int], None] = lambda done, size: None,
) -> list[Finding]:
    """Checks the ledger at this folder or address; says each finding, or in one line what was checked."""
    verification = None
    try:
        there = Site(source, token) if source.startswith(("http://", "https://")) else Folder(source)
        with contextlib.closing(there) as files:
            verification = Verification(files, asked, say)
            summary = verification.run(progress)
            verification.finish()
        if summary is not None:
            say(str(summary))
    except Unreadable as error:
        stopped = Finding(f"the check stopped: {error}")
        say(str(stopped))
        return [*(verification.findings if verification else []), stopped]
    return verification.findings


def verify_receipt(where: str, content: bytes, asked: Asked, say: Callable[[str], None]) -> list[Finding]:
    """Checks one receipt by itself; says each finding, or in one line what it shows."""
    findings: list[Finding] = []
    try:
        policy = None if asked.policy is None else policy_of(asked.policy)
        keys = keys_of(asked, policy)
        receipt = receipt_of(content)
        signed = Signatures(keys, policy, findings.append).read(where, receipt.note)
        if not keys:
            findings.append(Finding("there is no key to check the signature with: give it with --key"))
        if signed is not None:
            findings += shown_by(receipt, signed, policy)
    except Unreadable as error:
        findings.append(Finding(f"{where} is not a receipt: {error}"))
    for finding in findings:
        say(str(finding))
    if not findings and signed is not None and receipt.entry is not None:
        entry, log = entry_of(receipt.entry), signed.checkpoint
        what = f"{entry.service} position {entry.position}, {entry.stream} version {entry.version}, {entry.recorded_at}"
        say(plain(f"{where}: {what} is entry {receipt.number} of {log.origin}, signed at {log.size} entries"))
    return findings


def verify_export(where: str, content: bytes, asked: Asked, say: Callable[[str], None]) -> list[Finding]:
    """Checks exported events (JSON Lines): each line against the checkpoint in the first, and that none is missing."""
    findings: list[Finding] = []
    try:
        policy = None if asked.policy is None else policy_of(asked.policy)
        keys = keys_of(asked, policy)
        head, *rows, end = (json.loads(line) for line in text_of(content, where).rstrip("\n").split("\n"))
        note = str(head["checkpoint"]).encode()
        signed = Signatures(keys, policy, findings.append).read(where, note)
        if not keys:
            findings.append(Finding("there is no key to check the signature with: give it with --key"))
        if signed is not None and policy is not None and not policy.enough(signed.witnesses):
            findings.append(Finding(f"{where}: its checkpoint is not cosigned as the policy asks"))
        for row in rows:
            if signed is not None:
                hashes = [bytes_of(one) for one in row["proof"]]
                findings += shown_by(Receipt(int(row["index"]), hashes, row["entry"].encode(), note), signed, None)
            if not reads_as(row["event"], json.loads(row["entry"])):
                findings.append(Finding(f"{where}: the event of entry {row['index']} reads otherwise than its entry"))
        if end != {"rows": len(rows)}:
            findings.append(Finding(f"{where} was cut off, or lines were taken from it"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, Unreadable) as error:
        findings.append(Finding(f"{where} is not an export: {error!r}"))
    for finding in findings:
        say(str(finding))
    if not findings and signed is not None:
        log = signed.checkpoint
        say(plain(f"{where}: {len(rows)} entries of {log.origin}, signed at {log.size} entries"))
    return findings


def reads_as(event: dict[str, object], entry: dict[str, object]) -> bool:
    """Whether what is shown to a reader is what was hashed; a payload outside of its entry is known by its digest alone."""
    said = {name: value for name, value in entry.items() if not name.startswith("payload")}
    if any(event.get(name) != value for name, value in said.items()):
        return False
    payload = entry.get("payload")
    return not isinstance(payload, str) or event.get("payload") in (payload, json.loads(payload))


def shown_by(receipt: Receipt, signed: Signed, policy: WitnessPolicy | None) -> Iterator[Finding]:
    """What the receipt fails to show."""
    where = signed.where
    if policy is not None and not policy.enough(signed.witnesses):
        yield Finding(f"{where}: its checkpoint is not cosigned as the policy asks")
    if receipt.entry is None:
        yield Finding(
            f"{where}: the entry is not with it: it was too long for a line; take the receipt as JSON (?as=json)"
        )
        return
    if proven_root(receipt, signed.checkpoint.size, leaf_of(receipt.entry)) != signed.checkpoint.root:
        yield Finding(f"{where}: the entry with it is not entry {receipt.number} of the log that was signed")
    try:
        digest = entry_of(receipt.entry).payload_sha256
    except Unreadable as error:
        yield Finding(f"{where}: not an entry: {error}")
        return
    if receipt.payload is not None and hashlib.sha256(receipt.payload).hexdigest() != digest:
        yield Finding(f"{where}: the payload with it is not the one of which the entry has the digest")


def keys_of(asked: Asked, policy: WitnessPolicy | None) -> list[Key]:
    """The keys that the log may sign with, as far as somebody else says them."""
    said = [key_for(vkey, cosigns=False) for text in asked.keys for vkey in vkeys_in(text)]
    return said + (policy.logs if policy else [])


def kept_notes(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The files at these paths, and in these folders."""
    for path in paths:
        names = sorted(os.listdir(path)) if os.path.isdir(path) else [""]
        for name in names:
            where = os.path.join(path, name) if name else path
            with open(where, "rb") as file:
                yield where, file.read()


def note_in(content: bytes) -> bytes:
    """The checkpoint, also of a receipt."""
    if not content.startswith((PROOF.encode(), b"{")):
        return content
    try:
        if content.startswith(EXPORT):
            return str(json.loads(content.partition(b"\n")[0])["checkpoint"]).encode()
        return receipt_of(content).note
    except (Unreadable, ValueError):
        return b""


def entries_with(where: str, content: bytes) -> Iterator[tuple[str, int, bytes]]:
    """The entries that a receipt or an export brings with it; what is wrong with them is said elsewhere."""
    try:
        if content.startswith(EXPORT):
            rows = [json.loads(line) for line in content.decode().splitlines()[1:-1]]
            found = [(int(row["index"]), str(row["entry"]).encode()) for row in rows]
        else:
            receipt = receipt_of(content)
            found = [(receipt.number, receipt.entry)] if receipt.entry is not None else []
        for index, entry in found:
            entry_of(entry)
            yield where, index, entry
    except (Unreadable, ValueError, KeyError, TypeError, RecursionError):
        return


def part_of(text: str) -> tuple[int, int]:
    first, found, end = text.partition(":")
    if not found or not first.isdecimal() or not end.isdecimal():
        raise argparse.ArgumentTypeError("two numbers, as in 1000:2000")
    return int(first), int(end)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Checks a ledger from its files alone.")
    parser.add_argument("source", metavar="DIR-or-URL", nargs="?")
    parser.add_argument(
        "--receipt",
        action="append",
        default=[],
        metavar="FILE",
        help="a receipt, or exported events (JSON Lines), to check as well or alone",
    )
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="VKEY",
        help="the key that the log signs with, also as JSON or one of several lines",
    )
    parser.add_argument("--policy", metavar="FILE", help="a tlog-policy: which witnesses must have cosigned")
    parser.add_argument("--all-witnessed", action="store_true", help="the newest checkpoint must satisfy the policy")
    parser.add_argument(
        "--kept",
        action="append",
        default=[],
        metavar="PATH",
        help="checkpoints or receipts kept elsewhere: file or folder",
    )
    parser.add_argument("--skew", type=float, default=60, metavar="SECONDS", help="how far times may run backwards")
    parser.add_argument(
        "--part", type=part_of, metavar="FIRST:END", help="only these entries are there, and all hashes"
    )
    parser.add_argument(
        "--public",
        action="store_true",
        help="without a token: signatures, hashes, and the redacted form of the entries",
    )
    given = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        with open(given.policy or os.devnull, encoding="utf-8", errors="replace") as file:
            policy = file.read() if given.policy else None
        receipts = list(kept_notes(given.receipt))
        kept = [(where, note_in(content)) for where, content in (*kept_notes(given.kept), *receipts)]
    except OSError as error:
        parser.error(str(error))
    known = [one for where, content in receipts for one in entries_with(where, content)]
    part = (0, 0) if given.public else given.part
    asked = Asked(given.key, policy, kept, given.skew, part, given.all_witnessed, given.public, known)
    if given.source is None and not receipts:
        parser.error("name a ledger, or a receipt")
    findings = list[Finding]()
    for where, content in receipts:
        check = verify_export if content.startswith(EXPORT) else verify_receipt
        findings += check(where, content, asked, print)
    if given.source is not None:
        findings += verify(given.source, asked, print, os.environ.get("SHANGLIANG_TOKEN"), shown)
    return 1 if findings else 0


def shown(done: int, size: int) -> None:
    """Progress, for who watches."""
    if sys.stderr.isatty() and done % (FULL * 40) == 0:
        sys.stderr.write(f"\r{done:,} of {size:,} ")
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
