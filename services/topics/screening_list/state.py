"""What is known of a screening list, folded from its events; how our other lifecycles see it, and which list is in force."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.topics.screening_list.events import Item, ScreeningListAmended, ScreeningListCreated, ScreeningListEvent


class State(StrEnum):
    IN_FORCE = "in_force"


LABELS: dict[str, str] = {
    State.IN_FORCE: "施行",
}


@dataclass(frozen=True)
class ScreeningList:
    """`edition` counts from 1; a topic notes the edition that its screening began with."""

    screening_list_id: str
    state: State
    division: str
    title: str
    items: tuple[Item, ...]
    edition: int


def evolve(screening_list: ScreeningList | None, event: ScreeningListEvent) -> ScreeningList:
    match event:
        case ScreeningListCreated():
            return ScreeningList(
                event.screening_list_id, State.IN_FORCE, event.division, event.title, event.items, edition=1
            )
        case ScreeningListAmended():
            assert screening_list is not None
            return replace(screening_list, title=event.title, items=event.items, edition=screening_list.edition + 1)
        case _:
            assert_never(event)


@dataclass(frozen=True)
class SeenScreeningList:
    id: str
    division: str
    edition: int
    items: tuple[Item, ...]


def list_in_force(lists: list[SeenScreeningList], division: str) -> SeenScreeningList | None:
    """The newest list of the nearest division at or above this one; a list without division is the whole country's."""
    around = [known for known in lists if division.startswith(known.division)]
    return max(around, key=lambda known: (len(known.division), known.id), default=None)
