"""How do entries lie in a file? Each after its length in two bytes, up to 256 of them, as C2SP tlog-tiles bundles them."""

from collections.abc import Sequence

from infra.ledger.texts import Malformed

MOST_BYTES = 65_535
MOST_ENTRIES = 256


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
    entries, at = list[bytes](), 0
    while at < len(bundle):
        start = at + 2
        at = start + int.from_bytes(bundle[at:start], "big")
        if start > len(bundle) or at > len(bundle):
            raise Malformed(f"the bundle ends within its entry {len(entries)}")
        entries.append(bundle[start:at])
    if len(entries) > MOST_ENTRIES:
        raise Malformed(f"a bundle holds {MOST_ENTRIES} entries, not {len(entries)}")
    return entries
