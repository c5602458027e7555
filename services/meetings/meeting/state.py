"""A meeting with all that its stream holds (participants, consensus items, pre-work, minutes, other parts) and its fold."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.meetings.attendance.events import AttendanceEvent
from services.meetings.attendance.roll import Guests, Roll, moved, noticed
from services.meetings.attendance.state import AWAITED, Participant, evolve_participant
from services.meetings.consensus_item.events import ConsensusItemEvent
from services.meetings.consensus_item.state import ConsensusItem, evolve_item
from services.meetings.meeting import events as happened
from services.meetings.meeting import reckoning_events as reckoned
from services.meetings.meeting.events import AgendaItem, MeetingEvent, MeetingPlanned
from services.meetings.meeting.parts import PartEvent, Parts, with_part
from services.meetings.pre_work.events import PreWorkEvent
from services.meetings.pre_work.state import PreWork, evolve_pre_work


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
    State.PLANNED: "拟定", State.SCHEDULED: "已定期", State.NOTIFIED: "已通知", State.READY: "筹备完成",
    State.IN_SESSION: "会议中", State.SUSPENDED: "休会", State.ENDED: "已散会", State.MINUTES_DRAFT: "纪要起草",
    State.MINUTES_REVIEW: "纪要核对", State.MINUTES_SIGNED: "纪要签发（锁定）", State.PUBLISHED: "已公开",
    State.RESTRICTED: "限内部", State.ARCHIVED: "已归档", State.POSTPONED: "延期", State.CANCELLED: "取消",
}  # fmt: skip


# What is entered after a break may have happened before it.
SITTING = (State.IN_SESSION, State.SUSPENDED)
CHECK_IN_OPEN = (State.READY, *SITTING)
NOT_BEGUN = (State.PLANNED, State.SCHEDULED, State.NOTIFIED, State.READY, State.POSTPONED)
BEFORE_THE_END = (State.PLANNED, State.SCHEDULED, State.NOTIFIED, State.POSTPONED, *CHECK_IN_OPEN)
# Minutes that were objected to are a draft again.
BEFORE_THE_CIRCULATION = (*CHECK_IN_OPEN, State.ENDED, State.MINUTES_DRAFT)
BEFORE_THE_SIGNATURE = (State.ENDED, State.MINUTES_DRAFT, State.MINUTES_REVIEW)
# What was said and done there is entered until the minutes circulate.
WHILE_IT_IS_TOLD = (*SITTING, State.ENDED, State.MINUTES_DRAFT)
AFTER_THE_OPENING = (
    *WHILE_IT_IS_TOLD, State.MINUTES_REVIEW, State.MINUTES_SIGNED, State.PUBLISHED, State.RESTRICTED
)  # fmt: skip
NestedEvent: TypeAlias = AttendanceEvent | ConsensusItemEvent | PreWorkEvent | PartEvent


@dataclass(frozen=True, slots=True)
class SentNotice:
    """A participant was sent the notice of the meeting."""

    participant: str
    noticed_at: datetime


@dataclass(frozen=True, slots=True)
class MinutesVersion:
    text: str
    drafted_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """Why there is one more version of the signed minutes: as many of the last versions as there are corrections."""

    corrected_at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Objection:
    person: str | None
    objected_at: datetime
    reason: str


@dataclass(frozen=True)
class Meeting:
    """`lead_times` says of each participant who was sent a notice when its days are over.

    `reason` is that of the last postponement, suspension, cancellation, forced readiness or restriction.
    """

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
    receipts: tuple[SentNotice, ...] = ()
    lead_times: Mapping[str, datetime] = field(default_factory=dict)
    reason: str | None = None
    summary: str | None = None
    minutes: tuple[MinutesVersion, ...] = ()
    review_until: datetime | None = None
    review_provisional: bool = False
    review_policy: str | None = None
    lead_time_policy: str | None = None
    confirmed_by: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()
    corrections: tuple[Correction, ...] = ()
    countersigned: tuple[str, ...] = ()
    published_at: datetime | None = None
    roll: Roll = field(default_factory=Roll)
    items: Mapping[str, ConsensusItem] = field(default_factory=dict)
    pre_work: Mapping[str, PreWork] = field(default_factory=dict)
    parts: Parts = field(default_factory=Parts)

    @property
    def participants(self) -> Guests:
        return self.roll.guests

    @property
    def attended(self) -> tuple[Participant, ...]:
        """Everyone who was ever checked in; a check-in that was withdrawn never was."""
        return tuple(one for one in self.participants.values() if one.attended)

    @property
    def attendees(self) -> tuple[str, ...]:
        """The accounts of those who were ever checked in."""
        return self.roll.attendees

    @property
    def attendee_codes(self) -> tuple[str, ...]:
        """The digests of their codes."""
        return self.roll.attendee_codes

    def attendee(self, person: str | None, code: str | None) -> Participant | None:
        """Who was checked in and is this person or has this code."""
        mine = (
            one
            for one in self.participants.values()
            if (person and one.person == person) or (code and one.code == code)
        )
        return next((one for one in mine if one.attended), None)

    @property
    def awaited(self) -> tuple[str, ...]:
        """Who has neither come nor declined."""
        return tuple(one.participant_id for one in self.participants.values() if one.state in AWAITED)

    @property
    def without_notice(self) -> tuple[str, ...]:
        """Who is awaited and was sent no notice of the time that holds."""
        return tuple(one for one in self.awaited if one not in self.lead_times)

    def only_observes(self, person: str | None) -> bool:
        """Whether the person is here as an observer and in no other way."""
        own = [one for one in self.participants.values() if one.expected and one.person and one.person == person]
        return bool(own) and not any(one.has_voice for one in own)


def evolve(meeting: Meeting | None, event: MeetingEvent | NestedEvent) -> Meeting:
    if isinstance(event, MeetingPlanned):
        return _planned(event)
    assert meeting is not None
    if isinstance(event, NestedEvent):
        return _with_part(meeting, event)
    match event:
        case happened.MeetingScheduled():
            return replace(_timed(meeting, event), agenda=event.agenda)
        case happened.MeetingRescheduled():
            return replace(_timed(meeting, event), receipts=(), lead_times={}, roll=noticed(meeting.roll, {}))
        case happened.MeetingNoticesSent():
            return _noticed(meeting, event)
        case reckoned.MeetingLeadTimesReckonedAgain(lead_times=lead_times):
            moved = {one: each.until for each in lead_times for one in each.participants}
            held = {**meeting.lead_times, **moved}
            return replace(meeting, lead_times=held, roll=noticed(meeting.roll, held))
        case reckoned.MinutesReviewReckonedAgain(review_until=until, provisional=provisional):
            return replace(meeting, review_until=until, review_provisional=provisional)
        case happened.MeetingReady():
            return replace(meeting, state=State.READY)
        case happened.MeetingForcedReady():
            return replace(meeting, state=State.READY, reason=event.reason)
        case happened.MeetingPostponed():
            return replace(meeting, state=State.POSTPONED, reason=event.reason)
        case happened.MeetingCancelled():
            return replace(meeting, state=State.CANCELLED, reason=event.reason)
        case happened.MeetingOpened() | happened.MeetingResumed():
            return replace(meeting, state=State.IN_SESSION)
        case happened.MeetingSuspended():
            return replace(meeting, state=State.SUSPENDED, reason=event.reason)
        case happened.MeetingEnded():
            return replace(meeting, state=State.ENDED, summary=event.summary)
        case happened.MinutesDrafted() | happened.MinutesRedrafted():
            version = MinutesVersion(event.text, event.drafted_at)
            return replace(meeting, state=State.MINUTES_DRAFT, minutes=(*meeting.minutes, version))
        case happened.MinutesCirculated():
            return _circulated(meeting, event)
        case happened.MinutesConfirmed():
            return replace(meeting, confirmed_by=(*meeting.confirmed_by, event.person or str(event.participant)))
        case happened.MinutesObjected():
            objection = Objection(event.person, event.objected_at, event.reason)
            return replace(meeting, state=State.MINUTES_DRAFT, objections=(*meeting.objections, objection))
        case happened.MinutesSigned():
            return replace(meeting, state=State.MINUTES_SIGNED, countersigned=event.countersigned)
        case happened.MinutesCorrected():
            return _corrected(meeting, event)
        case happened.MinutesPublished() | happened.MinutesReleased():
            return replace(meeting, state=State.PUBLISHED, published_at=event.published_at)
        case happened.MinutesRestricted():
            return replace(meeting, state=State.RESTRICTED, reason=event.reason)
        case happened.MeetingArchived():
            return replace(meeting, state=State.ARCHIVED)
        case happened.MeetingTakenOver():
            return replace(meeting, organisation=event.successor)
        case _:
            assert_never(event)


def _planned(event: MeetingPlanned) -> Meeting:
    told, where = (event.title, event.round, event.form, event.mode), (event.venue, event.place, event.groups)
    return Meeting(
        event.meeting_id, State.PLANNED, event.topic_id, *told, *where, event.division, event.organisation
    )  # fmt: skip


def _timed(meeting: Meeting, event: happened.MeetingScheduled | happened.MeetingRescheduled) -> Meeting:
    return replace(
        meeting,
        state=State.SCHEDULED,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place or meeting.place,
    )


def _noticed(meeting: Meeting, event: happened.MeetingNoticesSent) -> Meeting:
    """Notices that follow the first ones, to whoever was invited since, leave the meeting as ready as it is."""
    lead_times = {**meeting.lead_times, **dict.fromkeys(event.recipients, event.lead_time_until)}
    return replace(
        meeting,
        state=State.NOTIFIED if meeting.state is State.SCHEDULED else meeting.state,
        receipts=(*meeting.receipts, *(SentNotice(recipient, event.sent_at) for recipient in event.recipients)),
        lead_times=lead_times,
        lead_time_policy=event.policy,
        roll=noticed(meeting.roll, lead_times),
    )


def _circulated(meeting: Meeting, event: happened.MinutesCirculated) -> Meeting:
    return replace(
        meeting,
        state=State.MINUTES_REVIEW,
        review_until=event.review_until,
        review_provisional=event.provisional,
        review_policy=event.policy,
        confirmed_by=(),
    )


def _corrected(meeting: Meeting, event: happened.MinutesCorrected) -> Meeting:
    return replace(
        meeting,
        minutes=(*meeting.minutes, MinutesVersion(event.text, event.corrected_at)),
        corrections=(*meeting.corrections, Correction(event.corrected_at, event.reason)),
    )


def _with_part(meeting: Meeting, event: NestedEvent) -> Meeting:
    if isinstance(event, AttendanceEvent):
        now = evolve_participant(meeting.participants.get(event.participant_id), event)
        return replace(meeting, roll=moved(meeting.roll, now, meeting.lead_times))
    if isinstance(event, ConsensusItemEvent):
        item = evolve_item(meeting.items.get(event.item_id), event)
        return replace(meeting, items={**meeting.items, event.item_id: item})
    if isinstance(event, PartEvent):
        return replace(meeting, parts=with_part(meeting.parts, event))
    work = evolve_pre_work(meeting.pre_work.get(event.pre_work_id), event)
    return replace(meeting, pre_work={**meeting.pre_work, event.pre_work_id: work})
