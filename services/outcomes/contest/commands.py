"""What can be asked of a contest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.outcomes.contest.events import Award, Date


@dataclass(frozen=True, slots=True)
class CallContest:
    contest_id: str
    title: str
    text: str
    division: str
    organisation: str
    submit_until: Date
    vote_from: Date
    vote_until: Date
    choices: int = 1


@dataclass(frozen=True, slots=True)
class SetContestDates:
    """What is None stays as it is."""

    contest_id: str
    reason: str
    submit_until: Date | None = None
    vote_from: Date | None = None
    vote_until: Date | None = None


@dataclass(frozen=True, slots=True)
class CloseSubmissions:
    contest_id: str


@dataclass(frozen=True, slots=True)
class PostContestNotice:
    contest_id: str


@dataclass(frozen=True, slots=True)
class OpenVote:
    contest_id: str


@dataclass(frozen=True, slots=True)
class CloseVote:
    contest_id: str


@dataclass(frozen=True, slots=True)
class RankContest:
    contest_id: str
    ranking: Sequence[Award]
    summary: str


@dataclass(frozen=True, slots=True)
class PublishContest:
    contest_id: str


@dataclass(frozen=True, slots=True)
class CancelContest:
    contest_id: str
    reason: str


DueCommand: TypeAlias = CloseSubmissions | OpenVote | CloseVote
"""What falls due, and is given by the system."""
