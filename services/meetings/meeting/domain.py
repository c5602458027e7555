"""What is allowed with a meeting and its minutes (纪要), what follows, what falls due: every version of the minutes is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.meetings.attendance.domain import every_check_in_withdrawn
from services.meetings.attendance.events import CheckInWithdrawn, InvitationRenewed
from services.meetings.attendance.state import Participant
from services.meetings.attendance.state import State as AttendanceState
from services.meetings.consensus_item.state import OPEN
from services.meetings.copies import KnownTopic
from services.meetings.meeting.commands import (
    ArchiveMeeting,
    CirculateMinutes,
    ConfirmMinutes,
    ConfirmReady,
    EndMeeting,
    ObjectToMinutes,
    OpenMeeting,
    PlanMeeting,
    PostponeMeeting,
    RescheduleMeeting,
    ScheduleMeeting,
    SendNotices,
    SignMinutes,
    TakeOverMeeting,
)
from services.meetings.meeting.events import (
    MeetingEnded,
    MeetingEvent,
    MeetingNoticesSent,
    MeetingOpened,
    MeetingPlanned,
    MeetingPostponed,
    MeetingReady,
    MeetingRescheduled,
    MeetingScheduled,
    MeetingTakenOver,
    MinutesCirculated,
    MinutesConfirmed,
    MinutesObjected,
    MinutesSigned,
)
from services.meetings.meeting.state import Meeting, State
from services.meetings.rules import (
    ConfirmedAlready,
    EndsBeforeItStarts,
    EverybodyHasANotice,
    GroupNotInvited,
    HostOrRecorderMissing,
    HostOrRecorderNotThere,
    ItemsAreStillOpen,
    MeetingsRuleBroken,
    NoLongerItsCouncil,
    NoticeNotSent,
    NoticeTooShort,
    OpensBeforeItsDay,
    OpensInItsOpenRound,
    ReviewIsNotOver,
    RoundIsNotOpen,
    StartsInThePast,
)

DUTIES_NEEDED = {"host", "recorder"}
ARCHIVED_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class TimeLimit:
    """The end of a policy's working days from now, citing the policy; provisional while no calendar is published."""

    until: datetime
    policy: str
    provisional: bool


@dataclass(frozen=True)
class Facts:
    """`topic` for planning, `period` for sending notices and circulating minutes, `before_its_day` for opening.

    `lead_times`: when notices were sent, and until when whoever got them has time by the calendar that holds now.
    """

    now: datetime
    topic: KnownTopic | None = None
    period: TimeLimit | None = None
    before_its_day: bool = False
    lead_times: tuple[tuple[datetime, TimeLimit], ...] = ()


def plan_meeting(meeting: None, command: PlanMeeting, facts: Facts) -> list[MeetingEvent]:
    assert facts.topic is not None
    if command.round not in facts.topic.rounds_to_plan:
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
            tuple(dict.fromkeys(command.groups)),
            facts.topic.division,
            facts.topic.organisation,
            facts.topic.title,
        )
    ]


def _what_may_be_planned(topic: KnownTopic) -> str:
    if not topic.rounds_to_plan:
        return (
            "议题现不在会前调研或协商中：公示期满后、结束协商前方可安排会议 "
            "The topic is neither in preparing nor in consulting: meetings are planned after its notice and before its end"
        )
    rounds = [str(one) for one in topic.rounds_to_plan]
    return f"现可安排第 {'、'.join(rounds)} 轮 Round {' or '.join(rounds)} can be planned now"


def schedule_meeting(meeting: Meeting, command: ScheduleMeeting, facts: Facts) -> list[MeetingEvent]:
    _times_must_make_sense(command, facts)
    return [
        MeetingScheduled(
            command.meeting_id, meeting.topic_id, command.starts_at, command.ends_at, command.place, command.agenda
        )
    ]


def send_notices(meeting: Meeting, command: SendNotices, facts: Facts) -> list[MeetingEvent]:
    assert facts.period is not None
    return [
        MeetingNoticesSent(
            command.meeting_id,
            meeting.topic_id,
            command.text,
            meeting.without_notice,
            facts.now,
            facts.period.until,
            facts.period.policy,
            facts.period.provisional,
        )
    ]


def send_further_notices(meeting: Meeting, command: SendNotices, facts: Facts) -> list[MeetingEvent]:
    if not meeting.roll.unnoticed:
        raise EverybodyHasANotice
    return send_notices(meeting, command, facts)


def what_is_missing(meeting: Meeting) -> list[MeetingsRuleBroken]:
    """Why the meeting is not ready, judged from its state alone; empty when it is."""
    missing: list[MeetingsRuleBroken] = []
    if meeting.roll.unnoticed:
        missing.append(NoticeNotSent())
    if meeting.starts_at is None or any(meeting.starts_at < until for until in meeting.roll.leads):
        missing.append(NoticeTooShort())
    if not meeting.roll.duties.keys() >= DUTIES_NEEDED:
        missing.append(HostOrRecorderMissing())
    if uninvited := [group for group in meeting.groups if group not in meeting.roll.asked]:
        missing.append(GroupNotInvited("、".join(uninvited)))
    return missing


def confirm_ready(meeting: Meeting, command: ConfirmReady, facts: Facts) -> list[MeetingEvent]:
    missing = what_is_missing(meeting)
    if missing:
        raise missing[0]
    return [MeetingReady(command.meeting_id, meeting.topic_id)]


