"""What can have happened to a contest of cases (创新案例评选)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

Date: TypeAlias = date


@dataclass(frozen=True, slots=True)
class Calendar:
    """The last day for entries, the first and the last day of the vote; and the instants that follow from them."""

    submit_until: Date
    vote_from: Date
    vote_until: Date
    submissions_end_at: datetime
    vote_begins_at: datetime
    vote_ends_at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How many chose an entry."""

    entry: str
    votes: int


@dataclass(frozen=True, slots=True)
class Award:
    """What an entry was given; those that stand first come first."""

    entry: str
    award: str


@dataclass(frozen=True, slots=True)
class ContestCalled:
    """`choices` is how many entries each voter may choose."""

    contest_id: str
    title: str
    text: str
    division: str
    organisation: str
    choices: int
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class ContestDatesSet:
    contest_id: str
    calendar: Calendar
    reason: str


@dataclass(frozen=True, slots=True)
class ContestSubmissionsClosed:
    """The last day for entries is over; first review begins."""

    contest_id: str


@dataclass(frozen=True, slots=True)
class ContestNoticePosted:
    """The shortlist is on public notice, and whoever objects is heard before the vote."""

    contest_id: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContestVoteOpened:
    contest_id: str


@dataclass(frozen=True, slots=True)
class ContestVoteClosed:
    """Counted when the last day of the vote was over: `voters` each once."""

    contest_id: str
    tally: tuple[Tally, ...]
    voters: int


@dataclass(frozen=True, slots=True)
class ContestRanked:
    """The final review: which entries were given what. `summary` says how the vote and the review went together."""

    contest_id: str
    ranking: tuple[Award, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class ContestPublished:
    contest_id: str


@dataclass(frozen=True, slots=True)
class ContestCancelled:
    contest_id: str
    reason: str


ContestEvent: TypeAlias = (
    ContestCalled
    | ContestDatesSet
    | ContestSubmissionsClosed
    | ContestNoticePosted
    | ContestVoteOpened
    | ContestVoteClosed
    | ContestRanked
    | ContestPublished
    | ContestCancelled
)
