"""Participants: who is invited, who comes, who was there."""

import hashlib
from dataclasses import dataclass, replace
from typing import assert_never

from services.meetings.attendance.commands import (
    CheckIn,
    ConfirmAttendance,
    DeclineAttendance,
    InviteParticipant,
    LeaveMeeting,
    MarkAbsent,
    RecordLate,
    SubstituteParticipant,
    UninviteParticipant,
)
from services.meetings.attendance.events import (
    AttendanceConfirmed,
    AttendanceDeclined,
    AttendanceEvent,
    AttendanceRecordedLate,
    ParticipantAbsent,
    ParticipantCheckedIn,
    ParticipantInvited,
    ParticipantLeft,
    ParticipantSubstituted,
    ParticipantUninvited,
)
from services.meetings.attendance.state import Participant, State
from services.meetings.meeting.state import BEFORE_THE_END, BEFORE_THE_SIGNATURE, CHECK_IN_OPEN, Meeting
from services.meetings.rules import MeetingIsOver, MinutesAreLocked, NotTimeToCheckIn


@dataclass(frozen=True)
class Facts:
    """The meeting that the participant belongs to."""

    meeting: Meeting


def invite_participant(meeting: Meeting, command: InviteParticipant, facts: Facts) -> list[AttendanceEvent]:
    _invitations_must_be_open(meeting)
    return [
        ParticipantInvited(
            command.meeting_id,
            command.participant_id,
            meeting.topic_id,
            command.kind,
            command.duty,
            command.group,
            command.person,
            command.name,
            command.organisation,
            command.contact,
            command.represents,
            _digest(command.code),
        )
    ]


def confirm_attendance(meeting: Meeting, command: ConfirmAttendance, facts: Facts) -> list[AttendanceEvent]:
    return [AttendanceConfirmed(command.meeting_id, command.participant_id)]


def decline_attendance(meeting: Meeting, command: DeclineAttendance, facts: Facts) -> list[AttendanceEvent]:
    return [AttendanceDeclined(command.meeting_id, command.participant_id, command.reason)]


def substitute_participant(meeting: Meeting, command: SubstituteParticipant, facts: Facts) -> list[AttendanceEvent]:
    """The substitute takes over kind, duty and group, under an invitation of its own."""
    _invitations_must_be_open(meeting)
    absent = meeting.participants[command.participant_id]
    return [
        ParticipantSubstituted(command.meeting_id, absent.participant_id, command.substitute_id, command.reason),
        ParticipantInvited(
            command.meeting_id,
            command.substitute_id,
            meeting.topic_id,
            absent.kind,
            absent.duty,
            absent.group,
            command.person,
            # An account has its name in one place only, so that forgetting the person erases it.
            None if command.person else command.name,
            absent.organisation,
            None,
            absent.represents,
            _digest(command.code),
            instead_of=absent.participant_id,
        ),
    ]


def check_in(meeting: Meeting, command: CheckIn, facts: Facts) -> list[AttendanceEvent]:
    if meeting.state not in CHECK_IN_OPEN:
        raise NotTimeToCheckIn
    one = meeting.participants[command.participant_id]
    return [
        ParticipantCheckedIn(
            command.meeting_id, one.participant_id, meeting.topic_id, command.mode, one.group, one.kind
        )
    ]


def uninvite_participant(meeting: Meeting, command: UninviteParticipant, facts: Facts) -> list[AttendanceEvent]:
    return [ParticipantUninvited(command.meeting_id, command.participant_id, command.reason)]


def mark_absent(meeting: Meeting, command: MarkAbsent, facts: Facts) -> list[AttendanceEvent]:
    return [ParticipantAbsent(command.meeting_id, command.participant_id)]


def record_late(meeting: Meeting, command: RecordLate, facts: Facts) -> list[AttendanceEvent]:
    """Only until the chair signs: after that nobody would countersign."""
    if meeting.state not in BEFORE_THE_SIGNATURE:
        raise MinutesAreLocked
    one = meeting.participants[command.participant_id]
    return [
        AttendanceRecordedLate(
            command.meeting_id,
            one.participant_id,
            meeting.topic_id,
            command.mode,
            one.group,
            one.kind,
            command.reason,
        )
    ]


def leave_meeting(meeting: Meeting, command: LeaveMeeting, facts: Facts) -> list[AttendanceEvent]:
    return [ParticipantLeft(command.meeting_id, command.participant_id)]


def _invitations_must_be_open(meeting: Meeting) -> None:
    if meeting.state not in BEFORE_THE_END:
        raise MeetingIsOver


def _digest(code: str | None) -> str | None:
    return hashlib.sha256(code.encode()).hexdigest() if code else None


def evolve_participant(one: Participant | None, event: AttendanceEvent) -> Participant:
    if isinstance(event, ParticipantInvited):
        return _invited(event)
    assert one is not None
    match event:
        case AttendanceConfirmed():
            return replace(one, state=State.CONFIRMED)
        case AttendanceDeclined():
            return replace(one, state=State.DECLINED, reason=event.reason)
        case ParticipantSubstituted():
            return replace(one, state=State.SUBSTITUTED, substitute=event.substitute, reason=event.reason)
        case ParticipantCheckedIn():
            return replace(one, state=State.CHECKED_IN, mode=event.mode, attended=True)
        case ParticipantUninvited():
            return replace(one, state=State.UNINVITED, reason=event.reason)
        case ParticipantAbsent():
            return replace(one, state=State.ABSENT)
        case AttendanceRecordedLate():
            return replace(one, state=State.RECORDED_LATE, mode=event.mode, reason=event.reason)
        case ParticipantLeft():
            return replace(one, state=State.LEFT)
        case _:
            assert_never(event)


def _invited(event: ParticipantInvited) -> Participant:
    return Participant(
        participant_id=event.participant_id,
        state=State.INVITED,
        kind=event.kind,
        duty=event.duty,
        group=event.group,
        person=event.person,
        name=event.name,
        organisation=event.organisation,
        contact=event.contact,
        represents=event.represents,
        code=event.code,
        instead_of=event.instead_of,
    )
