"""The circumstances of a command: where why somebody was invited stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.invitation.commands import ExplainInvitation
from services.meetings.invitation.domain import Facts
from services.meetings.invitation.state import Invitation
from services.meetings.meeting.state import Meeting


def place(meeting: Meeting, invitation_id: str) -> Place:
    return Place(
        division=meeting.division,
        council=meeting.organisation,
        attendees=meeting.attendees,
        attendee_codes=meeting.attendee_codes,
    )


def place_of_new(lookups: Lookups, meeting: Meeting, command: object) -> Place:
    return place(meeting, "")


def facts(lookups: Lookups, meeting: Meeting, command: object) -> Facts:
    return Facts(lookups.now)


def part(meeting: Meeting, invitation_id: str) -> Invitation | None:
    return meeting.parts.invitations.get(invitation_id)


def subject(meeting: Meeting, command: ExplainInvitation) -> str | None:
    """Who somebody is, is his own."""
    participant = meeting.participants.get(command.participant)
    return participant.key_owner if participant else None
