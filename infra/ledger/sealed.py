"""Checks that what lies in the log's files is what was signed: all hashes are looked at once, and every bundle as it is read.

The tiles of level 0 are the leaves; from them every other tile is made again, up to the root. What stays in memory is a
digest of each, so that a bundle is taken only when its entries have the very hashes that lead to that root.
"""

import hashlib
from dataclasses import dataclass

from infra.ledger.checkpoints import Checkpoint
from infra.ledger.directory import LedgerDirectory
from infra.ledger.hashing import HASH_BYTES, leaf_hash, root_of
from infra.ledger.texts import Malformed
from infra.ledger.tiles import FULL, bundle_path, hash_in_tiles, split_tile, tile_path, width_of
from infra.ledger.tree import root


@dataclass(frozen=True)
class SealedBundles:
    """The entries of a log whose tiles lead to a checkpoint; `leaves` are the digests of its tiles of level 0."""

    directory: LedgerDirectory
    size: int
    leaves: list[bytes]

    def bundle(self, number: int) -> list[bytes]:
        """Raises Malformed when an entry is not the one that was sealed; FileNotFoundError."""
        entries = self.directory.bundle(number, self.size)
        if hashlib.sha256(b"".join(map(leaf_hash, entries))).digest() != self.leaves[number]:
            path = bundle_path(number, len(entries))
            raise Malformed(f"{path} does not hold the entries that were sealed")
        return entries


def sealed(directory: LedgerDirectory, checkpoint: Checkpoint) -> SealedBundles:
    """Raises Malformed when the tiles do not lead to the checkpoint's root; FileNotFoundError."""
    leaves, last, above = list[bytes](), b"", list[bytes]()
    for number in range(-(-checkpoint.size // FULL)):
        last = _tile(directory, 0, number, checkpoint.size)
        leaves.append(hashlib.sha256(last).digest())
        if len(last) == FULL * HASH_BYTES:
            above.append(root_of(split_tile(last)))
    levels = _levels(directory, above, checkpoint.size)

    def made(level: int, number: int, width: int) -> bytes:
        """Of level 0 only the tile that is not full is asked for: a full one stands in the level above."""
        return b"".join(levels[level - 1][number * FULL : number * FULL + width]) if level else last

    if root(checkpoint.size, hash_in_tiles(made, checkpoint.size)) != checkpoint.root:
        raise Malformed(f"its tiles do not lead to the root that was signed for {checkpoint.size} entries")
    return SealedBundles(directory, checkpoint.size, leaves)


def _levels(directory: LedgerDirectory, hashes: list[bytes], size: int) -> list[list[bytes]]:
    """The hashes of every level above 0, made of those below; raises Malformed when a tile has others."""
    levels = list[list[bytes]]()
    while hashes:
        level, full = len(levels) + 1, list[bytes]()
        for number in range(-(-len(hashes) // FULL)):
            made = hashes[number * FULL : (number + 1) * FULL]
            if _tile(directory, level, number, size) != b"".join(made):
                raise Malformed(f"{tile_path(level, number, len(made))} does not fit the tiles below it")
            if len(made) == FULL:
                full.append(root_of(made))
        levels.append(hashes)
        hashes = full
    return levels


def _tile(directory: LedgerDirectory, level: int, number: int, size: int) -> bytes:
    width = width_of(level, number, size)
    tile = directory.tile(level, number, width)
    if len(tile) != width * HASH_BYTES:
        raise Malformed(f"{tile_path(level, number, width)} has {len(tile)} bytes")
    return tile
