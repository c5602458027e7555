"""What can be read of an effect of a meeting that is no decision. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class EffectShown:
    meeting: str
    topic: str
    round: int
    kind: str
    note: str
    reason: str | None


def row(meeting: Meeting, effect_id: str) -> ReadRow:
    one = meeting.parts.effects[effect_id]
    return ReadRow(
        division=meeting.division,
        shown=EffectShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.kind,
            one.note,
            one.reason,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search=one.note,
    )
