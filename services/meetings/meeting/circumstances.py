"""The circumstances of a command: where a meeting stands, what else matters."""

from datetime import UTC

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Reader
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
    Period,
)
from services.meetings.meeting.state import Meeting


def place(meeting: Meeting, meeting_id: str) -> Place:
    return Place(division=meeting.division, council=meeting.organisation, attendees=meeting.attendees)


def place_of_new(reader: Reader, meeting: None, command: PlanMeeting) -> Place:
    """A meeting stands where its topic does."""
    topic = reader.needed_copy(KnownTopic, "topic", command.topic)
    return Place(division=topic.division, council=topic.organisation)


def facts(reader: Reader, meeting: Meeting | None, command: object) -> Facts:
    match command:
        case PlanMeeting():
            return Facts(reader.now, topic=reader.needed_copy(KnownTopic, "topic", command.topic))
        case OpenMeeting():
            assert meeting is not None
            assert meeting.starts_at is not None
            return Facts(reader.now, before_its_day=day_in_china(reader.now) < day_in_china(meeting.starts_at))
        case SendNotices():
            return Facts(reader.now, period=_period(reader, "meeting_notice"))
        case CirculateMinutes():
            return Facts(reader.now, period=_period(reader, "minutes_review"))
        case PublishMinutes() | ReleaseMinutes():
            # Their time in public begins when it is entered.
            return Facts(reader.recorded_at)
        case _:
            return Facts(reader.now)


def _period(reader: Reader, code: str) -> Period:
    period = reader.ends(code, reader.recorded_at)
    return Period(period.ends_at.astimezone(UTC), period.policy, period.provisional)
