"""The minutes (纪要): every version is kept, who was there confirms or objects, the chair's signature locks them."""

from services.meetings.attendance.state import State as AttendanceState
from services.meetings.meeting.commands import (
    ArchiveMeeting,
    CirculateMinutes,
    ConfirmMinutes,
    DraftMinutes,
    ObjectToMinutes,
    PublishMinutes,
    RedraftMinutes,
    ReleaseMinutes,
    RestrictMinutes,
    SignMinutes,
)
from services.meetings.meeting.domain import Facts
from services.meetings.meeting.events import (
    MeetingArchived,
    MeetingEvent,
    MinutesCirculated,
    MinutesConfirmed,
    MinutesDrafted,
    MinutesObjected,
    MinutesPublished,
    MinutesRedrafted,
    MinutesReleased,
    MinutesRestricted,
    MinutesSigned,
)
from services.meetings.meeting.state import Meeting
from services.meetings.rules import ConfirmedAlready, ReviewIsNotOver


def draft_minutes(meeting: Meeting, command: DraftMinutes, facts: Facts) -> list[MeetingEvent]:
    return [MinutesDrafted(command.meeting_id, meeting.topic_id, command.text, facts.now)]


def redraft_minutes(meeting: Meeting, command: RedraftMinutes, facts: Facts) -> list[MeetingEvent]:
    return [MinutesRedrafted(command.meeting_id, meeting.topic_id, command.text, facts.now)]


def circulate_minutes(meeting: Meeting, command: CirculateMinutes, facts: Facts) -> list[MeetingEvent]:
    assert facts.period is not None
    return [
        MinutesCirculated(
            command.meeting_id,
            meeting.topic_id,
            tuple(one.participant_id for one in meeting.attended),
            facts.period.until,
            facts.period.policy,
            facts.period.provisional,
        )
    ]


def confirm_minutes(meeting: Meeting, command: ConfirmMinutes, facts: Facts) -> list[MeetingEvent]:
    assert command.actor_person is not None
    if command.actor_person in meeting.confirmed_by:
        raise ConfirmedAlready
    return [MinutesConfirmed(command.meeting_id, meeting.topic_id, command.actor_person)]


def object_to_minutes(meeting: Meeting, command: ObjectToMinutes, facts: Facts) -> list[MeetingEvent]:
    assert command.actor_person is not None
    return [MinutesObjected(command.meeting_id, meeting.topic_id, command.actor_person, facts.now, command.reason)]


def sign_minutes(meeting: Meeting, command: SignMinutes, facts: Facts) -> list[MeetingEvent]:
    assert meeting.review_until is not None
    if facts.now < meeting.review_until and not _everyone_has_confirmed(meeting):
        raise ReviewIsNotOver
    late = (one for one in meeting.participants.values() if one.state is AttendanceState.RECORDED_LATE)
    return [MinutesSigned(command.meeting_id, meeting.topic_id, tuple(one.participant_id for one in late))]


def publish_minutes(meeting: Meeting, command: PublishMinutes, facts: Facts) -> list[MeetingEvent]:
    return [MinutesPublished(command.meeting_id, meeting.topic_id, facts.now)]


def restrict_minutes(meeting: Meeting, command: RestrictMinutes, facts: Facts) -> list[MeetingEvent]:
    return [MinutesRestricted(command.meeting_id, meeting.topic_id, command.reason)]


def release_minutes(meeting: Meeting, command: ReleaseMinutes, facts: Facts) -> list[MeetingEvent]:
    return [MinutesReleased(command.meeting_id, meeting.topic_id, facts.now)]


def archive_meeting(meeting: Meeting, command: ArchiveMeeting, facts: Facts) -> list[MeetingEvent]:
    return [MeetingArchived(command.meeting_id, meeting.topic_id)]


def _everyone_has_confirmed(meeting: Meeting) -> bool:
    """Only who has an account can confirm. Where nobody has one, the review period alone counts."""
    return bool(meeting.attendees) and set(meeting.attendees) <= set(meeting.confirmed_by)
