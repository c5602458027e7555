"""What is known of a list of a division's own, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.label_list.events import (
    Kind,
    LabelListAmended,
    LabelListCreated,
    LabelListEnded,
    LabelListEvent,
    ListItem,
)


class State(StrEnum):
    IN_FORCE = "in_force"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.IN_FORCE: "施行",
    State.ENDED: "已停用",
}


@dataclass(frozen=True, slots=True)
class LabelList:
    """`edition` counts from 1; what was judged or named by the list cites the edition."""

    label_list_id: str
    state: State
    kind: Kind
    division: str
    title: str
    items: tuple[ListItem, ...]
    edition: int


def evolve(known: LabelList | None, event: LabelListEvent) -> LabelList:
    match event:
        case LabelListCreated():
            return LabelList(
                event.label_list_id, State.IN_FORCE, event.kind, event.division, event.title, event.items, edition=1
            )
        case LabelListAmended():
            assert known is not None
            return replace(known, title=event.title, items=event.items, edition=known.edition + 1)
        case LabelListEnded():
            assert known is not None
            return replace(known, state=State.ENDED)
        case _:
            assert_never(event)
