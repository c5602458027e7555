"""Entries: what stands in the log for one event, a compact JSON object that holds its payload exactly as it was stored.

The bytes are made once, when the event is sealed, and never again: whoever verifies hashes what was written.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Annotated

import msgspec

from infra.kernel.contract.envelope import Recorded
from infra.ledger.bundles import MOST_BYTES
from infra.ledger.texts import Malformed, is_hex_sha256

# Of an entry that holds its payload. A receipt has its entry in one line, in Base64, and the reference parser of
# tlog-proof takes lines of 64 KiB; older versions put as much within as a bundle can hold (MOST_BYTES).
MOST_WITH_PAYLOAD = 48_000


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One event as it stands in the log, in this order.

    The payload is its stored text; of one that is too long to stand within stands the SHA-256 of its UTF-8 bytes in
    hexadecimal, and the bytes themselves are a blob of that name.
    """

    service: str
    position: Annotated[int, msgspec.Meta(ge=0)]
    stream: str
    version: Annotated[int, msgspec.Meta(ge=1)]
    type: str
    schema_version: Annotated[int, msgspec.Meta(ge=1)]
    event_id: str
    occurred_at: str
    recorded_at: str
    actor: str | None
    role: str
    organisation: str | None
    division: str
    command_id: str
    correlation_id: str
    causation_id: str | None
    payload: str | msgspec.UnsetType = msgspec.UNSET
    payload_sha256: str | msgspec.UnsetType = msgspec.UNSET


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Entry)
_event_decoder = msgspec.json.Decoder(Recorded)


def encode(event: Recorded, most: int = MOST_WITH_PAYLOAD) -> tuple[bytes, bytes | None]:
    """(entry, blob): the blob is the payload, when the entry would be longer than `most` with it. Raises Malformed."""
    if event.position < 0:
        raise ValueError(f"event {event.event_id} is not yet numbered")
    entry = _encoder.encode(_entry(event, event.payload, msgspec.UNSET))
    if len(entry) <= most:
        return entry, None
    blob = event.payload.encode()
    entry = _encoder.encode(_entry(event, msgspec.UNSET, hashlib.sha256(blob).hexdigest()))
    if len(entry) > MOST_BYTES:
        raise Malformed(f"event {event.event_id} does not fit into an entry even without its payload")
    return entry, blob


def _entry(event: Recorded, payload: str | msgspec.UnsetType, digest: str | msgspec.UnsetType) -> Entry:
    return Entry(
        event.service,
        event.position,
        event.stream,
        event.version,
        event.type,
        event.schema_version,
        event.event_id,
        event.occurred_at,
        event.recorded_at,
        event.actor,
        event.role,
        event.organisation,
        event.division,
        event.command_id,
        event.correlation_id,
        event.causation_id,
        payload,
        digest,
    )


def read_entry(entry: bytes) -> Entry:
    """The entry's fields. Raises Malformed unless these are exactly the bytes that `encode` writes for them."""
    try:
        read = _decoder.decode(entry)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Malformed(f"not an entry: {error}") from None
    if (read.payload is msgspec.UNSET) is (read.payload_sha256 is msgspec.UNSET):
        raise Malformed("an entry has either its payload or the digest of it")
    if isinstance(read.payload_sha256, str) and not is_hex_sha256(read.payload_sha256):
        raise Malformed("payload_sha256 is no digest")
    if _encoder.encode(read) != entry:  # a repeated key, or a space: another reader might read something else
        raise Malformed("an entry is written in another way")
    return read


def decode(entry: bytes, blob: Callable[[str], bytes]) -> Recorded:
    """The event again; `blob(sha256)` brings a payload that stands outside. Raises Malformed, also for a wrong blob."""
    read = read_entry(entry)
    payload = read.payload if isinstance(read.payload, str) else _payload(str(read.payload_sha256), blob)
    return Recorded(
        event_id=read.event_id,
        stream=read.stream,
        version=read.version,
        type=read.type,
        schema_version=read.schema_version,
        occurred_at=read.occurred_at,
        recorded_at=read.recorded_at,
        actor=read.actor,
        role=read.role,
        organisation=read.organisation,
        division=read.division,
        command_id=read.command_id,
        correlation_id=read.correlation_id,
        causation_id=read.causation_id,
        payload=payload,
        service=read.service,
        position=read.position,
    )


def decode_verified(entries: Sequence[bytes], blob: Callable[[str], bytes]) -> list[Recorded]:
    """The events of entries whose bytes are known to be what was sealed, in a third of the time of `decode`.

    Of entries that `encode` wrote both make the same. This one does not ask whether they might be spelled otherwise (a
    repeated key, a key too many): that is for whoever takes in the bytes of others, or says that a log is in order.
    It is enough for showing the past of a log that the verifier checks: what its hashes cover is no other spelling.
    """
    read = _event_decoder.decode
    try:
        return [read(entry) for entry in entries]
    except (msgspec.DecodeError, UnicodeDecodeError):  # a payload is a blob, or something is no entry
        return [decode(entry, blob) for entry in entries]


def _payload(digest: str, blob: Callable[[str], bytes]) -> str:
    content = blob(digest)
    if hashlib.sha256(content).hexdigest() != digest:
        raise Malformed(f"blob {digest} has other bytes than its name says")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Malformed(f"blob {digest} is not text") from None
