"""What is known of a contest and its entries, folded from one stream; what falls due; how a vote sees it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.outcomes.contest import commands as asked
from services.outcomes.contest import events as happened
from services.outcomes.contest.events import Award, Calendar, ContestCalled, ContestEvent, Tally
from services.outcomes.contest_entry.events import (
    ContestEntryEvent,
    ContestEntrySelected,
    ContestEntryShortlisted,
    ContestEntrySubmitted,
    ContestEntryTurnedDown,
)
from services.outcomes.contest_entry.state import EnteredCase, evolve_entry
from services.outcomes.contest_entry.state import State as EntryState

StreamEvent: TypeAlias = ContestEvent | ContestEntryEvent


class State(StrEnum):
    CALLING = "calling"
    FIRST_REVIEW = "first_review"
    NOTICED = "noticed"
    VOTING = "voting"
    FINAL_REVIEW = "final_review"
    RANKED = "ranked"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


LABELS: dict[str, str] = {
    State.CALLING: "征集中",
    State.FIRST_REVIEW: "初评",
    State.NOTICED: "公示",
    State.VOTING: "投票中",
    State.FINAL_REVIEW: "终评",
    State.RANKED: "已定名次",
    State.PUBLISHED: "已公布",
    State.CANCELLED: "已取消",
}


@dataclass(frozen=True)
class Contest:
    """`reason` is why other dates were last set, or why it was cancelled; `noticed` once its shortlist was public."""

    contest_id: str
    state: State
    called: ContestCalled
    calendar: Calendar
    entries: dict[str, EnteredCase] = field(default_factory=dict)
    tally: tuple[Tally, ...] = ()
    voters: int | None = None
    ranking: tuple[Award, ...] = ()
    summary: str | None = None
    reason: str | None = None
    noticed: bool = False

    @property
    def shortlist(self) -> tuple[EnteredCase, ...]:
        return tuple(one for one in self.entries.values() if one.state is EntryState.SHORTLISTED)


def evolve(contest: Contest | None, event: StreamEvent) -> Contest:
    if isinstance(event, ContestCalled):
        return Contest(event.contest_id, State.CALLING, event, event.calendar)
    assert contest is not None
    match event:
        case ContestEntrySubmitted() | ContestEntrySelected() | ContestEntryShortlisted() | ContestEntryTurnedDown():
            entry = evolve_entry(contest.entries.get(event.entry_id), event, contest.called.division)
            return replace(contest, entries={**contest.entries, event.entry_id: entry})
        case happened.ContestDatesSet():
            return replace(contest, calendar=event.calendar, reason=event.reason)
        case happened.ContestSubmissionsClosed():
            return replace(contest, state=State.FIRST_REVIEW)
        case happened.ContestNoticePosted():
            return replace(contest, state=State.NOTICED, noticed=True)
        case happened.ContestVoteOpened():
            return replace(contest, state=State.VOTING)
        case happened.ContestVoteClosed():
            return replace(contest, state=State.FINAL_REVIEW, tally=event.tally, voters=event.voters)
        case happened.ContestRanked():
            return replace(contest, state=State.RANKED, ranking=event.ranking, summary=event.summary)
        case happened.ContestPublished():
            return replace(contest, state=State.PUBLISHED)
        case happened.ContestCancelled():
            return replace(contest, state=State.CANCELLED, reason=event.reason)
        case _:
            assert_never(event)


def due(contest: Contest) -> list[tuple[datetime, asked.DueCommand]]:
    """Entries and votes end, and the vote begins, on the days that were called out."""
    named = contest.called.contest_id
    match contest.state:
        case State.CALLING:
            return [(contest.calendar.submissions_end_at, asked.CloseSubmissions(named))]
        case State.NOTICED:
            return [(contest.calendar.vote_begins_at, asked.OpenVote(named))]
        case State.VOTING:
            return [(contest.calendar.vote_ends_at, asked.CloseVote(named))]
        case _:
            return []


@dataclass(frozen=True, slots=True)
class OnTheList:
    """An entry on the shortlist, as a voter finds it."""

    entry: str


@dataclass(frozen=True)
class SeenContest:
    """As it is shown, to whoever votes."""

    id: str
    state: str
    choices: int
    vote_from: happened.Date
    vote_until: happened.Date
    shortlist: tuple[OnTheList, ...]
