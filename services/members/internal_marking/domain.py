"""What is allowed with the mark that keeps a record inside, and what changes."""

from dataclasses import dataclass
from datetime import datetime

from services.members.internal_marking.commands import LiftMark, MarkInternal
from services.members.internal_marking.events import InternalMarkingEvent, RecordMarkedInternal, RecordMarkLifted
from services.members.internal_marking.state import InternalMarking, State
from services.members.list_rules import RecordIsInternalAlready


@dataclass(frozen=True, slots=True)
class Facts:
    """Where the record stands."""

    entered_at: datetime
    division: str = ""
    organisation: str | None = None


def mark_internal(marking: InternalMarking | None, command: MarkInternal, facts: Facts) -> list[InternalMarkingEvent]:
    if marking is not None and marking.state is State.MARKED:
        raise RecordIsInternalAlready
    return [
        RecordMarkedInternal(
            internal_marking_id=command.internal_marking_id,
            collection=command.collection,
            record=command.record,
            division=facts.division,
            organisation=facts.organisation,
            kind=command.kind,
            reason=command.reason,
            marked_by=command.actor_organisation,
            marked_at=facts.entered_at,
        )
    ]


def lift_mark(marking: InternalMarking, command: LiftMark, facts: Facts) -> list[InternalMarkingEvent]:
    its = (marking.collection, marking.record)
    return [RecordMarkLifted(command.internal_marking_id, *its, command.reason, facts.entered_at)]
