"""A lineage as a drawing: boxes in columns, a line from each to what came of it. The list beside it says the same in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import east_asian_width

from gateway.pages.translated import _

WIDE, HIGH, BETWEEN, BELOW = 116, 102, 16, 12
MOST_IN_A_COLUMN = 6
EDGE = 2
ON_A_LINE, LINES = 7.5, 3
"""How many Chinese characters a line of a box holds, and how many lines of a name it has."""
NARROW = 0.56
"""Of a Chinese character's width, what a letter takes."""
MOST_TOLD = 300
"""Characters of a name that are told to whoever points at its box."""
UNIT = 14
"""How many of the drawing's own units are one em: it grows with the reader's type."""


@dataclass(frozen=True)
class StepOfALineage:
    """One record; `column` says how far along it is, `after` what it came of."""

    id: str
    column: int
    kind: str
    title: str
    href: str
    state: str = ""
    after: Sequence[str] = ()
    here: bool = False
    late: bool = False


@dataclass(frozen=True)
class BoxDrawn:
    x: int
    y: int
    kind: str
    lines: list[str]
    state: str
    title: str
    href: str
    here: bool
    late: bool


@dataclass(frozen=True)
class LineageDrawn:
    """`paths` are the lines' own data; widths and heights in the drawing's units."""

    width: int
    height: int
    boxes: list[BoxDrawn]
    paths: list[str]

    @property
    def box(self) -> tuple[int, int]:
        return WIDE, HIGH

    @property
    def wide(self) -> float:
        return round(self.width / UNIT, 2)

    @property
    def high(self) -> float:
        return round(self.height / UNIT, 2)


def drawn(steps: Sequence[StepOfALineage], rest: str) -> LineageDrawn | None:
    """None where nothing is connected with anything; `rest` leads to what there is no room for."""
    shown = list(_with_room(sorted(steps, key=lambda one: one.column), rest))
    if len(shown) <= 1:
        return None
    columns = [list(of) for _column, of in groupby(shown, key=lambda one: one.column)]
    places = {
        one.id: (EDGE + x * (WIDE + BETWEEN), EDGE + y * (HIGH + BELOW))
        for x, column in enumerate(columns)
        for y, one in enumerate(column)
    }
    return LineageDrawn(
        width=len(columns) * (WIDE + BETWEEN) - BETWEEN + 2 * EDGE,
        height=max(map(len, columns)) * (HIGH + BELOW) - BELOW + 2 * EDGE,
        boxes=[_box(one, *places[one.id]) for one in shown],
        paths=[_path(places[before], places[one.id]) for one in shown for before in one.after if before in places],
    )


def _with_room(steps: Sequence[StepOfALineage], rest: str) -> Iterator[StepOfALineage]:
    """Of a full column the first ones, and how many there are besides, come of whatever those came of."""
    for column, of in groupby(steps, key=lambda one: one.column):
        found = list(of)
        if len(found) <= MOST_IN_A_COLUMN:
            yield from found
            continue
        kept, others = found[: MOST_IN_A_COLUMN - 1], found[MOST_IN_A_COLUMN - 1 :]
        yield from kept
        more = tuple(dict.fromkeys(before for one in others for before in one.after))
        yield StepOfALineage(f"{column} and more", column, "", _("另有 %(num)s 件", num=len(others)), rest, after=more)


def _box(one: StepOfALineage, x: int, y: int) -> BoxDrawn:
    """Pointed at, it says in full what it has no room for."""
    title = one.title if len(one.title) <= MOST_TOLD else f"{one.title[: MOST_TOLD - 1]}…"
    told = " · ".join(part for part in (one.kind, title, one.state) if part)
    return BoxDrawn(x, y, _cut(one.kind), list(fitted(one.title)), _cut(one.state), told, one.href, one.here, one.late)


def _path(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Out of the right side of one box and into the left side of the other."""
    x, y = start[0] + WIDE, start[1] + HIGH // 2
    to_x, to_y = end[0], end[1] + HIGH // 2
    middle = (x + to_x) // 2
    return f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"


def fitted(text: str) -> Iterator[str]:
    """As many characters a line as there is room for; what is cut off says so.

    >>> list(fitted("城区校园门口上放学时段交通整治")), list(fitted("x" * 50))
    (['城区校园门口上', '放学时段交通整', '治'], ['xxxxxxxxxxxxx', 'xxxxxxxxxxxxx', 'xxxxxxxxxxxx…'])
    """
    left = " ".join(text.split())
    for number in range(LINES):
        if not left:
            return
        line = _cut(left) if number == LINES - 1 else left[: _room(left)]
        left = left[len(line) :]
        yield line


def _cut(text: str) -> str:
    room = _room(text)
    return text if room >= len(text) else f"{text[: room - 1]}…"


def _room(text: str) -> int:
    """How many of its characters a line holds."""
    taken = 0.0
    for number, character in enumerate(text):
        taken += 1 if east_asian_width(character) in "WF" else NARROW
        if taken > ON_A_LINE:
            return number
    return len(text)
