"""Bundles: how entries lie in a file, each after its length in two bytes, up to 256 of them, as C2SP tlog-tiles bundles them."""

from collections.abc import Sequence
from struct import Struct, error

from infra.ledger.texts import Malformed

MOST_BYTES = 65_535
MOST_ENTRIES = 256
_length_at = Struct(">H").unpack_from


def pack(entries: Sequence[bytes]) -> bytes:
    """The bundle of these entries. Raises Malformed for one that is too long, or too many."""
    if len(entries) > MOST_ENTRIES:
        raise Malformed(f"a bundle holds {MOST_ENTRIES} entries, not {len(entries)}")
    parts = list[bytes]()
    for entry in entries:
        if len(entry) > MOST_BYTES:
            raise Malformed(f"an entry holds {MOST_BYTES} bytes, not {len(entry)}")
        parts += (len(entry).to_bytes(2, "big"), entry)
    return b"".join(parts)


def unpack(bundle: bytes) -> list[bytes]:
    """The entries. Raises Malformed when the last one is not whole, or there are too many."""
    entries, at, end = list[bytes](), 0, len(bundle)
    try:
        while at < end:
            start = at + 2
            at = start + _length_at(bundle, at)[0]
            entries.append(bundle[start:at])
    except error:
        at = end + 1
    if at > end:
        raise Malformed("the bundle ends within its last entry")
    if len(entries) > MOST_ENTRIES:
        raise Malformed(f"a bundle holds {MOST_ENTRIES} entries, not {len(entries)}")
    return entries
