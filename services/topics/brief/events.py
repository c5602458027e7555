"""What can have happened to a public-opinion brief (社情民意信息)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from services.topics.brief.succession_events import BriefSuccessionEvent

Date: TypeAlias = date
Kind: TypeAlias = Literal["brief", "micro_suggestion", "special_report"]


@dataclass(frozen=True, slots=True)
class BriefDrafted:
    """`submissions`, `topic` and `outcome` are what it came of."""

    brief_id: str
    title: str
    text: str
    division: str
    organisation: str
    kind: Kind
    submissions: tuple[str, ...]
    topic: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class BriefRevised:
    """How it reads from now on, what was left as it is included."""

    brief_id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class BriefReviewed:
    """The office found it fit to be issued (审核)."""

    brief_id: str
    opinion: str | None


@dataclass(frozen=True, slots=True)
class BriefReturned:
    brief_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class BriefResubmitted:
    brief_id: str


@dataclass(frozen=True, slots=True)
class BriefIssued:
    """Signed for issue (签发)."""

    brief_id: str
    document_number: str


@dataclass(frozen=True, slots=True)
class BriefSent:
    """To one recipient, and by that to the level of its division (报送)."""

    brief_id: str
    organisation: str
    division: str
    level: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class BriefRead:
    brief_id: str
    organisation: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class BriefNoted:
    """A body took note of it, below a written instruction. `read_by` is when it had been read at the latest."""

    brief_id: str
    organisation: str
    body: str
    form: str
    date: Date
    received_at: Date
    read_by: datetime


@dataclass(frozen=True, slots=True)
class BriefAdopted:
    """采用; `text` says where or how."""

    brief_id: str
    organisation: str
    text: str | None
    received_at: Date
    read_by: datetime


@dataclass(frozen=True, slots=True)
class BriefInstructed:
    """A leader's written instruction (批示)."""

    brief_id: str
    organisation: str
    who: str
    office: str
    date: Date
    text: str
    received_at: Date
    read_by: datetime


@dataclass(frozen=True, slots=True)
class BriefNotUsed:
    brief_id: str
    organisation: str
    reason: str
    received_at: Date
    read_by: datetime


@dataclass(frozen=True, slots=True)
class BriefConverted:
    """It became a proposal (转提案)."""

    brief_id: str
    proposal: str


@dataclass(frozen=True, slots=True)
class BriefWithdrawn:
    brief_id: str
    reason: str


BriefEvent: TypeAlias = (
    BriefDrafted
    | BriefRevised
    | BriefReviewed
    | BriefReturned
    | BriefResubmitted
    | BriefIssued
    | BriefSent
    | BriefRead
    | BriefNoted
    | BriefAdopted
    | BriefInstructed
    | BriefNotUsed
    | BriefConverted
    | BriefWithdrawn
    | BriefSuccessionEvent
)
