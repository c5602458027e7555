"""What can have happened to a posting of a member to the grassroots (委员下沉)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class PostingProposed:
    """A member is to work at a station or council; `kinds` cites the list that called the kind so, `ID@edition`."""

    posting_id: str
    member: str
    person: str
    organisation: str
    division: str
    kind: str
    kind_label: str
    kinds: str
    principle: Literal["residence", "convenience", "expertise"]
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class PostingConfirmed:
    """He will come: from the day that was named, or from the day of this word. His term ends with its last day."""

    posting_id: str
    starts: date
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class PostingDeclined:
    """He will not come."""

    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostingProposedAgain:
    """After it was declined: for the same body, or for another one."""

    posting_id: str
    organisation: str
    division: str


@dataclass(frozen=True, slots=True)
class PostingStarted:
    """He is at his post."""

    posting_id: str


@dataclass(frozen=True, slots=True)
class PostingSuspended:
    """He is away from it for a while."""

    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostingResumed:
    """He is back at it."""

    posting_id: str


@dataclass(frozen=True, slots=True)
class PostingReassigning:
    """He is to go elsewhere: a new posting will be proposed, and this one handed over to it."""

    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostingHandedOver:
    """Ended: `posting` is the member's new one, which goes on from here."""

    posting_id: str
    posting: str


@dataclass(frozen=True, slots=True)
class PostingTakenOver:
    """This is where `taken_over`, an earlier posting of the member, goes on."""

    posting_id: str
    taken_over: str


@dataclass(frozen=True, slots=True)
class PostingEnded:
    """The office ended it before its time."""

    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostingExpired:
    """Its last day is over."""

    posting_id: str


@dataclass(frozen=True, slots=True)
class PostingLapsed:
    """The membership ended, and this with it."""

    posting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PostingSucceeded:
    """The body ended; he is posted to its successor now, in that one's division."""

    posting_id: str
    organisation: str
    successor: str
    division: str


@dataclass(frozen=True, slots=True)
class PostingLeftAlone:
    """The body ended and nobody succeeds it: the office posts him elsewhere, or ends it."""

    posting_id: str
    organisation: str


PostingEvent: TypeAlias = (
    PostingProposed
    | PostingConfirmed
    | PostingDeclined
    | PostingProposedAgain
    | PostingStarted
    | PostingSuspended
    | PostingResumed
    | PostingReassigning
    | PostingHandedOver
    | PostingTakenOver
    | PostingEnded
    | PostingExpired
    | PostingLapsed
    | PostingSucceeded
    | PostingLeftAlone
)
