"""What is allowed with a screening list, and what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.topics.rules import DivisionMustExist, ItemCodesMustDiffer
from services.topics.screening_list.commands import AmendScreeningList, CreateScreeningList
from services.topics.screening_list.events import (
    Item,
    ScreeningListAmended,
    ScreeningListCreated,
    ScreeningListEvent,
    without_blanks,
)
from services.topics.screening_list.state import ScreeningList


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
    if len({without_blanks(item.code) for item in items}) < len(items):
        raise ItemCodesMustDiffer
    return tuple(items)
