"""What can have happened to a working note. It is the recorder's own, and never the record."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class WorkingNoteWritten:
    """The recorder noted something for himself (工作笔记), encrypted."""

    meeting_id: str
    working_note_id: str
    author: str | None
    text: str


@dataclass(frozen=True, slots=True)
class WorkingNoteRewritten:
    """He put it otherwise (改写), encrypted."""

    meeting_id: str
    working_note_id: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkingNoteDiscarded:
    """He needs it no more (弃用): it is not shown any longer."""

    meeting_id: str
    working_note_id: str


WorkingNoteEvent: TypeAlias = WorkingNoteWritten | WorkingNoteRewritten | WorkingNoteDiscarded
