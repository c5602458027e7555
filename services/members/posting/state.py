"""What is known of a posting, folded from its events; what falls due; how the next decision on its member sees it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from services.members.posting import commands as asked
from services.members.posting import events as happened
from services.members.posting.events import PostingEvent, PostingProposed


class State(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REASSIGNING = "reassigning"
    ENDED = "ended"
    DECLINED = "declined"


LABELS: dict[str, str] = {
    State.PROPOSED: "拟派",
    State.CONFIRMED: "已确认",
    State.ACTIVE: "在岗",
    State.SUSPENDED: "暂停",
    State.REASSIGNING: "调整中",
    State.ENDED: "已结束",
    State.DECLINED: "未确认",
}
OVER = (State.ENDED, State.DECLINED)


@dataclass(frozen=True, slots=True)
class Posting:
    """`posting` is the one that goes on from here, `takes_over` those that go on here."""

    posting_id: str
    state: State
    member: str
    person: str
    organisation: str
    division: str
    kind: str
    kind_label: str
    principle: str
    starts: date | None
    ends: date | None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    posting: str | None = None
    takes_over: tuple[str, ...] = ()
    organisation_ended: bool = False


def evolve(posting: Posting | None, event: PostingEvent) -> Posting:
    if isinstance(event, PostingProposed):
        return _proposed(event)
    assert posting is not None
    match event:
        case happened.PostingConfirmed():
            confirmed = replace(posting, starts=event.starts, starts_at=event.starts_at, ends_at=event.ends_at)
            return replace(confirmed, state=State.CONFIRMED)
        case happened.PostingDeclined():
            return replace(posting, state=State.DECLINED)
        case happened.PostingProposedAgain():
            proposed = replace(posting, state=State.PROPOSED, organisation=event.organisation, division=event.division)
            return replace(proposed, organisation_ended=False)
        case happened.PostingSucceeded(successor=successor, division=division):
            return replace(posting, organisation=successor, division=division, organisation_ended=False)
        case happened.PostingLeftAlone():
            return replace(posting, organisation_ended=True)
        case happened.PostingStarted() | happened.PostingResumed():
            return replace(posting, state=State.ACTIVE)
        case happened.PostingSuspended():
            return replace(posting, state=State.SUSPENDED)
        case happened.PostingReassigning():
            return replace(posting, state=State.REASSIGNING)
        case happened.PostingHandedOver():
            return replace(posting, state=State.ENDED, posting=event.posting)
        case happened.PostingTakenOver():
            return replace(posting, takes_over=(*posting.takes_over, event.taken_over))
        case happened.PostingEnded() | happened.PostingExpired() | happened.PostingLapsed():
            return replace(posting, state=State.ENDED)
        case _:
            assert_never(event)


def _proposed(event: PostingProposed) -> Posting:
    return Posting(
        event.posting_id,
        State.PROPOSED,
        event.member,
        event.person,
        event.organisation,
        event.division,
        event.kind,
        event.kind_label,
        event.principle,
        event.starts,
        event.ends,
    )


def due(posting: Posting) -> list[tuple[datetime, asked.DueCommand]]:
    """The beginning of the first day, and the end of the last one."""
    if posting.state is State.CONFIRMED and posting.starts_at:
        return [(posting.starts_at, asked.StartPosting(posting.posting_id))]
    if posting.state is State.ACTIVE and posting.ends_at:
        return [(posting.ends_at, asked.ExpirePosting(posting.posting_id))]
    return []


@dataclass(frozen=True, slots=True)
class SeenPosting:
    """A posting as a decision on another one of its member sees it."""

    id: str
    state: State
    member: str
    organisation: str

    @property
    def is_over(self) -> bool:
        return self.state in OVER
