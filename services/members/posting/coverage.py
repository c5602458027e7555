"""Which members are posted nowhere: all of them are to be (全体委员下沉)."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.members.posting.state import State

MOST_NAMED = 200
AT_WORK = (State.CONFIRMED, State.ACTIVE, State.SUSPENDED, State.REASSIGNING)


@dataclass(frozen=True, slots=True)
class CountedPosting:
    state: str
    member: str


@dataclass(frozen=True, slots=True)
class CountedMembership:
    id: str
    state: str


@dataclass(frozen=True, slots=True)
class PostingCoverage:
    """`not_posted` counts them, `members_not_posted` names the first."""

    members: int
    posted: int
    not_posted: int
    members_not_posted: tuple[str, ...]


def coverage_of_postings(members: Sequence[CountedMembership], postings: Sequence[CountedPosting]) -> PostingCoverage:
    in_force = {one.id for one in members if one.state == "active"}
    posted = in_force & {one.member for one in postings if one.state in AT_WORK}
    left = sorted(in_force - posted)
    return PostingCoverage(len(in_force), len(posted), len(left), tuple(left[:MOST_NAMED]))
