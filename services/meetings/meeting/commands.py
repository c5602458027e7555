"""What can be asked of a meeting and its minutes."""

from dataclasses import dataclass
from datetime import datetime

from services.meetings.meeting.events import AgendaItem


@dataclass(frozen=True, slots=True)
class ReckonMeetingAgain:
    """The lead times of its notices, or the review of its minutes, whichever are open."""

    meeting_id: str
    calendar: str


@dataclass(frozen=True, slots=True)
class PlanMeeting:
    meeting_id: str
    topic: str
    round: int
    form: str
    mode: str
    venue: str | None = None
    place: str | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleMeeting:
    meeting_id: str
    starts_at: datetime
    ends_at: datetime
    place: str | None = None
    agenda: tuple[AgendaItem, ...] = ()


@dataclass(frozen=True, slots=True)
class SendNotices:
    meeting_id: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ConfirmReady:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class ForceReady:
    meeting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class SuspendMeeting:
    meeting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResumeMeeting:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class EndMeeting:
    meeting_id: str
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class PostponeMeeting:
    meeting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RescheduleMeeting:
    meeting_id: str
    starts_at: datetime
    ends_at: datetime
    place: str | None = None


@dataclass(frozen=True, slots=True)
class CancelMeeting:
    meeting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DraftMinutes:
    meeting_id: str
    text: str


@dataclass(frozen=True, slots=True)
class RedraftMinutes:
    meeting_id: str
    text: str


@dataclass(frozen=True, slots=True)
class CirculateMinutes:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class ConfirmMinutes:
    meeting_id: str
    actor_person: str | None = None
    actor_participant: str | None = None


@dataclass(frozen=True, slots=True)
class ObjectToMinutes:
    meeting_id: str
    reason: str
    actor_person: str | None = None
    actor_participant: str | None = None


@dataclass(frozen=True, slots=True)
class SignMinutes:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class CorrectMinutes:
    meeting_id: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class PublishMinutes:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class RestrictMinutes:
    meeting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseMinutes:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class ArchiveMeeting:
    meeting_id: str


@dataclass(frozen=True, slots=True)
class TakeOverMeeting:
    meeting_id: str
    organisation: str
    successor: str
