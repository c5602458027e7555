"""Which characters a font has: the `cmap` table of an OpenType file, or of one font of a collection."""

import struct
from collections.abc import Iterator
from pathlib import Path

COLLECTION = b"ttcf"
FOUR, TWELVE = 4, 12
OF_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding, those with all planes first."""


def lacking(characters: set[str], fonts: list[tuple[str, int]]) -> set[str]:
    """Those that none of the fonts has, each named by file and number."""
    left = {ord(one) for one in characters}
    for path, number in fonts:
        if not left:
            break
        left -= {code for first, last in ranges(path, number) for code in left if first <= code <= last}
    return {chr(code) for code in left}


def ranges(path: str, number: int) -> Iterator[tuple[int, int]]:
    """First and last code of each run of characters; nothing where the file is of another kind."""
    font = Path(path).read_bytes()
    try:
        table = _cmap(font, number)
        yield from _runs(font, table) if table else ()
    except struct.error:
        return


def _cmap(font: bytes, number: int) -> int:
    begin = struct.unpack_from(">I", font, 12 + 4 * number)[0] if font[:4] == COLLECTION else 0
    (tables,) = struct.unpack_from(">H", font, begin + 4)
    for each in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", font, begin + 12 + 16 * each)
        if tag == b"cmap":
            return int(offset)
    return 0


def _runs(font: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    (many,) = struct.unpack_from(">H", font, cmap + 2)
    records = [struct.unpack_from(">HHI", font, cmap + 4 + 8 * each) for each in range(many)]
    offsets = {(platform, encoding): cmap + offset for platform, encoding, offset in records}
    begin = next((offsets[one] for one in OF_UNICODE if one in offsets), 0)
    (kind,) = struct.unpack_from(">H", font, begin)
    if begin and kind == TWELVE:
        (groups,) = struct.unpack_from(">I", font, begin + 12)
        for first, last, _glyph in struct.iter_unpack(">III", font[begin + 16 : begin + 16 + 12 * groups]):
            yield first, last
    elif begin and kind == FOUR:
        segments = struct.unpack_from(">H", font, begin + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", font, begin + 14)
        yield from zip(struct.unpack_from(f">{segments}H", font, begin + 16 + 2 * segments), ends, strict=True)
