"""docs/mechanisms.md names each of the 167 mechanisms of the five reports once, and what it says carries one is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.contract.published import OURS

PAGE = Path(__file__).parents[2] / "docs/mechanisms.md"
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| (carried|partly|not yet) \| ([^|]+) \|$", re.MULTILINE)
COMMAND = re.compile(r"`([a-z-]+)\.([a-z_]+)`")
ROWS = [(int(number), mechanism, state, by) for number, mechanism, state, by in ROW.findall(PAGE.read_text("utf-8"))]
COMMANDS = {(lifecycle.collection, command) for lifecycle in OURS.values() for command in lifecycle.rows}


def test_every_mechanism_has_one_row() -> None:
    assert [number for number, *_rest in ROWS] == list(range(1, 168))


@pytest.mark.parametrize(("number", "by"), [(number, by) for number, _mechanism, _state, by in ROWS])
def test_what_is_said_to_carry_it_is_there(number: int, by: str) -> None:
    assert {*COMMAND.findall(by)} <= COMMANDS


@pytest.mark.parametrize("row", [row for row in ROWS if row[2] == "not yet"], ids=lambda row: str(row[0]))
def test_what_is_not_there_yet_names_what_it_waits_for(row: tuple[int, str, str, str]) -> None:
    assert re.match(r"issue \d+", row[3])


def test_the_page_counts_its_rows() -> None:
    counted = Counter(state for _number, _mechanism, state, _by in ROWS)
    said = re.search(r"carried (\d+), partly (\d+), not yet (\d+)", PAGE.read_text("utf-8"))
    assert said
    assert tuple(map(int, said.groups())) == (counted["carried"], counted["partly"], counted["not yet"])
