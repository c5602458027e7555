"""A service's README names, of each event in its table, just those services that copy it or react to it."""

import re
from pathlib import Path

import pytest

from operations.suite.services import SERVICES, definition_of

ROOT = Path(__file__).parents[2]
WITH_A_TABLE_OF_EVENTS = ("topics", "meetings", "outcomes")
NAMES = re.compile(rf"\b({'|'.join(SERVICES)})\b")
DEFINITIONS = {name: definition_of(name) for name in SERVICES}


def takers(producer: str, event: str) -> set[str]:
    """Which services copy it or react to it."""
    found = set()
    for name, one in DEFINITIONS.items():
        events = [(row.producer, row.event) for row in one.all_copies] + [
            (row.producer, row.event) for row in one.reactions
        ]
        if any(of == producer and taken.__name__ == event for of, taken in events):
            found.add(name)
    return found


def rows(service: str) -> list[tuple[list[str], str]]:
    """(events, who reacts) of each line of the table."""
    lines = (ROOT / "services" / service / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [(re.findall(r"`(\w+)`", cell[1]), cell[2]) for cell in cells if len(cell) == 3 and "`" in cell[1]]


@pytest.mark.parametrize("service", WITH_A_TABLE_OF_EVENTS)
def test_who_is_said_to_react_does(service: str) -> None:
    wrong = [
        (events, said, sorted(found))
        for events, said in rows(service)
        if events
        and (found := set().union(*(takers(service, event) for event in events)) - {service})
        != set(NAMES.findall(said)) - {service}
    ]
    assert wrong == []
