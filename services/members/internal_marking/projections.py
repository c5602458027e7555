"""What can be read of the mark that keeps a record inside: by the record's place."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.members.internal_marking.events import Kind
from services.members.internal_marking.state import InternalMarking


@dataclass(frozen=True, slots=True)
class InternalMarkingShown:
    collection: str
    record: str
    organisation: str | None
    kind: Kind
    reason: str
    marked_by: str | None
    marked_at: datetime
    lifted: str | None


def row(marking: InternalMarking, marking_id: str) -> ReadRow:
    return ReadRow(
        division=marking.division,
        shown=InternalMarkingShown(
            marking.collection,
            marking.record,
            marking.organisation,
            marking.kind,
            marking.reason,
            marking.marked_by,
            marking.marked_at,
            marking.lifted,
        ),
        organisation=marking.organisation,
    )
