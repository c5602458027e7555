"""What is known of a term, folded from its events; how other decisions see it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.members.term import events as happened
from services.members.term.events import TermEvent, TermPlanned


class State(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.PLANNED: "拟定",
    State.RUNNING: "在届",
    State.ENDED: "届满",
}


@dataclass(frozen=True, slots=True)
class Term:
    """`staying` go on in `next_term`; how many are settled: `stayed`, `gone`, and `left`, None before it ended."""

    term_id: str
    state: State
    committee_division: str
    number: int
    name: str
    starts: date
    ends: date
    previous: str | None = None
    next_term: str | None = None
    staying: tuple[str, ...] = ()
    reason: str | None = None
    stayed: int = 0
    gone: int = 0
    left: int | None = None


def evolve(term: Term | None, event: TermEvent) -> Term:
    if isinstance(event, TermPlanned):
        return Term(
            event.term_id,
            State.PLANNED,
            event.committee_division,
            event.number,
            event.name,
            event.starts,
            event.ends,
        )
    assert term is not None
    match event:
        case happened.TermAmended(number=number, name=name, starts=starts, ends=ends):
            return replace(term, number=number, name=name, starts=starts, ends=ends)
        case happened.TermStarted(starts=starts, previous=previous):
            return replace(term, state=State.RUNNING, starts=starts, previous=previous)
        case happened.TermChangedOver(ends=ends, next_term=next_term, staying=staying, reason=reason):
            ended = replace(term, state=State.ENDED, ends=ends, reason=reason)
            return replace(ended, next_term=next_term, staying=staying)
        case happened.TermEnded(ends=ends, reason=reason):
            return replace(term, state=State.ENDED, ends=ends, reason=reason)
        case happened.TermMembersSettled(stayed=stayed, gone=gone, left=left):
            return replace(term, stayed=term.stayed + stayed, gone=term.gone + gone, left=left)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenTerm:
    """A term as decisions on others of its committee, and on members, see it."""

    id: str
    state: State
    committee_division: str
    number: int
    name: str
    starts: date
    ends: date

    @property
    def took_place(self) -> bool:
        """Or will: not one that was called off before it began."""
        return self.state is not State.ENDED or self.starts < self.ends

    def overlaps(self, starts: date, ends: date) -> bool:
        return self.starts < ends and starts < self.ends


def term_said(terms: list[SeenTerm], said: str) -> SeenTerm | None:
    """The one that is named by its id or, as members were entered before there were terms, by its name."""
    named = [one for one in terms if said in (one.id, one.name)]
    return min(named, key=lambda one: one.state is State.ENDED, default=None)
