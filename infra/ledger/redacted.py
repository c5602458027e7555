"""What everybody may see of an entry: enough to walk the whole log without a token, and nothing that anybody said.

A leaf is one hash over the whole entry and cannot be opened in part. So two things stand in a line: `leaf`, which the
signed root proves, and what the site tells of the entry, which nothing proves until somebody who has the entry compares.
What is left out (the ids of command and request, the actor, the payload) also keeps a leaf from being guessed (ADR 0019).
"""

from collections.abc import Sequence

import msgspec

from infra.ledger.entries import read_entry
from infra.ledger.hashing import leaf_hash
from infra.ledger.texts import write_base64

LINES = "application/jsonl; charset=utf-8"


class Redacted(msgspec.Struct, frozen=True):
    """One line, in this order; `leaf` in Base64."""

    index: int
    leaf: str
    service: str
    position: int
    type: str
    event_id: str
    recorded_at: str


_encoder = msgspec.json.Encoder()


def redact(first: int, entries: Sequence[bytes]) -> bytes:
    """A line for each entry, of which the first stands at that index. Raises Malformed for what is no entry."""
    return b"".join(_encoder.encode(_line(index, entry)) + b"\n" for index, entry in enumerate(entries, first))


def _line(index: int, entry: bytes) -> Redacted:
    read, leaf = read_entry(entry), write_base64(leaf_hash(entry))
    return Redacted(index, leaf, read.service, read.position, read.type, read.event_id, read.recorded_at)
