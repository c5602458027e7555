"""A meeting with all that its stream holds: participants, consensus items, pre-work, minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.meetings.attendance.state import Participant
from services.meetings.consensus_item.state import ConsensusItem
from services.meetings.meeting.events import AgendaItem
from services.meetings.pre_work.state import PreWork


class State(StrEnum):
    PLANNED = "planned"
    SCHEDULED = "scheduled"
    NOTIFIED = "notified"
    READY = "ready"
    IN_SESSION = "in_session"
    SUSPENDED = "suspended"
    ENDED = "ended"
    MINUTES_DRAFT = "minutes_draft"
    MINUTES_REVIEW = "minutes_review"
    MINUTES_SIGNED = "minutes_signed"
    PUBLISHED = "published"
    RESTRICTED = "restricted"
    ARCHIVED = "archived"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


LABELS: dict[str, str] = {
    State.PLANNED: "拟定",
    State.SCHEDULED: "已定期",
    State.NOTIFIED: "已通知",
    State.READY: "筹备完成",
    State.IN_SESSION: "会议中",
    State.SUSPENDED: "休会",
    State.ENDED: "已散会",
    State.MINUTES_DRAFT: "纪要起草",
    State.MINUTES_REVIEW: "纪要核对",
    State.MINUTES_SIGNED: "纪要签发（锁定）",
    State.PUBLISHED: "已公开",
    State.RESTRICTED: "限内部",
    State.ARCHIVED: "已归档",
    State.POSTPONED: "延期",
    State.CANCELLED: "取消",
}


CHECK_IN_OPEN = (State.READY, State.IN_SESSION, State.SUSPENDED)
BEFORE_THE_END = (State.PLANNED, State.SCHEDULED, State.NOTIFIED, State.POSTPONED, *CHECK_IN_OPEN)
BEFORE_THE_SIGNATURE = (State.ENDED, State.MINUTES_DRAFT, State.MINUTES_REVIEW)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A participant was sent the notice of the meeting."""

    participant: str
    noticed_at: datetime


@dataclass(frozen=True, slots=True)
class MinutesVersion:
    text: str
    drafted_at: datetime


@dataclass(frozen=True, slots=True)
class Objection:
    person: str
    objected_at: datetime
    reason: str


@dataclass(frozen=True)
class Meeting:
    """`reason` is that of the last postponement, suspension, cancellation, forced readiness or restriction."""

    meeting_id: str
    state: State
    topic_id: str
    title: str
    round: int
    form: str
    mode: str
    venue: str | None
    place: str | None
    groups: tuple[str, ...]
    division: str
    organisation: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    agenda: tuple[AgendaItem, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    lead_time_until: datetime | None = None
    reason: str | None = None
    summary: str | None = None
    minutes: tuple[MinutesVersion, ...] = ()
    review_until: datetime | None = None
    confirmed_by: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()
    countersigned: tuple[str, ...] = ()
    published_at: datetime | None = None
    participants: Mapping[str, Participant] = field(default_factory=dict)
    items: Mapping[str, ConsensusItem] = field(default_factory=dict)
    pre_work: Mapping[str, PreWork] = field(default_factory=dict)

    @property
    def attended(self) -> tuple[Participant, ...]:
        """Everyone who was ever checked in."""
        return tuple(one for one in self.participants.values() if one.attended)

    @property
    def attendees(self) -> tuple[str, ...]:
        """The accounts of those who were ever checked in."""
        return tuple(one.person for one in self.attended if one.person)

    def only_observes(self, person: str | None) -> bool:
        """Whether the person is here as an observer and in no other way."""
        own = [one for one in self.participants.values() if one.expected and one.person and one.person == person]
        return bool(own) and not any(one.has_voice for one in own)
