"""What can have happened to a meeting and its minutes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from services.meetings.meeting.reckoning_events import ReckoningEvent


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One point of the agenda: a talk, a site visit, a discussion, a report."""

    title: str
    kind: str | None = None
    minutes: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    """A meeting of one round of a topic was planned (拟定)."""

    meeting_id: str
    topic_id: str
    round: int
    form: str
    mode: str
    venue: str | None
    place: str | None
    groups: tuple[str, ...]
    division: str
    organisation: str
    title: str


@dataclass(frozen=True, slots=True)
class MeetingScheduled:
    """Time, place and agenda were fixed (定期)."""

    meeting_id: str
    topic_id: str
    starts_at: datetime
    ends_at: datetime
    place: str | None
    agenda: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True)
class MeetingNoticesSent:
    """The notices went out (通知), to each of the `recipients`; the lead time of the cited policy ends at its end."""

    meeting_id: str
    topic_id: str
    text: str | None
    recipients: tuple[str, ...]
    sent_at: datetime
    lead_time_until: datetime
    policy: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class MeetingReady:
    """Everything that a meeting needs is there (筹备完成)."""

    meeting_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class MeetingForcedReady:
    """The chair goes ahead although something is missing."""

    meeting_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingOpened:
    """The meeting is in session (开会)."""

    meeting_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class MeetingSuspended:
    """The meeting was interrupted (休会)."""

    meeting_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingResumed:
    """The meeting went on."""

    meeting_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class MeetingEnded:
    """The meeting is over (散会); `awaited` are the participants who had neither come nor declined, `present` who was there.

    Version 1 did not say who was there: nobody was let leave then.
    """

    meeting_id: str
    topic_id: str
    summary: str | None
    awaited: tuple[str, ...]
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPostponed:
    """The meeting will be at another time (延期)."""

    meeting_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingRescheduled:
    """The new time is fixed; the notices go out again."""

    meeting_id: str
    topic_id: str
    starts_at: datetime
    ends_at: datetime
    place: str | None


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """The meeting will not be (取消)."""

    meeting_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesDrafted:
    """The recorder wrote the minutes (纪要起草)."""

    meeting_id: str
    topic_id: str
    text: str
    drafted_at: datetime


@dataclass(frozen=True, slots=True)
class MinutesRedrafted:
    """The recorder wrote another version; the earlier ones are kept."""

    meeting_id: str
    topic_id: str
    text: str
    drafted_at: datetime


@dataclass(frozen=True, slots=True)
class MinutesCirculated:
    """The minutes went to everyone who was checked in (核对), until the end of the cited policy's days."""

    meeting_id: str
    topic_id: str
    recipients: tuple[str, ...]
    review_until: datetime
    policy: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class MinutesConfirmed:
    """Someone who was there found the minutes right: with an account, or as the participant whose code he has."""

    meeting_id: str
    topic_id: str
    person: str | None
    participant: str | None


@dataclass(frozen=True, slots=True)
class MinutesObjected:
    """Someone who was there found the minutes wrong; they go back to the recorder."""

    meeting_id: str
    topic_id: str
    person: str | None
    objected_at: datetime
    reason: str
    participant: str | None


@dataclass(frozen=True, slots=True)
class MinutesSigned:
    """The chair signed (签发): the minutes are locked, the attendances recorded late are countersigned."""

    meeting_id: str
    topic_id: str
    countersigned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MinutesCorrected:
    """The chair put another version beside the signed one (更正)."""

    meeting_id: str
    topic_id: str
    text: str
    reason: str
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class MinutesPublished:
    """Anyone may read the minutes (公开)."""

    meeting_id: str
    topic_id: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class MinutesRestricted:
    """The minutes stay inside (限内部)."""

    meeting_id: str
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesReleased:
    """Restricted minutes were made public after all."""

    meeting_id: str
    topic_id: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class MeetingArchived:
    """The file is closed (归档)."""

    meeting_id: str
    topic_id: str


@dataclass(frozen=True, slots=True)
class MeetingTakenOver:
    """Its topic belongs to another organisation now, and so does it."""

    meeting_id: str
    topic_id: str
    organisation: str
    successor: str


MeetingEvent: TypeAlias = (
    MeetingPlanned
    | MeetingScheduled
    | MeetingNoticesSent
    | MeetingReady
    | MeetingForcedReady
    | MeetingPostponed
    | MeetingRescheduled
    | MeetingCancelled
    | MeetingOpened
    | MeetingSuspended
    | MeetingResumed
    | MeetingEnded
    | MinutesDrafted
    | MinutesRedrafted
    | MinutesCirculated
    | MinutesConfirmed
    | MinutesObjected
    | MinutesSigned
    | MinutesCorrected
    | MinutesPublished
    | MinutesRestricted
    | MinutesReleased
    | MeetingArchived
    | MeetingTakenOver
    | ReckoningEvent
)
