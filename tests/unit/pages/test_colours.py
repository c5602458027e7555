"""The sheet's colours, computed from the sheet itself: whatever is written can be read, by day and by night."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

STATIC = Path(__file__).parents[3] / "gateway" / "pages" / "static"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,8})")
OUTSIDE = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color|color-mix)\(")
BY_NIGHT = ":root.dark"
Colours: TypeAlias = dict[str, str]
Pair: TypeAlias = tuple[str, str]

READABLE, VISIBLE = 4.5, 3.0
"""WCAG 2.2 AA: of text, and of what one must see to work with it."""
GROUNDS = ("paper", "sheet", "sunk", "act-wash", "late-wash", "soon-wash", "done-wash", "idle-wash")
"""What anything may be written on."""
OWN_GROUND = {
    "on-brand": ("brand",),
    "on-brand-soft": ("brand",),
    "on-act": ("act", "act-over"),
    "on-late": ("late",),
    "on-card-yellow": ("card-yellow",),
    "print-ink": ("print-ground",),
    "print-soft": ("print-ground",),
    "print-brand": ("print-ground",),
}
"""What is written on its own ground only."""
DECORATION = ("rule", "c-grid", "focus-halo", "c3", "card-yellow", "qr-ground", "mark")
"""Lines and fillings that say nothing by themselves: a word stands beside each."""


def sheet(name: str) -> str:
    return COMMENT.sub("", (STATIC / name).read_text(encoding="utf-8"))


def tokens(text: str) -> tuple[Colours, Colours]:
    """By day and by night."""
    rules = [(selector.strip(), dict(TOKEN.findall(body))) for selector, body in RULE.findall(text)]
    day = next(found for selector, found in rules if selector.endswith(":root") and found)
    return day, {**day, **next(found for selector, found in rules if selector == BY_NIGHT)}


def named(body: str, *properties: str) -> Iterator[str]:
    """The tokens of colour that these properties name."""
    for name, value in re.findall(r"(?:^|;)\s*([\w-]+):([^;]*)", body):
        if name in properties:
            yield from (one for one in re.findall(r"var\(--([\w-]+)\)", value) if one in DAY)


def written(text: str) -> Iterator[Pair]:
    """What is written on what: on the ground that its rule gives it, on its own, or else on any."""
    for _selector, body in RULE.findall(text):
        grounds = list(named(body, "background", "background-color"))
        for colour in named(body, "color"):
            for ground in grounds or OWN_GROUND.get(colour, GROUNDS):
                yield colour, ground


def seen(text: str) -> Iterator[Pair]:
    """Edges, outlines and marks, on what they may lie on."""
    for _selector, body in RULE.findall(text):
        for colour in named(body, *(f"border{side}" for side in ("", "-color", "-left", "-top", "-bottom")), "outline"):
            yield from ((colour, ground) for ground in OWN_GROUND.get(colour, ("paper", "sheet")))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    red, green, blue = (_linear(int(full[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def too_faint(pairs: set[Pair], needed: float) -> dict[str, list[float]]:
    """Of the pairs that fall short by day or by night, both ratios."""
    found = {f"{one} on {other}": [contrast(of[one], of[other]) for of in (DAY, NIGHT)] for one, other in pairs}
    return {pair: ratios for pair, ratios in found.items() if min(ratios) < needed}


SHEETS = {one.name: sheet(one.name) for one in sorted(STATIC.glob("*.css"))}
DAY, NIGHT = tokens(SHEETS["sl.css"])
WRITTEN = {pair for text in SHEETS.values() for pair in written(text)}
SEEN = {pair for text in SHEETS.values() for pair in seen(text) if pair[0] not in DECORATION}


def test_whatever_is_written_can_be_read_on_whatever_it_stands_on_by_day_and_by_night() -> None:
    assert ("ink", "paper") in WRITTEN
    assert ("on-late", "late") in WRITTEN
    assert too_faint(WRITTEN | {("ink", ground) for ground in GROUNDS}, READABLE) == {}


def test_whatever_must_be_seen_to_work_with_it_is_seen() -> None:
    assert {("edge", "sheet"), ("focus", "paper")} <= SEEN
    assert too_faint(SEEN, VISIBLE) == {}


def test_every_ground_is_known_to_this_test() -> None:
    """On a new ground all is to be read that may stand there."""
    grounds = {one for text in SHEETS.values() for _of, body in RULE.findall(text) for one in named(body, "background")}
    assert grounds <= {*GROUNDS, *DECORATION, *(one for own in OWN_GROUND.values() for one in own)}


def test_the_night_that_the_reader_chose_is_the_systems_night() -> None:
    (media,) = [
        TOKEN.findall(body) for one, body in RULE.findall(SHEETS["sl.css"]) if one.strip().endswith(":not(.light)")
    ]
    assert dict(media) == {name: colour for name, colour in NIGHT.items() if name in dict(media)}
    assert {name for name in DAY if DAY[name] != NIGHT[name]} <= set(dict(media))


def outside(text: str) -> list[str]:
    """Colours that are no token: whatever is not said where all can be computed."""
    return [
        f"{selector.strip()}: {said.strip()}"
        for selector, body in RULE.findall(text)
        for said in body.split(";")
        if OUTSIDE.search(said) and not said.strip().startswith("--")
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_no_colour_stands_outside_the_tokens(name: str) -> None:
    assert outside(SHEETS[name]) == []


@pytest.mark.parametrize("line", ["a { color: #333 }", "b { border: 1px solid rgb(1 2 3) }", "c { fill: #9C1C1F; }"])
def test_shown_red_a_colour_outside_the_tokens(line: str) -> None:
    assert len(outside(line)) == 1


def test_shown_red_what_cannot_be_read() -> None:
    assert set(written(".x { color: var(--edge); background: var(--idle-wash); }")) == {("edge", "idle-wash")}
    assert list(too_faint({("edge", "idle-wash")}, READABLE)) == ["edge on idle-wash"]
