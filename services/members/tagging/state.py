"""What is known of the tags of a record, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.tagging.events import Tag, TaggingEvent, TagsPut, TagsTakenOff


class State(StrEnum):
    TAGGED = "tagged"
    UNTAGGED = "untagged"


LABELS: dict[str, str] = {
    State.TAGGED: "有标签",
    State.UNTAGGED: "已无标签",
}


@dataclass(frozen=True, slots=True)
class Tagging:
    tagging_id: str
    state: State
    collection: str
    record: str
    division: str
    organisation: str | None
    tags: tuple[Tag, ...]


def evolve(tagging: Tagging | None, event: TaggingEvent) -> Tagging:
    match event:
        case TagsPut():
            before = tagging.tags if tagging else ()
            return Tagging(
                event.tagging_id,
                State.TAGGED,
                event.collection,
                event.record,
                event.division,
                event.organisation,
                (*before, *event.tags),
            )
        case TagsTakenOff():
            assert tagging is not None
            left = tuple(tag for tag in tagging.tags if tag.code not in event.codes)
            return replace(tagging, state=State.TAGGED if left else State.UNTAGGED, tags=left)
        case _:
            assert_never(event)
