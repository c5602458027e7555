"""The model beside the suite: plain dicts of what the published rows say that each record's events lead to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from tests.contract.published import OUR_OWN_ROWS, OURS, ROWS, PublishedRow

Said: TypeAlias = dict[str, Any]
ALL_ROWS = (*ROWS, *OUR_OWN_ROWS)
LIFECYCLE_OF = {event.name: one for one in OURS.values() for event in one.events}


@dataclass
class Known:
    """A record as the model knows it; `past` is what has happened to it, `said` the last that its events said of each thing."""

    lifecycle: str
    id: str
    state: str
    parent: str | None
    past: list[str] = field(default_factory=list)
    said: Said = field(default_factory=dict)

    def follow(self, event: str, said: Said) -> None:
        self.past.append(event)
        told = {**said, **(said.get("after") or {})}
        self.said |= {f"{event}.{name}": value for name, value in told.items()}
        place = {name: self.said[name] for name in ("division", "organisation") if name in self.said}
        self.said |= {name: value for name, value in told.items() if value is not None} | place


@dataclass
class Model:
    """Every record that there is, by collection and id."""

    records: dict[tuple[str, str], Known] = field(default_factory=dict)

    def of(self, lifecycle: str, **said: Any) -> Iterator[Known]:
        """Those of which the events said that."""
        for one in self.records.values():
            if one.lifecycle == lifecycle and all(one.said.get(name) == value for name, value in said.items()):
                yield one

    def within(self, lifecycle: str, parent: str) -> list[Known]:
        return [one for one in self.records.values() if one.parent == parent and one.lifecycle == lifecycle]

    def one(self, lifecycle: str, record: str | None) -> Known | None:
        return self.records.get((OURS[lifecycle].collection, record or ""))

    def division_of(self, known: Known) -> str:
        if "division" in known.said:
            return str(known.said["division"])
        above = self.one("meeting", known.parent)
        return self.division_of(above) if above else ""


@cache
def rows_of_event(event: str) -> tuple[PublishedRow, ...]:
    return tuple(row for row in ALL_ROWS if row.event == event)


@cache
def rows_for_people(lifecycle: str, state: str) -> tuple[PublishedRow, ...]:
    """What a person may do with it there; without a state, what brings one into being."""
    mine = (row for row in ALL_ROWS if row.lifecycle == lifecycle and {*row.roles} - {"SYS"})
    return tuple(row for row in mine if (state in row.came_from if state else not row.came_from))


def leads_to(event: str, states: set[str]) -> set[str]:
    """The states in which a record may be after the event, by the published rows; empty where they have no such step."""
    rows = [
        (row, state)
        for row in rows_of_event(event)
        for state in states
        if state in row.came_from or not (state or row.came_from)
    ]
    return {state if row.to == "same" else row.to for row, state in rows}


def payload_of(document: str) -> Said:
    told: Said = json.loads(document)
    return told
