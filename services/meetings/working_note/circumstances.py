"""The circumstances of a command: where a working note of the recorder stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.meeting.state import Meeting
from services.meetings.working_note.commands import RewriteWorkingNote, WriteWorkingNote
from services.meetings.working_note.domain import Facts
from services.meetings.working_note.state import WorkingNote


def place(meeting: Meeting, working_note_id: str) -> Place:
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


def part(meeting: Meeting, working_note_id: str) -> WorkingNote | None:
    return meeting.parts.working_notes.get(working_note_id)


def subject(meeting: Meeting, command: WriteWorkingNote | RewriteWorkingNote) -> str:
    note = part(meeting, command.working_note_id)
    return note.key_owner if note else command.actor_person or command.working_note_id
