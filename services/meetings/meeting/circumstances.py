"""The circumstances of a command: where a meeting stands, what else matters."""

from datetime import UTC

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.meetings.copies import KnownTopic
from services.meetings.meeting.commands import (
    CirculateMinutes,
    PlanMeeting,
    PublishMinutes,
    ReleaseMinutes,
    SendNotices,
)
from services.meetings.meeting.domain import (
    Facts,
    Period,
)
from services.meetings.meeting.state import Meeting


def place(meeting: Meeting, meeting_id: str) -> Place:
    return Place(division=meeting.division, council=meeting.organisation, attendees=meeting.attendees)


def place_of_new(lookups: Lookups, meeting: None, command: PlanMeeting) -> Place:
    """A meeting stands where its topic does."""
    topic = lookups.needed_copy(KnownTopic, "topic", command.topic)
    return Place(division=topic.division, council=topic.organisation)


def facts(lookups: Lookups, meeting: Meeting | None, command: object) -> Facts:
    match command:
        case PlanMeeting():
            return Facts(lookups.now, topic=lookups.needed_copy(KnownTopic, "topic", command.topic))
        case SendNotices():
            return Facts(lookups.now, period=_period(lookups, "meeting_notice"))
        case CirculateMinutes():
            return Facts(lookups.now, period=_period(lookups, "minutes_review"))
        case PublishMinutes() | ReleaseMinutes():
            # Their time in public begins when it is entered.
            return Facts(lookups.recorded_at)
        case _:
            return Facts(lookups.now)


def _period(lookups: Lookups, code: str) -> Period:
    policy = lookups.policy(code)
    until, provisional = lookups.workdays_after(lookups.recorded_at, policy.days)
    return Period(until.astimezone(UTC), policy.cited, provisional)
