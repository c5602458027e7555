"""Who signed a text: signed notes (C2SP signed-note) with Ed25519, and timestamped cosignatures (C2SP tlog-cosignature).

A note is its body, an empty line, and signature lines. A key has a name, a type and four bytes of hash that
together say which line is its own; lines of keys that one does not know say nothing.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from infra.ledger.texts import Malformed, read_base64, write_base64

ED25519 = 0x01
COSIGNATURE = 0x04  # Ed25519 over the checkpoint and the time

_DASH = "— "
_KEY_BYTES = 32
_ID_BYTES = 4
_TIME_BYTES = 8
_SIGNATURE_BYTES = 64
_MOST_LINES = 100
_LATEST = 2**63 - 1


class NoteRefused(Exception):
    """The note is not signed as it should be; the message says why."""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One line below a note, not yet verified: whose it says it is, and the bytes after the key's id."""

    name: str
    key_id: bytes
    signature: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A signature that holds. `time` is the witness's own clock in POSIX seconds, when the line is a cosignature."""

    name: str
    kind: int
    vkey: str
    line: str
    time: int | None


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A body that at least one known key signed, and every signature on it by a known key."""

    body: str
    verified: list[Verified]


def key_id(name: str, kind: int, key: bytes) -> bytes:
    return hashlib.sha256(f"{name}\n".encode() + bytes([kind]) + key).digest()[:_ID_BYTES]


class _SigningKey:
    """A name and an Ed25519 key, as one type of signature."""

    def __init__(self, name: str, kind: int, seed: bytes) -> None:
        self.name = _named(name)
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        public = self._key.public_key().public_bytes_raw()
        self._id = key_id(name, kind, public)
        self.vkey = _vkey(name, self._id, kind, public)

    def line(self, payload: bytes) -> str:
        return f"{_DASH}{self.name} {write_base64(self._id + payload)}\n"

    def signature(self, content: str) -> bytes:
        return self._key.sign(content.encode())


class NoteSigner:
    """Signs notes as one name; the same body always gets the same line."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._key = _SigningKey(name, ED25519, seed)
        self.name, self.vkey = self._key.name, self._key.vkey

    def sign(self, body: str) -> str:
        """The signature line, to stand below the body and an empty line."""
        return self._key.line(self._key.signature(_signable(body)))


class CosignatureSigner:
    """Signs what a witness saw of a log, and when."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._key = _SigningKey(name, COSIGNATURE, seed)
        self.name, self.vkey = self._key.name, self._key.vkey

    def sign(self, body: str, time: int) -> str:
        """The signature line over this checkpoint at `time`, in POSIX seconds."""
        if not 0 < time <= _LATEST:
            raise ValueError(f"not a time to sign with: {time}")
        signature = self._key.signature(_cosigned(_signable(body), time))
        return self._key.line(time.to_bytes(_TIME_BYTES, "big") + signature)


class NoteVerifier:
    """Checks the signatures of one key, given as a vkey. Raises Malformed for a vkey it cannot read."""

    def __init__(self, vkey: str) -> None:
        name, _, rest = vkey.partition("+")
        identity, _, encoded = rest.partition("+")
        key = read_base64(encoded, "the key in a vkey")
        if len(key) != 1 + _KEY_BYTES or key[0] not in (ED25519, COSIGNATURE):
            raise Malformed("a vkey of another type than Ed25519 signatures and cosignatures")
        self.name, self.kind, self.vkey = _named(name), key[0], vkey
        self.key_id = key_id(name, self.kind, key[1:])
        if self.key_id.hex() != identity:
            raise Malformed(f"the vkey of {name} does not fit its own hash")
        try:
            self._key = Ed25519PublicKey.from_public_bytes(key[1:])
        except ValueError:
            raise Malformed(f"the vkey of {name} holds no key") from None

    def verified(self, body: str, line: SignatureLine) -> Verified:
        """Raises NoteRefused when the line, which says it is this key's, does not hold."""
        time, signature = None, line.signature
        if self.kind == COSIGNATURE:
            time, signature = int.from_bytes(signature[:_TIME_BYTES], "big"), signature[_TIME_BYTES:]
        try:
            if len(signature) != _SIGNATURE_BYTES or (time is not None and not 0 < time <= _LATEST):
                raise InvalidSignature
            self._key.verify(signature, (body if time is None else _cosigned(body, time)).encode())
        except InvalidSignature:
            raise NoteRefused(f"the signature of {self.name} does not hold") from None
        return Verified(self.name, self.kind, self.vkey, line.text, time)


