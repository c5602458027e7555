"""The fold of a meeting's stream: its own events and those of what is nested in it."""

from dataclasses import replace
from typing import TypeAlias, assert_never

from services.meetings.attendance.domain import evolve_participant
from services.meetings.attendance.events import AttendanceEvent
from services.meetings.consensus_item.domain import evolve_item
from services.meetings.consensus_item.events import ConsensusItemEvent
from services.meetings.meeting.events import (
    MeetingArchived,
    MeetingCancelled,
    MeetingEnded,
    MeetingEvent,
    MeetingForcedReady,
    MeetingNoticesSent,
    MeetingOpened,
    MeetingPlanned,
    MeetingPostponed,
    MeetingReady,
    MeetingRescheduled,
    MeetingResumed,
    MeetingScheduled,
    MeetingSuspended,
    MinutesCirculated,
    MinutesConfirmed,
    MinutesDrafted,
    MinutesEvent,
    MinutesObjected,
    MinutesPublished,
    MinutesRedrafted,
    MinutesReleased,
    MinutesRestricted,
    MinutesSigned,
    PreparationEvent,
    SessionEvent,
)
from services.meetings.meeting.state import Meeting, MinutesVersion, Objection, Receipt, State
from services.meetings.pre_work.domain import evolve_pre_work
from services.meetings.pre_work.events import PreWorkEvent

NestedEvent: TypeAlias = AttendanceEvent | ConsensusItemEvent | PreWorkEvent


def evolve(meeting: Meeting | None, event: MeetingEvent | NestedEvent) -> Meeting:
    if isinstance(event, MeetingPlanned):
        return _planned(event)
    assert meeting is not None
    if isinstance(event, PreparationEvent):
        return _prepared(meeting, event)
    if isinstance(event, SessionEvent):
        return _held(meeting, event)
    if isinstance(event, MinutesEvent):
        return _recorded(meeting, event)
    return _with_part(meeting, event)


def _planned(event: MeetingPlanned) -> Meeting:
    return Meeting(
        meeting_id=event.meeting_id,
        state=State.PLANNED,
        topic_id=event.topic_id,
        title=event.title,
        round=event.round,
        form=event.form,
        mode=event.mode,
        venue=event.venue,
        place=event.place,
        groups=event.groups,
        division=event.division,
        organisation=event.organisation,
    )


def _prepared(meeting: Meeting, event: PreparationEvent) -> Meeting:
    match event:
        case MeetingScheduled():
            return replace(_timed(meeting, event), agenda=event.agenda)
        case MeetingRescheduled():
            return replace(_timed(meeting, event), receipts=(), lead_time_until=None)
        case MeetingNoticesSent():
            receipts = tuple(Receipt(recipient, event.sent_at) for recipient in event.recipients)
            return replace(meeting, state=State.NOTIFIED, receipts=receipts, lead_time_until=event.lead_time_until)
        case MeetingReady():
            return replace(meeting, state=State.READY)
        case MeetingForcedReady():
            return replace(meeting, state=State.READY, reason=event.reason)
        case MeetingPostponed():
            return replace(meeting, state=State.POSTPONED, reason=event.reason)
        case MeetingCancelled():
            return replace(meeting, state=State.CANCELLED, reason=event.reason)
        case _:
            assert_never(event)


def _timed(meeting: Meeting, event: MeetingScheduled | MeetingRescheduled) -> Meeting:
    return replace(
        meeting,
        state=State.SCHEDULED,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place or meeting.place,
    )


def _held(meeting: Meeting, event: SessionEvent) -> Meeting:
    match event:
        case MeetingOpened() | MeetingResumed():
            return replace(meeting, state=State.IN_SESSION)
        case MeetingSuspended():
            return replace(meeting, state=State.SUSPENDED, reason=event.reason)
        case MeetingEnded():
            return replace(meeting, state=State.ENDED, summary=event.summary)
        case _:
            assert_never(event)


def _recorded(meeting: Meeting, event: MinutesEvent) -> Meeting:
    match event:
        case MinutesDrafted() | MinutesRedrafted():
            version = MinutesVersion(event.text, event.drafted_at)
            return replace(meeting, state=State.MINUTES_DRAFT, minutes=(*meeting.minutes, version))
        case MinutesCirculated():
            return replace(meeting, state=State.MINUTES_REVIEW, review_until=event.review_until, confirmed_by=())
        case MinutesConfirmed():
            return replace(meeting, confirmed_by=(*meeting.confirmed_by, event.person))
        case MinutesObjected():
            objection = Objection(event.person, event.objected_at, event.reason)
            return replace(meeting, state=State.MINUTES_DRAFT, objections=(*meeting.objections, objection))
        case MinutesSigned():
            return replace(meeting, state=State.MINUTES_SIGNED, countersigned=event.countersigned)
        case MinutesPublished() | MinutesReleased():
            return replace(meeting, state=State.PUBLISHED, published_at=event.published_at)
        case MinutesRestricted():
            return replace(meeting, state=State.RESTRICTED, reason=event.reason)
        case MeetingArchived():
            return replace(meeting, state=State.ARCHIVED)
        case _:
            assert_never(event)


def _with_part(meeting: Meeting, event: NestedEvent) -> Meeting:
    if isinstance(event, AttendanceEvent):
        participant = evolve_participant(meeting.participants.get(event.participant_id), event)
        return replace(meeting, participants={**meeting.participants, event.participant_id: participant})
    if isinstance(event, ConsensusItemEvent):
        item = evolve_item(meeting.items.get(event.item_id), event)
        return replace(meeting, items={**meeting.items, event.item_id: item})
    work = evolve_pre_work(meeting.pre_work.get(event.pre_work_id), event)
    return replace(meeting, pre_work={**meeting.pre_work, event.pre_work_id: work})
