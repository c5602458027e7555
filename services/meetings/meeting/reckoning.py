"""What changes of the open dates of a meeting when the notice of a year comes."""

from datetime import datetime

from services.meetings.meeting.commands import ReckonMeetingAgain
from services.meetings.meeting.domain import Facts
from services.meetings.meeting.events import MeetingEvent
from services.meetings.meeting.reckoning_events import (
    LeadTime,
    MeetingLeadTimesReckonedAgain,
    MinutesReviewReckonedAgain,
)
from services.meetings.meeting.state import Meeting
from services.meetings.rules import NothingToReckon


def reckon_lead_times_again(meeting: Meeting, command: ReckonMeetingAgain, facts: Facts) -> list[MeetingEvent]:
    """Notices that were sent together have one lead time. Both times stay on record."""
    lead_times = tuple(
        LeadTime(_sent_together(meeting, sent_at), again.until, former)
        for sent_at, again in facts.lead_times
        if (former := _lead_time(meeting, sent_at)) is not None and former != again.until
    )
    if not lead_times:
        raise NothingToReckon
    *_, (_sent_at, last) = facts.lead_times
    return [
        MeetingLeadTimesReckonedAgain(
            command.meeting_id, meeting.topic_id, lead_times, last.policy, last.provisional, command.calendar
        )
    ]


def reckon_review_again(meeting: Meeting, command: ReckonMeetingAgain, facts: Facts) -> list[MeetingEvent]:
    again = facts.period
    assert meeting.review_until is not None
    if again is None or (again.until, again.provisional) == (meeting.review_until, meeting.review_provisional):
        raise NothingToReckon
    return [
        MinutesReviewReckonedAgain(
            command.meeting_id,
            meeting.topic_id,
            again.until,
            again.policy,
            again.provisional,
            meeting.review_until,
            command.calendar,
        )
    ]


def _sent_together(meeting: Meeting, sent_at: datetime) -> tuple[str, ...]:
    return tuple(
        one.participant
        for one in meeting.receipts
        if one.noticed_at == sent_at and one.participant in meeting.lead_times
    )


def _lead_time(meeting: Meeting, sent_at: datetime) -> datetime | None:
    return next((meeting.lead_times[one] for one in _sent_together(meeting, sent_at)), None)
