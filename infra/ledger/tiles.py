"""The files that hold the tree: tiles of 256 hashes each, eight levels apart, as C2SP tlog-tiles names and fills them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from infra.ledger.hashing import HASH_BYTES, root_of
from infra.ledger.texts import Malformed
from infra.ledger.tree import HashAt

FULL = 256
HEIGHT = 8
HIGHEST_LEVEL = 63  # as the specification has it; eight levels hold any size there can be
_MOST_GROUPS = 7

_PATH = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([0-9]{1,3}))?")


@dataclass(frozen=True, slots=True)
class TilePath:
    """What a path names: a tile of hashes at `level`, or of entries when there is none."""

    level: int | None
    number: int
    width: int = FULL


def tile_path(level: int, number: int, width: int = FULL) -> str:
    """Where the tile lies.

    >>> tile_path(0, 1067, 3)
    'tile/0/x001/067.p/3'
    """
    return _path(str(level), number, width)


def bundle_path(number: int, width: int = FULL) -> str:
    """Where the bundle of entries below tile `number` of level 0 lies."""
    return _path("entries", number, width)


def _path(level: str, number: int, width: int) -> str:
    if number < 1000:  # noqa: PLR2004 groups have three digits
        name = f"{number:03}"
    else:
        digits = f"{number:,}".split(",")
        name = "/".join([*(f"x{group:0>3}" for group in digits[:-1]), digits[-1]])
    return f"tile/{level}/{name}" if width == FULL else f"tile/{level}/{name}.p/{width}"


def parse_path(path: str) -> TilePath:
    """The reverse of tile_path and bundle_path; a path in any other spelling is Malformed."""
    match = _PATH.fullmatch(path)
    if match is None or match[2].count("/") >= _MOST_GROUPS:
        raise Malformed(f"not the path of a tile: {path[:80]!r}")
    number = int(match[2].replace("/", "").replace("x", ""))
    width = FULL if match[3] is None else int(match[3])
    if match[3] is not None and not 1 <= width < FULL:
        raise Malformed(f"a partial tile is 1 to 255 wide: {path[:80]!r}")
    if _path(match[1], number, width) != path:
        raise Malformed(f"not how the path of a tile is spelled: {path[:80]!r}")
    if match[1] == "entries":
        return TilePath(None, number, width)
    if str(int(match[1])) != match[1] or int(match[1]) > HIGHEST_LEVEL:
        raise Malformed(f"no such level of tiles: {path[:80]!r}")
    return TilePath(int(match[1]), number, width)


def tiles_of(size: int) -> Iterator[tuple[int, int, int]]:
    """(level, number, width) of every tile of hashes of a log of that size, lowest level first."""
    return new_tiles(0, size)


def new_tiles(old_size: int, new_size: int) -> Iterator[tuple[int, int, int]]:
    """The tiles of a log of `new_size` that a log of `old_size` does not have yet, in the same order."""
    level, had, have = 0, old_size, new_size
    while have:
        for number in range(had // FULL, have // FULL):
            yield level, number, FULL
        if have % FULL and have != had:
            yield level, have // FULL, have % FULL
        level, had, have = level + 1, had // FULL, have // FULL


def width_of(level: int, number: int, size: int) -> int:
    """How many hashes the tile has in a log of that size; 0 or less: it is not there."""
    return min(FULL, (size >> (HEIGHT * level)) - number * FULL)


def hash_in_tiles(read: Callable[[int, int, int], bytes], size: int) -> HashAt:
    """Any subtree's hash, from tiles that `read(level, number, width)` brings; what lies within a tile is computed."""
    tile = lru_cache(maxsize=64)(read)  # a path of a proof stays within few tiles, and tiles never change

    def hash_at(level: int, index: int) -> bytes:
        tile_level, within = divmod(level, HEIGHT)
        first = index << within
        number, at = divmod(first, FULL)
        width = width_of(tile_level, number, size)
        if width < at + (1 << within):
            raise IndexError(f"a log of {size} has no subtree {index} at level {level}")
        hashes = tile(tile_level, number, width)
        if len(hashes) != width * HASH_BYTES:
            raise Malformed(f"{tile_path(tile_level, number, width)} has {len(hashes)} bytes")
        return root_of(split_tile(hashes[at * HASH_BYTES : (at + (1 << within)) * HASH_BYTES]))

    return hash_at


def split_tile(content: bytes) -> list[bytes]:
    """The hashes of a tile."""
    if len(content) % HASH_BYTES:
        raise Malformed(f"a tile of {len(content)} bytes holds no whole number of hashes")
    return [content[at : at + HASH_BYTES] for at in range(0, len(content), HASH_BYTES)]
