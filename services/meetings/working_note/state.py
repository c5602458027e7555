"""What is known of one working note: a part of the meeting's state."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.meetings.working_note import events as happened
from services.meetings.working_note.events import WorkingNoteEvent, WorkingNoteWritten


class State(StrEnum):
    KEPT = "kept"
    DISCARDED = "discarded"


LABELS: dict[str, str] = {State.KEPT: "在用", State.DISCARDED: "已弃用"}


@dataclass(frozen=True)
class WorkingNote:
    """`text` is None once it was discarded."""

    working_note_id: str
    state: State
    author: str | None
    text: str | None

    @property
    def key_owner(self) -> str:
        """Whose key encrypts it: the author's, or on a trial site, where nobody need be named, the note's own."""
        return self.author or self.working_note_id


def evolve_working_note(one: WorkingNote | None, event: WorkingNoteEvent) -> WorkingNote:
    if isinstance(event, WorkingNoteWritten):
        return WorkingNote(event.working_note_id, State.KEPT, event.author, event.text)
    assert one is not None
    match event:
        case happened.WorkingNoteRewritten():
            return replace(one, text=event.text)
        case happened.WorkingNoteDiscarded():
            return replace(one, state=State.DISCARDED, text=None)
        case _:
            assert_never(event)
