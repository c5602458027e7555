"""The circumstances of a command: where a participant stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import organisation_named, person_named
from services.meetings.attendance.commands import (
    DeclineAttendance,
    InviteParticipant,
    SubstituteParticipant,
)
from services.meetings.attendance.domain import (
    Facts,
)
from services.meetings.attendance.state import Participant
from services.meetings.meeting.state import Meeting


def place(meeting: Meeting, participant_id: str) -> Place:
    one = meeting.participants[participant_id]
    return Place(
        division=meeting.division,
        council=meeting.organisation,
        persons=(one.person,) if one.person else (),
        participants=(one.code,) if one.code else (),
        attendees=meeting.attendees,
    )


def place_of_new(lookups: Lookups, meeting: Meeting, command: InviteParticipant) -> Place:
    return Place(division=meeting.division, council=meeting.organisation)


def facts(lookups: Lookups, meeting: Meeting, command: object) -> Facts:
    if isinstance(command, InviteParticipant | SubstituteParticipant) and command.person:
        person_named(lookups, "person", command.person)
    if isinstance(command, InviteParticipant) and command.organisation:
        organisation_named(lookups, "organisation", command.organisation)
    return Facts(meeting)


def part(meeting: Meeting, participant_id: str) -> Participant | None:
    return meeting.participants.get(participant_id)


def subject(meeting: Meeting, command: InviteParticipant | DeclineAttendance | SubstituteParticipant) -> str:
    """Someone without an account has a key under the participant's id."""
    if isinstance(command, InviteParticipant):
        return command.person or command.participant_id
    return meeting.participants[command.participant_id].key_owner
