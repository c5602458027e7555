"""What is known of the mark that keeps a record inside, folded from its events."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from services.members.internal_marking.events import InternalMarkingEvent, Kind, RecordMarkedInternal, RecordMarkLifted


class State(StrEnum):
    MARKED = "marked"
    LIFTED = "lifted"


LABELS: dict[str, str] = {
    State.MARKED: "不公开",
    State.LIFTED: "已解除",
}


@dataclass(frozen=True, slots=True)
class InternalMarking:
    """`reason` is why it was marked last; `lifted` why that no longer holds."""

    internal_marking_id: str
    state: State
    collection: str
    record: str
    division: str
    organisation: str | None
    kind: Kind
    reason: str
    marked_by: str | None
    marked_at: datetime
    lifted: str | None = None


def evolve(marking: InternalMarking | None, event: InternalMarkingEvent) -> InternalMarking:
    match event:
        case RecordMarkedInternal():
            return InternalMarking(
                event.internal_marking_id,
                State.MARKED,
                event.collection,
                event.record,
                event.division,
                event.organisation,
                event.kind,
                event.reason,
                event.marked_by,
                event.marked_at,
            )
        case RecordMarkLifted():
            assert marking is not None
            return replace(marking, state=State.LIFTED, lifted=event.reason)
        case _:
            assert_never(event)