def open_meeting(meeting: Meeting, command: OpenMeeting, facts: Facts) -> list[MeetingEvent]:
    assert facts.topic is not None
    if facts.topic.open_round != meeting.round:
        raise OpensInItsOpenRound(str(meeting.round))
    if facts.before_its_day:
        raise OpensBeforeItsDay
    if missing := missing_to_open(meeting):
        raise missing[0]
    return [MeetingOpened(command.meeting_id, meeting.topic_id)]


def missing_to_open(meeting: Meeting) -> list[MeetingsRuleBroken]:
    """Who must be there first, judged from its state alone."""
    there = {one.duty for one in _present(meeting)}
    return [] if there >= DUTIES_NEEDED else [HostOrRecorderNotThere()]


def end_meeting(meeting: Meeting, command: EndMeeting, facts: Facts) -> list[MeetingEvent]:
    """Whoever is still there leaves then, which the system sees to."""
    present = tuple(one.participant_id for one in _present(meeting))
    return [MeetingEnded(command.meeting_id, meeting.topic_id, command.summary, meeting.awaited, present)]


def _present(meeting: Meeting) -> Iterator[Participant]:
    return (one for one in meeting.participants.values() if one.state is AttendanceState.CHECKED_IN)


def postpone_meeting(
    meeting: Meeting, command: PostponeMeeting, facts: Facts
) -> list[MeetingPostponed | CheckInWithdrawn]:
    postponed = MeetingPostponed(command.meeting_id, meeting.topic_id, command.reason)
    return [postponed, *every_check_in_withdrawn(meeting, command.reason)]


def reschedule_meeting(
    meeting: Meeting, command: RescheduleMeeting, facts: Facts
) -> list[MeetingRescheduled | CheckInWithdrawn | InvitationRenewed]:
    """Whoever confirmed did so for another time. A meeting that an earlier version postponed may still have check-ins."""
    _times_must_make_sense(command, facts)
    moved = MeetingRescheduled(command.meeting_id, meeting.topic_id, command.starts_at, command.ends_at, command.place)
    withdrawn = every_check_in_withdrawn(meeting, meeting.reason or "")
    confirmed = [one for one in meeting.participants.values() if one.before is AttendanceState.CONFIRMED]
    return [moved, *withdrawn, *(InvitationRenewed(command.meeting_id, one.participant_id) for one in confirmed)]


def _times_must_make_sense(command: ScheduleMeeting | RescheduleMeeting, facts: Facts) -> None:
    if command.ends_at <= command.starts_at:
        raise EndsBeforeItStarts
    if command.starts_at < facts.now:
        raise StartsInThePast


def circulate_minutes(meeting: Meeting, command: CirculateMinutes, facts: Facts) -> list[MeetingEvent]:
    assert facts.period is not None
    if still_open := [item.title for item in meeting.items.values() if item.state in OPEN]:
        raise ItemsAreStillOpen("、".join(still_open))
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
    one = meeting.attendee(command.actor_person, command.actor_participant)
    assert one is not None
    if one.key_owner in meeting.confirmed_by:
        raise ConfirmedAlready
    return [MinutesConfirmed(command.meeting_id, meeting.topic_id, one.person, one.participant_id)]


def object_to_minutes(meeting: Meeting, command: ObjectToMinutes, facts: Facts) -> list[MeetingEvent]:
    one = meeting.attendee(command.actor_person, command.actor_participant)
    assert one is not None
    return [
        MinutesObjected(command.meeting_id, meeting.topic_id, one.person, facts.now, command.reason, one.participant_id)
    ]


def sign_minutes(meeting: Meeting, command: SignMinutes, facts: Facts) -> list[MeetingEvent]:
    assert meeting.review_until is not None
    if facts.now < meeting.review_until and not _everyone_has_confirmed(meeting):
        raise ReviewIsNotOver
    late = (one for one in meeting.participants.values() if one.state is AttendanceState.RECORDED_LATE)
    return [MinutesSigned(command.meeting_id, meeting.topic_id, tuple(one.participant_id for one in late))]


def _everyone_has_confirmed(meeting: Meeting) -> bool:
    """Who has but a code may confirm and is not waited for. Where nobody has an account, the review period alone counts."""
    return bool(meeting.attendees) and set(meeting.attendees) <= set(meeting.confirmed_by)


def due(meeting: Meeting) -> list[tuple[datetime, ConfirmReady | ArchiveMeeting]]:
    """A meeting with nothing missing is ready when it starts; a public one is archived after 30 days."""
    if meeting.state is State.NOTIFIED and meeting.starts_at is not None and not what_is_missing(meeting):
        return [(meeting.starts_at, ConfirmReady(meeting.meeting_id))]
    if meeting.state is State.PUBLISHED and meeting.published_at is not None:
        return [(meeting.published_at + ARCHIVED_AFTER, ArchiveMeeting(meeting.meeting_id))]
    return []


def take_over_meeting(meeting: Meeting, command: TakeOverMeeting, facts: Facts) -> list[MeetingEvent]:
    if command.organisation != meeting.organisation or command.successor == meeting.organisation:
        raise NoLongerItsCouncil
    return [MeetingTakenOver(command.meeting_id, meeting.topic_id, command.organisation, command.successor)]
