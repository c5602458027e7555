"""Who may do what with a participant, row for row as published."""

from typing import Any

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Secret, Transition
from infra.kernel.places import Place
from infra.kernel.wire import CommandSchema
from services.meetings.attendance import schemas
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
from services.meetings.attendance.domain import (
    Facts,
    check_in,
    confirm_attendance,
    decline_attendance,
    invite_participant,
    leave_meeting,
    mark_absent,
    record_late,
    substitute_participant,
    uninvite_participant,
)
from services.meetings.attendance.events import (
    AttendanceConfirmed,
    AttendanceDeclined,
    AttendanceRecordedLate,
    ParticipantAbsent,
    ParticipantCheckedIn,
    ParticipantInvited,
    ParticipantLeft,
    ParticipantSubstituted,
    ParticipantUninvited,
)
from services.meetings.attendance.projections import row
from services.meetings.attendance.state import LABELS, Participant
from services.meetings.meeting.evolve import evolve
from services.meetings.meeting.state import Meeting
from services.meetings.rules import RuleBroken


def place(meeting: Meeting, participant_id: str) -> Place:
    one = meeting.participants[participant_id]
    return Place(
        division=meeting.division,
        council=meeting.organisation,
        persons=(one.person,) if one.person else (),
        participants=(one.code,) if one.code else (),
        attendees=meeting.attendees,
    )


def place_of_new(reader: Reader, meeting: Meeting, command: InviteParticipant) -> Place:
    return Place(division=meeting.division, council=meeting.organisation)


def facts(reader: Reader, meeting: Meeting, command: object) -> Facts:
    return Facts(meeting)


def part(meeting: Meeting, participant_id: str) -> Participant | None:
    return meeting.participants.get(participant_id)


def subject(meeting: Meeting, command: InviteParticipant | DeclineAttendance | SubstituteParticipant) -> str:
    """Someone without an account has a key under the participant's id."""
    if isinstance(command, InviteParticipant):
        return command.person or command.participant_id
    return meeting.participants[command.participant_id].key_owner


def invitation(events: list[Any], command: InviteParticipant) -> dict[str, Any]:
    assert command.code is not None
    return {"participant_code": Secret(command.code)}


def substitution(events: list[Any], command: SubstituteParticipant) -> dict[str, Any]:
    assert command.code is not None
    return {"substitute": command.substitute_id, "participant_code": Secret(command.code)}


ATTENDANCE = Lifecycle(
    name="attendance",
    collection="participants",
    label="参会",
    id_field="participant_id",
    events=(
        EventType(ParticipantInvited),
        EventType(AttendanceConfirmed),
        EventType(AttendanceDeclined),
        EventType(ParticipantSubstituted),
        EventType(ParticipantCheckedIn),
        EventType(ParticipantUninvited),
        EventType(ParticipantAbsent),
        EventType(AttendanceRecordedLate),
        EventType(ParticipantLeft),
    ),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition(
        "invite",
        InviteParticipant,
        invite_participant,
        schemas.Invite,
        by=("CHAIR", "LIA"),
        personal=("name", "contact"),
        extras=invitation,
    ),
    transitions=(
        Transition(
            "confirm_attendance",
            ConfirmAttendance,
            confirm_attendance,
            schemas.ConfirmAttendance,
            by=("SELF", "LIA"),
            from_states=("invited", "declined"),
        ),
        Transition(
            "decline_attendance",
            DeclineAttendance,
            decline_attendance,
            schemas.DeclineAttendance,
            by=("SELF", "LIA"),
            from_states=("invited", "confirmed"),
            personal=("reason",),
        ),
        Transition(
            "substitute",
            SubstituteParticipant,
            substitute_participant,
            schemas.Substitute,
            by=("SELF", "LIA"),
            from_states=("invited", "confirmed"),
            personal=("reason", "name"),
            extras=substitution,
        ),
        Transition(
            "check_in",
            CheckIn,
            check_in,
            schemas.CheckIn,
            by=("SELF", "REC", "LIA"),
            from_states=("invited", "confirmed", "declined", "left"),
        ),
        Transition(
            "uninvite",
            UninviteParticipant,
            uninvite_participant,
            schemas.Uninvite,
            by=("CHAIR", "LIA"),
            from_states=("invited", "confirmed"),
        ),
        Transition(
            "mark_absent",
            MarkAbsent,
            mark_absent,
            CommandSchema,
            by=("SYS",),
            from_states=("invited", "confirmed"),
        ),
        Transition("record_late", RecordLate, record_late, schemas.RecordLate, by=("REC",), from_states=("absent",)),
        Transition(
            "leave",
            LeaveMeeting,
            leave_meeting,
            schemas.Leave,
            by=("SELF", "REC", "LIA", "SYS"),
            from_states=("checked_in",),
        ),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
    subject=subject,
    stream="meeting",
    parent_field="meeting_id",
    part=part,
)
