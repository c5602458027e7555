"""The circumstances of a command: where a meeting stands, what else matters."""

from datetime import UTC

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.copies import KnownTopic
from services.meetings.meeting.commands import (
    CirculateMinutes,
    OpenMeeting,
    PlanMeeting,
    PublishMinutes,
    ReleaseMinutes,
    SendNotices,
)
from services.meetings.meeting.domain import (
    Facts,
    TimeLimit,
)
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
            return Facts(lookups.now, topic=lookups.needed_copy(KnownTopic, "topic", command.topic))
        case OpenMeeting():
            assert meeting is not None
            assert meeting.starts_at is not None
            return Facts(lookups.now, before_its_day=day_in_china(lookups.now) < day_in_china(meeting.starts_at))
        case SendNotices():
            return Facts(lookups.now, period=_period(lookups, "meeting_notice"))
        case CirculateMinutes():
            return Facts(lookups.now, period=_period(lookups, "minutes_review"))
        case PublishMinutes() | ReleaseMinutes():
            # Their time in public begins when it is entered.
            return Facts(lookups.recorded_at)
        case _:
            return Facts(lookups.now)


def _period(lookups: Lookups, code: str) -> TimeLimit:
    period = lookups.ends(code, lookups.recorded_at)
    return TimeLimit(period.ends_at.astimezone(UTC), period.policy, period.provisional)
