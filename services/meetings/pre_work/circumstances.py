"""The circumstances of a command: where work before the meeting stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.meeting.state import Meeting
from services.meetings.pre_work.commands import AssignPreWork, SubmitPreWork
from services.meetings.pre_work.domain import (
    Facts,
)
from services.meetings.pre_work.state import PreWork


def place(meeting: Meeting, pre_work_id: str) -> Place:
    participant = meeting.participants[meeting.pre_work[pre_work_id].participant_id]
    return Place(
        division=meeting.division,
        council=meeting.organisation,
        persons=(participant.person,) if participant.person else (),
        participants=(participant.code,) if participant.code else (),
        attendees=meeting.attendees,
    )


def place_of_new(lookups: Lookups, meeting: Meeting, command: AssignPreWork) -> Place:
    return Place(division=meeting.division, council=meeting.organisation)


def facts(lookups: Lookups, meeting: Meeting, command: object) -> Facts:
    return Facts(meeting, day_in_china(lookups.recorded_at))


def part(meeting: Meeting, pre_work_id: str) -> PreWork | None:
    return meeting.pre_work.get(pre_work_id)


def subject(meeting: Meeting, command: SubmitPreWork) -> str:
    """What was found is the participant's own, also where the liaison enters it."""
    return meeting.participants[meeting.pre_work[command.pre_work_id].participant_id].key_owner
