"""What is allowed with a screening list, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.topics.rules import DivisionMustExist, ItemCodesMustDiffer
from services.topics.screening_list.commands import AmendScreeningList, CreateScreeningList
from services.topics.screening_list.events import Item, ScreeningListAmended, ScreeningListCreated, ScreeningListEvent


class State(StrEnum):
    IN_FORCE = "in_force"


@dataclass(frozen=True)
class ScreeningList:
    """`edition` counts from 1; a topic notes the edition that its screening began with."""

    screening_list_id: str
    state: State
    division: str
    title: str
    items: tuple[Item, ...]
    edition: int


@dataclass(frozen=True)
class Facts:
    division_exists: bool


def create_screening_list(nothing: None, command: CreateScreeningList, facts: Facts) -> list[ScreeningListEvent]:
    if not facts.division_exists:
        raise DivisionMustExist
    items = _distinct(command.items)
    return [ScreeningListCreated(command.screening_list_id, command.division, command.title, items)]


def amend_screening_list(
    screening_list: ScreeningList, command: AmendScreeningList, facts: Facts
) -> list[ScreeningListEvent]:
    title = screening_list.title if command.title is None else command.title
    return [ScreeningListAmended(command.screening_list_id, _distinct(command.items), title)]


def _distinct(items: Sequence[Item]) -> tuple[Item, ...]:
    if len({item.code for item in items}) < len(items):
        raise ItemCodesMustDiffer
    return tuple(items)


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
