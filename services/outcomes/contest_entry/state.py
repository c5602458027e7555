"""What is known of an entry: a part of its contest's state, so that a case is entered once."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.outcomes.contest_entry import events as happened
from services.outcomes.contest_entry.events import ContestEntryEvent, ContestEntrySubmitted


class State(StrEnum):
    SUBMITTED = "submitted"
    SELECTED = "selected"
    SHORTLISTED = "shortlisted"
    TURNED_DOWN = "turned_down"


LABELS: dict[str, str] = {
    State.SUBMITTED: "已报送",
    State.SELECTED: "已遴选上报",
    State.SHORTLISTED: "初评入围",
    State.TURNED_DOWN: "未入选",
}
UNDECIDED = (State.SUBMITTED, State.SELECTED)


@dataclass(frozen=True, slots=True)
class EnteredCase:
    """`waits_in` is the division whose office has the next word: first the one above, then the contest's own."""

    entry_id: str
    state: State
    submitted: ContestEntrySubmitted
    waits_in: str
    opinion: str | None = None
    selected_by: str | None = None
    reason: str | None = None


def evolve_entry(entry: EnteredCase | None, event: ContestEntryEvent, contest_division: str) -> EnteredCase:
    if isinstance(event, ContestEntrySubmitted):
        return EnteredCase(event.entry_id, State.SUBMITTED, event, event.selecting)
    assert entry is not None
    match event:
        case happened.ContestEntrySelected():
            return replace(
                entry,
                state=State.SELECTED,
                opinion=event.opinion,
                selected_by=event.selected_by,
                waits_in=contest_division,
            )
        case happened.ContestEntryShortlisted():
            return replace(entry, state=State.SHORTLISTED)
        case happened.ContestEntryTurnedDown():
            return replace(entry, state=State.TURNED_DOWN, reason=event.reason)
        case _:
            assert_never(event)
