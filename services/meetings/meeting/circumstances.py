"""The circumstances of a command: where a meeting stands, what else matters."""

from datetime import UTC, datetime

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.policy import Period
from infra.kernel.lookups.named import venue_around
from services.meetings.copies import KnownTopic
from services.meetings.meeting.commands import (
    CirculateMinutes,
    OpenMeeting,
    PlanMeeting,
    PublishMinutes,
    ReckonMeetingAgain,
    ReleaseMinutes,
    SendNotices,
)
from services.meetings.meeting.domain import (
    Facts,
    TimeLimit,
)
from services.meetings.meeting.events import MeetingNoticesSent, MinutesCirculated
from services.meetings.meeting.state import Meeting


def place(meeting: Meeting, meeting_id: str) -> Place:
    return Place(
        division=meeting.division,
        council=meeting.organisation,
        attendees=meeting.attendees,
        attendee_codes=meeting.attendee_codes,
    )


def place_of_new(lookups: Lookups, meeting: None, command: PlanMeeting) -> Place:
    """A meeting stands where its topic does."""
    topic = lookups.needed_copy(KnownTopic, "topic", command.topic)
    return Place(division=topic.division, council=topic.organisation)


def facts(lookups: Lookups, meeting: Meeting | None, command: object) -> Facts:
    match command:
        case PlanMeeting():
            topic = lookups.needed_copy(KnownTopic, "topic", command.topic)
            if command.venue is not None:
                venue_around(lookups, "venue", command.venue, topic.division)
            return Facts(lookups.now, topic=topic)
        case OpenMeeting():
            assert meeting is not None
            assert meeting.starts_at is not None
            return Facts(
                lookups.now,
                topic=lookups.needed_copy(KnownTopic, "topic", meeting.topic_id),
                before_its_day=day_in_china(lookups.now) < day_in_china(meeting.starts_at),
            )
        case SendNotices():
            return Facts(lookups.now, period=_period(lookups, "meeting_notice"))
        case CirculateMinutes():
            return Facts(lookups.now, period=_period(lookups, "minutes_review"))
        case ReckonMeetingAgain():
            assert meeting is not None
            return Facts(lookups.now, period=_review_again(lookups, meeting), lead_times=_lead_times(lookups, meeting))
        case PublishMinutes() | ReleaseMinutes():
            # Their time in public begins when it is entered.
            return Facts(lookups.recorded_at)
        case _:
            return Facts(lookups.now)


def _period(lookups: Lookups, code: str) -> TimeLimit:
    period = lookups.ends(code, lookups.recorded_at)
    return TimeLimit(period.ends_at.astimezone(UTC), period.policy, period.provisional)


def _review_again(lookups: Lookups, meeting: Meeting) -> TimeLimit | None:
    """By the calendar that holds now; what was promised is not over before today is."""
    circulated = lookups.entered(f"meeting-{meeting.meeting_id}", MinutesCirculated)
    if meeting.review_until is None or meeting.review_policy is None:
        return None
    period = lookups.ends_by(meeting.review_policy, max(circulated.values()))
    return _again(lookups, period, meeting.review_until) if period else None


def _lead_times(lookups: Lookups, meeting: Meeting) -> tuple[tuple[datetime, TimeLimit], ...]:
    """Of the notices that hold, whenever they were sent."""
    if meeting.lead_time_policy is None:
        return ()
    sent = lookups.entered(f"meeting-{meeting.meeting_id}", MeetingNoticesSent)
    found = []
    for sent_at in dict.fromkeys(one.noticed_at for one in meeting.receipts if one.participant in meeting.lead_times):
        period = lookups.ends_by(meeting.lead_time_policy, sent[sent_at]) if sent_at in sent else None
        former = next(meeting.lead_times[one.participant] for one in meeting.receipts if one.noticed_at == sent_at)
        if period is not None:
            found.append((sent_at, _again(lookups, period, former)))
    return tuple(found)


def _again(lookups: Lookups, period: Period, former: datetime) -> TimeLimit:
    today = end_of_day(day_in_china(lookups.recorded_at))
    until = max(period.ends_at, min(today, former))
    return TimeLimit(until.astimezone(UTC), period.policy, period.provisional)