def split(note: bytes | str) -> tuple[str, list[SignatureLine]]:
    """(body, signature lines) of a note, nothing verified. Raises NoteRefused for what is no note."""
    text = _text(note)
    before, found, below = text.rpartition("\n\n")
    if not found or not below.endswith("\n"):
        raise NoteRefused("a note ends with an empty line and signature lines below it")
    lines = below[:-1].split("\n")
    if len(lines) > _MOST_LINES:
        raise NoteRefused(f"a note with more than {_MOST_LINES} signatures")
    return f"{before}\n", [_line(line) for line in lines]


def open_note(note: bytes | str, verifiers: Iterable[NoteVerifier]) -> OpenedNote:
    """The note, once every line by one of these keys holds. Raises NoteRefused otherwise, and when there is none."""
    body, lines = split(note)
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    verified = dict[str, Verified]()
    for line in lines:
        verifier = known.get((line.name, line.key_id))
        if verifier is not None:
            found = verifier.verified(body, line)
            verified.setdefault(found.vkey, found)
    if not verified:
        raise NoteRefused("no signature on the note is by a known key")
    return OpenedNote(body, list(verified.values()))


def new_signing_key(name: str) -> str:
    """A new key to sign notes with, as the private text to keep."""
    return _new_private(name, ED25519)


def new_cosigning_key(name: str) -> str:
    """A new key to witness with, as the private text to keep."""
    return _new_private(name, COSIGNATURE)


def read_private(text: str) -> NoteSigner:
    name, seed = _read_private(text, ED25519)
    return NoteSigner(name, seed)


def read_private_cosigner(text: str) -> CosignatureSigner:
    name, seed = _read_private(text, COSIGNATURE)
    return CosignatureSigner(name, seed)


def _new_private(name: str, kind: int) -> str:
    key = Ed25519PrivateKey.generate()
    identity = key_id(_named(name), kind, key.public_key().public_bytes_raw())
    return f"PRIVATE+KEY+{_vkey(name, identity, kind, key.private_bytes_raw())}"


def _read_private(text: str, kind: int) -> tuple[str, bytes]:
    match text.strip().split("+", 4):
        case ["PRIVATE", "KEY", name, identity, encoded]:
            key = read_base64(encoded, "the private key")
        case _:
            raise Malformed("not the text of a private key")
    if len(key) != 1 + _KEY_BYTES or key[0] != kind:
        raise Malformed(f"the private key of {name} is of another type")
    public = Ed25519PrivateKey.from_private_bytes(key[1:]).public_key().public_bytes_raw()
    if key_id(_named(name), kind, public).hex() != identity:
        raise Malformed(f"the private key of {name} does not fit its own hash")
    return name, key[1:]


def _vkey(name: str, identity: bytes, kind: int, key: bytes) -> str:
    return f"{name}+{identity.hex()}+{write_base64(bytes([kind]) + key)}"


def _named(name: str) -> str:
    if not name or "+" in name or any(character.isspace() or character < " " for character in name):
        raise Malformed(f"not the name of a key: {name[:80]!r}")
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that were no UTF-8, carried along
        raise Malformed(f"not the name of a key: {name[:80]!r}") from None
    return name


def _cosigned(body: str, time: int) -> str:
    return f"cosignature/v1\ntime {time}\n{body}"


def _signable(body: str) -> str:
    if not body.endswith("\n") or _has_control(body):
        raise ValueError("what is signed ends with a line end and has no control characters")
    return body


def _has_control(text: str) -> bool:
    return any(character < " " and character != "\n" for character in text)


def _text(note: bytes | str) -> str:
    try:
        text = note.decode() if isinstance(note, bytes) else note
        text.encode()
    except UnicodeError:
        raise NoteRefused("a note is UTF-8") from None
    if _has_control(text):
        raise NoteRefused("a note has no control characters")
    return text


def _line(text: str) -> SignatureLine:
    name, found, encoded = text.removeprefix(_DASH).partition(" ")
    try:
        content = read_base64(encoded, "the signature")
        if not text.startswith(_DASH) or not found or len(content) <= _ID_BYTES:
            raise Malformed("no name and signature")
        return SignatureLine(_named(name), content[:_ID_BYTES], content[_ID_BYTES:], f"{text}\n")
    except Malformed as error:
        raise NoteRefused(f"not a signature line: {error}") from None
