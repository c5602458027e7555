"""Working notes (工作笔记): the recorder's own, read by recorder and chair alone; minutes are drafted apart from them."""

from dataclasses import dataclass
from datetime import datetime

from services.meetings.meeting.state import Meeting
from services.meetings.preparing_rules import NoteIsAnothers
from services.meetings.working_note.commands import DiscardWorkingNote, RewriteWorkingNote, WriteWorkingNote
from services.meetings.working_note.events import (
    WorkingNoteDiscarded,
    WorkingNoteEvent,
    WorkingNoteRewritten,
    WorkingNoteWritten,
)


@dataclass(frozen=True)
class Facts:
    """When it happened."""

    now: datetime


def write_working_note(meeting: Meeting, command: WriteWorkingNote, facts: Facts) -> list[WorkingNoteEvent]:
    return [WorkingNoteWritten(command.meeting_id, command.working_note_id, command.actor_person, command.text)]


def rewrite_working_note(meeting: Meeting, command: RewriteWorkingNote, facts: Facts) -> list[WorkingNoteEvent]:
    _must_be_his(meeting, command)
    return [WorkingNoteRewritten(command.meeting_id, command.working_note_id, command.text)]


def discard_working_note(meeting: Meeting, command: DiscardWorkingNote, facts: Facts) -> list[WorkingNoteEvent]:
    _must_be_his(meeting, command)
    return [WorkingNoteDiscarded(command.meeting_id, command.working_note_id)]


def _must_be_his(meeting: Meeting, command: RewriteWorkingNote | DiscardWorkingNote) -> None:
    if command.actor_person != meeting.parts.working_notes[command.working_note_id].author:
        raise NoteIsAnothers
