"""Planning, preparing and holding a meeting. The minutes are in `minutes.py`, the fold of the stream in `evolve.py`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.meetings.attendance.state import AWAITED
from services.meetings.attendance.state import State as AttendanceState
from services.meetings.meeting.commands import (
    ArchiveMeeting,
    CancelMeeting,
    ConfirmReady,
    EndMeeting,
    ForceReady,
    OpenMeeting,
    PlanMeeting,
    PostponeMeeting,
    RescheduleMeeting,
    ResumeMeeting,
    ScheduleMeeting,
    SendNotices,
    SuspendMeeting,
)
from services.meetings.meeting.events import (
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
)
from services.meetings.meeting.state import Meeting, State
from services.meetings.reactions import KnownTopic
from services.meetings.rules import (
    EndsBeforeItStarts,
    GroupNotInvited,
    HostOrRecorderMissing,
    HostOrRecorderNotThere,
    NoticeTooShort,
    RoundIsNotOpen,
    RuleBroken,
    StartsInThePast,
)

ARCHIVED_AFTER = timedelta(days=30)
DUTIES_NEEDED = {"host", "recorder"}


@dataclass(frozen=True)
class Period:
    """The end of a policy's working days from now, citing the policy; provisional while no calendar is published."""

    until: datetime
    policy: str
    provisional: bool


@dataclass(frozen=True)
class Facts:
    """`topic` for planning, `period` for sending notices and circulating minutes."""

    now: datetime
    topic: KnownTopic | None = None
    period: Period | None = None


def plan_meeting(meeting: None, command: PlanMeeting, facts: Facts) -> list[MeetingEvent]:
    assert facts.topic is not None
    if command.round != facts.topic.round_to_plan:
        raise RoundIsNotOpen(_what_may_be_planned(facts.topic))
    return [
        MeetingPlanned(
            command.meeting_id,
            command.topic,
            command.round,
            command.form,
            command.mode,
            command.venue,
            command.place,
            command.groups,
            facts.topic.division,
            facts.topic.organisation,
            facts.topic.title,
        )
    ]


def _what_may_be_planned(topic: KnownTopic) -> str:
    if topic.round_to_plan is None:
        return (
            "议题现不在会前调研或协商中：公示期满后、结束协商前方可安排会议 "
            "The topic is neither in preparing nor in consulting: meetings are planned after its notice and before its end"
        )
    return f"现可安排第 {topic.round_to_plan} 轮 Round {topic.round_to_plan} can be planned now"


def schedule_meeting(meeting: Meeting, command: ScheduleMeeting, facts: Facts) -> list[MeetingEvent]:
    _times_must_make_sense(command, facts)
    return [
        MeetingScheduled(
            command.meeting_id, meeting.topic_id, command.starts_at, command.ends_at, command.place, command.agenda
        )
    ]


def send_notices(meeting: Meeting, command: SendNotices, facts: Facts) -> list[MeetingEvent]:
    assert facts.period is not None
    recipients = tuple(one.participant_id for one in meeting.participants.values() if one.expected)
    return [
        MeetingNoticesSent(
            command.meeting_id,
            meeting.topic_id,
            command.text,
            recipients,
            facts.now,
            facts.period.until,
            facts.period.policy,
            facts.period.provisional,
        )
    ]


def confirm_ready(meeting: Meeting, command: ConfirmReady, facts: Facts) -> list[MeetingEvent]:
    missing = what_is_missing(meeting)
    if missing:
        raise missing[0]
    return [MeetingReady(command.meeting_id, meeting.topic_id)]


def force_ready(meeting: Meeting, command: ForceReady, facts: Facts) -> list[MeetingEvent]:
    return [MeetingForcedReady(command.meeting_id, meeting.topic_id, command.reason)]


def open_meeting(meeting: Meeting, command: OpenMeeting, facts: Facts) -> list[MeetingEvent]:
    present = (one for one in meeting.participants.values() if one.state is AttendanceState.CHECKED_IN)
    if not {one.duty for one in present} >= DUTIES_NEEDED:
        raise HostOrRecorderNotThere
    return [MeetingOpened(command.meeting_id, meeting.topic_id)]


def suspend_meeting(meeting: Meeting, command: SuspendMeeting, facts: Facts) -> list[MeetingEvent]:
    return [MeetingSuspended(command.meeting_id, meeting.topic_id, command.reason)]


def resume_meeting(meeting: Meeting, command: ResumeMeeting, facts: Facts) -> list[MeetingEvent]:
    return [MeetingResumed(command.meeting_id, meeting.topic_id)]


def end_meeting(meeting: Meeting, command: EndMeeting, facts: Facts) -> list[MeetingEvent]:
    awaited = tuple(one.participant_id for one in meeting.participants.values() if one.state in AWAITED)
    return [MeetingEnded(command.meeting_id, meeting.topic_id, command.summary, awaited)]


def postpone_meeting(meeting: Meeting, command: PostponeMeeting, facts: Facts) -> list[MeetingEvent]:
    return [MeetingPostponed(command.meeting_id, meeting.topic_id, command.reason)]


def reschedule_meeting(meeting: Meeting, command: RescheduleMeeting, facts: Facts) -> list[MeetingEvent]:
    _times_must_make_sense(command, facts)
    return [MeetingRescheduled(command.meeting_id, meeting.topic_id, command.starts_at, command.ends_at, command.place)]


def cancel_meeting(meeting: Meeting, command: CancelMeeting, facts: Facts) -> list[MeetingEvent]:
    return [MeetingCancelled(command.meeting_id, meeting.topic_id, command.reason)]


def what_is_missing(meeting: Meeting) -> list[RuleBroken]:
    """Why the meeting is not ready, judged from its state alone; empty when it is."""
    expected = [one for one in meeting.participants.values() if one.expected]
    # Someone invited who then declined still stands for a group that was invited; its absence is explained later.
    asked = {
        one.group
        for one in meeting.participants.values()
        if one.has_voice and one.state is not AttendanceState.UNINVITED
    }
    missing: list[RuleBroken] = []
    if meeting.starts_at is None or meeting.lead_time_until is None or meeting.starts_at < meeting.lead_time_until:
        missing.append(NoticeTooShort())
    if not {one.duty for one in expected} >= DUTIES_NEEDED:
        missing.append(HostOrRecorderMissing())
    if uninvited := [group for group in meeting.groups if group not in asked]:
        missing.append(GroupNotInvited("、".join(uninvited)))
    return missing


def _times_must_make_sense(command: ScheduleMeeting | RescheduleMeeting, facts: Facts) -> None:
    if command.ends_at <= command.starts_at:
        raise EndsBeforeItStarts
    if command.starts_at < facts.now:
        raise StartsInThePast


def due(meeting: Meeting) -> list[tuple[datetime, ConfirmReady | ArchiveMeeting]]:
    """A meeting with nothing missing is ready when it starts; a public one is archived after 30 days."""
    if meeting.state is State.NOTIFIED and meeting.starts_at is not None and not what_is_missing(meeting):
        return [(meeting.starts_at, ConfirmReady(meeting.meeting_id))]
    if meeting.state is State.PUBLISHED and meeting.published_at is not None:
        return [(meeting.published_at + ARCHIVED_AFTER, ArchiveMeeting(meeting.meeting_id))]
    return []
