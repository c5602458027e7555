"""What can be read of a participant. Depends on the participant's own events only, as its row is written with them."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.meetings.meeting.state import Meeting


@dataclass(frozen=True, slots=True)
class ParticipantShown:
    meeting: str
    topic: str
    round: int
    kind: str
    duty: str
    group: str | None
    person: str | None
    name: str | None
    organisation: str | None
    contact: str | None
    represents: int | None
    mode: str | None
    attended: bool
    instead_of: str | None
    substitute: str | None
    reason: str | None


def row(meeting: Meeting, participant_id: str) -> ReadRow:
    one = meeting.participants[participant_id]
    return ReadRow(
        division=meeting.division,
        shown=ParticipantShown(
            meeting.meeting_id,
            meeting.topic_id,
            meeting.round,
            one.kind,
            one.duty,
            one.group,
            one.person,
            one.name,
            one.organisation,
            one.contact,
            one.represents,
            one.mode,
            one.attended,
            one.instead_of,
            one.substitute,
            one.reason,
        ),
        organisation=meeting.organisation,
        topic=meeting.topic_id,
        named=tuple(named for named in (one.person, one.organisation) if named),
        search=one.group or "",
        codes=(one.code,) if one.code else (),
    )
