"""The files that change when entries are appended: a function of the old size, the new hashes and the tiles that are there."""

from collections.abc import Iterator, Sequence

from infra.ledger.bundles import pack
from infra.ledger.hashing import root_of
from infra.ledger.tiles import FULL, HEIGHT, bundle_path, tile_path
from infra.ledger.tree import HashAt


def grown_bundles(old_size: int, tail: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each bundle that is new or wider; `tail` is what the last, partial one of the old size holds."""
    entries, first = [*tail, *new], old_size // FULL
    for at in range(0, len(entries), FULL):
        part = entries[at : at + FULL]
        yield bundle_path(first + at // FULL, len(part)), pack(part)


def grown_tiles(old_size: int, leaves: Sequence[bytes], hash_at: HashAt) -> Iterator[tuple[str, bytes]]:
    """Path and content of each tile that is new or wider when these leaf hashes come after `old_size`, lowest first.

    `hash_at` knows the log of the old size.
    """
    level, had, new = 0, old_size, list(leaves)
    while new:
        first, width = divmod(had, FULL)
        hashes = [*(hash_at(HEIGHT * level, first * FULL + at) for at in range(width)), *new]
        full = len(hashes) // FULL
        for number in range(full):
            yield tile_path(level, first + number), b"".join(hashes[number * FULL : (number + 1) * FULL])
        if left := hashes[full * FULL :]:
            yield tile_path(level, first + full, len(left)), b"".join(left)
        new = [root_of(hashes[number * FULL : (number + 1) * FULL]) for number in range(full)]
        level, had = level + 1, had // FULL
