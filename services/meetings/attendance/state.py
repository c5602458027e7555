"""What is known of one participant: a part of the meeting's state."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.meetings.attendance import events as happened
from services.meetings.attendance.events import AttendanceEvent, CheckInWithdrawn, ParticipantInvited


class State(StrEnum):
    INVITED = "invited"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    SUBSTITUTED = "substituted"
    CHECKED_IN = "checked_in"
    RECORDED_LATE = "recorded_late"
    LEFT = "left"
    ABSENT = "absent"
    UNINVITED = "uninvited"


LABELS: dict[str, str] = {
    State.INVITED: "已邀请",
    State.CONFIRMED: "已确认",
    State.DECLINED: "已谢绝",
    State.SUBSTITUTED: "已委派代表",
    State.CHECKED_IN: "已签到",
    State.RECORDED_LATE: "补录",
    State.LEFT: "已离会",
    State.ABSENT: "缺席",
    State.UNINVITED: "已撤销邀请",
}


AWAITED = (State.INVITED, State.CONFIRMED)
TAKEN_BACK = (State.SUBSTITUTED, State.UNINVITED)
WITHDRAWN = (State.DECLINED, *TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A check-in that holds, and what the participant was before it."""

    before: State
    mode: str


@dataclass(frozen=True, slots=True)
class Participant:
    """`check_ins` are those that were not withdrawn, the first one first."""

    participant_id: str
    state: State
    kind: str
    duty: str
    group: str | None
    person: str | None
    name: str | None
    organisation: str | None
    contact: str | None
    represents: int | None
    code: str | None
    instead_of: str | None
    mode: str | None = None
    check_ins: tuple[CheckedIn, ...] = ()
    substitute: str | None = None
    reason: str | None = None

    @property
    def attended(self) -> bool:
        """True from the first check-in on, whatever comes after, unless it is withdrawn."""
        return bool(self.check_ins)

    @property
    def before(self) -> State:
        """What he was before he was checked in at all."""
        return self.check_ins[0].before if self.check_ins else self.state

    @property
    def has_voice(self) -> bool:
        return self.kind != "observer"

    @property
    def invited(self) -> bool:
        """Whether the invitation holds: also that of who declined, who may still come."""
        return self.state not in TAKEN_BACK

    @property
    def expected(self) -> bool:
        return self.state not in WITHDRAWN

    @property
    def key_owner(self) -> str:
        """Whose key encrypts what the participant says: the person's, or without an account the participant's own."""
        return self.person or self.participant_id


def evolve_participant(one: Participant | None, event: AttendanceEvent) -> Participant:
    if isinstance(event, ParticipantInvited):
        return _invited(event)
    assert one is not None
    match event:
        case happened.AttendanceConfirmed():
            return replace(one, state=State.CONFIRMED)
        case happened.InvitationRenewed():
            return replace(one, state=State.INVITED)
        case happened.AttendanceDeclined():
            return replace(one, state=State.DECLINED, reason=event.reason)
        case happened.ParticipantSubstituted():
            return replace(one, state=State.SUBSTITUTED, substitute=event.substitute, reason=event.reason)
        case happened.ParticipantCheckedIn():
            check_ins = (*one.check_ins, CheckedIn(one.state, event.mode))
            return replace(one, state=State.CHECKED_IN, mode=event.mode, check_ins=check_ins)
        case happened.CheckInWithdrawn():
            return _withdrawn(one, event)
        case happened.ParticipantUninvited():
            return replace(one, state=State.UNINVITED, reason=event.reason)
        case happened.ParticipantAbsent():
            return replace(one, state=State.ABSENT)
        case happened.AttendanceRecordedLate():
            return replace(one, state=State.RECORDED_LATE, mode=event.mode, reason=event.reason)
        case happened.ParticipantLeft():
            return replace(one, state=State.LEFT)
        case _:
            assert_never(event)


def _withdrawn(one: Participant, event: CheckInWithdrawn) -> Participant:
    """Who had left before he was wrongly checked in again was there; whoever was anything else was not."""
    check_ins = one.check_ins[:-1] if event.back_to == State.LEFT else ()
    mode = check_ins[-1].mode if check_ins else None
    return replace(one, state=State(event.back_to), check_ins=check_ins, mode=mode, reason=event.reason)


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
