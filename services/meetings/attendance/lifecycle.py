"""Who may do what with a participant, row for row as published."""

from typing import Any

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle, Secret
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.meetings.attendance import commands as asked
from services.meetings.attendance import domain, schemas
from services.meetings.attendance import events as happened
from services.meetings.attendance.circumstances import facts, part, place, place_of_new, subject
from services.meetings.attendance.commands import InviteParticipant, SubstituteParticipant
from services.meetings.attendance.events import AttendanceEvent
from services.meetings.attendance.projections import row
from services.meetings.attendance.state import LABELS, State
from services.meetings.meeting.state import CHECK_IN_OPEN, evolve
from services.meetings.rules import MeetingsRuleBroken


def invitation(events: list[Any], command: InviteParticipant) -> dict[str, Any]:
    assert command.code is not None
    return {"participant_code": Secret(command.code)}


def substitution(events: list[Any], command: SubstituteParticipant) -> dict[str, Any]:
    assert command.code is not None
    return {"substitute": command.substitute_id, "participant_code": Secret(command.code)}


# fmt: off
TABLE = (
    # 邀请 invitation
    Row("invite", asked.InviteParticipant, domain.invite_participant, schemas.Invite, ("CHAIR", "LIA"),
        personal=("name", "contact"), extras=invitation),
    Row("confirm_attendance", asked.ConfirmAttendance, Records(happened.AttendanceConfirmed), NOTHING,
        ("SELF", "LIA"), (State.INVITED, State.DECLINED)),
    Row("renew_invitation", asked.RenewInvitation, Records(happened.InvitationRenewed), NOTHING, ("SYS",), (State.CONFIRMED,)),
    Row("decline_attendance", asked.DeclineAttendance, Records(happened.AttendanceDeclined), REASON, ("SELF", "LIA"),
        (State.INVITED, State.CONFIRMED), personal=("reason",)),
    Row("substitute", asked.SubstituteParticipant, domain.substitute_participant, schemas.Substitute, ("SELF", "LIA"),
        (State.INVITED, State.CONFIRMED), personal=("reason", "name"), extras=substitution),
    # 签到 at the meeting
    Row("check_in", asked.CheckIn, domain.check_in, schemas.CheckIn, ("SELF", "REC", "LIA"),
        (State.INVITED, State.CONFIRMED, State.DECLINED, State.LEFT), within=CHECK_IN_OPEN),
    Row("withdraw_check_in", asked.WithdrawCheckIn, domain.withdraw_check_in, REASON, ("REC", "LIA"),
        (State.CHECKED_IN, State.LEFT)),
    Row("uninvite", asked.UninviteParticipant, Records(happened.ParticipantUninvited), REASON, ("CHAIR", "LIA"),
        (State.INVITED, State.CONFIRMED)),
    Row("mark_absent", asked.MarkAbsent, Records(happened.ParticipantAbsent), NOTHING, ("SYS",), (State.INVITED, State.CONFIRMED)),
    Row("record_late", asked.RecordLate, domain.record_late, schemas.RecordLate, ("REC",), (State.ABSENT,)),
    Row("leave", asked.LeaveMeeting, Records(happened.ParticipantLeft), NOTHING, ("SELF", "REC", "LIA", "SYS"), (State.CHECKED_IN,)),
)
# fmt: on

ATTENDANCE = Lifecycle(
    name="attendance",
    collection="participants",
    label="参会",
    id_field="participant_id",
    events=events_of(AttendanceEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MeetingsRuleBroken,
    subject=subject,
    stream="meeting",
    parent_field="meeting_id",
    part=part,
)
