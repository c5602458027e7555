"""Participants: who is invited, who comes, who was there."""

import hashlib
from dataclasses import dataclass

from services.meetings.attendance.commands import (
    CheckIn,
    InviteParticipant,
    RecordLate,
    SubstituteParticipant,
    WithdrawCheckIn,
)
from services.meetings.attendance.events import (
    AttendanceEvent,
    AttendanceRecordedLate,
    CheckInWithdrawn,
    ParticipantAbsent,
    ParticipantCheckedIn,
    ParticipantInvited,
    ParticipantSubstituted,
)
from services.meetings.attendance.state import AWAITED, Participant, State
from services.meetings.meeting.state import (
    BEFORE_THE_CIRCULATION,
    BEFORE_THE_END,
    BEFORE_THE_SIGNATURE,
    CHECK_IN_OPEN,
    Meeting,
)
from services.meetings.rules import (
    InvitedAlready,
    MeetingIsOver,
    MinutesAreLocked,
    MinutesNameWhoCameIn,
    NotTimeToCheckIn,
    PositionRestsOnTheCheckIn,
)


@dataclass(frozen=True)
class Facts:
    """The meeting that the participant belongs to."""

    meeting: Meeting


def invite_participant(meeting: Meeting, command: InviteParticipant, facts: Facts) -> list[AttendanceEvent]:
    _invitations_must_be_open(meeting)
    _must_not_be_invited(meeting, command.person)
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


def substitute_participant(meeting: Meeting, command: SubstituteParticipant, facts: Facts) -> list[AttendanceEvent]:
    """The substitute takes over kind, duty and group, under an invitation of its own."""
    _invitations_must_be_open(meeting)
    _must_not_be_invited(meeting, command.person)
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


def withdraw_check_in(meeting: Meeting, command: WithdrawCheckIn, facts: Facts) -> list[AttendanceEvent]:
    """Once the meeting has ended nobody is awaited any more: whoever did not come is absent."""
    if meeting.state not in BEFORE_THE_CIRCULATION:
        raise MinutesNameWhoCameIn
    one = meeting.participants[command.participant_id]
    back_to = one.check_ins[-1].before
    if back_to is not State.LEFT and _has_a_position(meeting, one):
        raise PositionRestsOnTheCheckIn
    heard = {_group(other) for other in meeting.attended if other is not one or back_to is State.LEFT}
    unheard = None if _group(one) in heard else _group(one)
    withdrawn = _withdrawn(meeting, one, back_to, unheard, command.reason)
    if meeting.state not in CHECK_IN_OPEN and back_to in AWAITED:
        return [withdrawn, ParticipantAbsent(command.meeting_id, command.participant_id)]
    return [withdrawn]


def every_check_in_withdrawn(meeting: Meeting, reason: str) -> list[CheckInWithdrawn]:
    """Of a meeting that is put off: nobody is there yet at the time to which it is moved."""
    return [_withdrawn(meeting, one, one.before, _group(one), reason) for one in meeting.attended]


def _withdrawn(
    meeting: Meeting, one: Participant, back_to: State, unheard: str | None, reason: str
) -> CheckInWithdrawn:
    return CheckInWithdrawn(meeting.meeting_id, one.participant_id, meeting.topic_id, back_to, unheard, reason)


def _group(one: Participant) -> str | None:
    """For which he was heard."""
    return one.group if one.has_voice else None


def _has_a_position(meeting: Meeting, one: Participant) -> bool:
    positions = (position for item in meeting.items.values() for position in item.positions)
    return any(position.participant == one.participant_id for position in positions)


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


def _invitations_must_be_open(meeting: Meeting) -> None:
    if meeting.state not in BEFORE_THE_END:
        raise MeetingIsOver


def _must_not_be_invited(meeting: Meeting, person: str | None) -> None:
    """Of whoever has an account: names are encrypted, so that two cannot be compared."""
    if person is not None and person in meeting.roll.persons:
        raise InvitedAlready


def _digest(code: str | None) -> str | None:
    return hashlib.sha256(code.encode()).hexdigest() if code else None
