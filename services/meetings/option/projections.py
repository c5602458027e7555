"""What can be read of an option that a meeting compares. Depends on its own events only, as its row is written with them."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class OptionShown:
    meeting: str
    topic: str
    round: int
    number: int
    title: str
    text: str | None
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    supporters: tuple[str, ...]
    groups: tuple[str, ...]
    item: str | None
    explanation: str | None
    reason: str | None


def row(meeting: Meeting, option_id: str) -> ReadRow:
    one = meeting.parts.options[option_id]
    return ReadRow(
        division=meeting.division,
        shown=OptionShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.number,
            one.title,
            one.text,
            one.pros,
            one.cons,
            one.supporters,
            one.groups,
            one.item,
            one.explanation,
            one.reason,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        search=one.title,
    )
