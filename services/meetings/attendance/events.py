"""What can have happened to one participant of a meeting."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ParticipantInvited:
    """Someone was invited (邀请). Name and contact are encrypted; `code` is the digest of the participant's code."""

    meeting_id: str
    participant_id: str
    topic_id: str
    kind: str
    duty: str
    group: str | None
    person: str | None
    name: str | None
    organisation: str | None
    contact: str | None
    represents: int | None
    code: str | None
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class AttendanceConfirmed:
    """The participant will come (确认参会)."""

    meeting_id: str
    participant_id: str


@dataclass(frozen=True, slots=True)
class InvitationRenewed:
    """The meeting has another time than the one that the participant had confirmed (再次邀请)."""

    meeting_id: str
    participant_id: str


@dataclass(frozen=True, slots=True)
class AttendanceDeclined:
    """The participant will not come (谢绝). The reason is the participant's own, encrypted."""

    meeting_id: str
    participant_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParticipantSubstituted:
    """Someone else comes instead (委派代表), invited in the same decision. The reason is encrypted."""

    meeting_id: str
    participant_id: str
    substitute: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParticipantCheckedIn:
    """The participant is there, on site or remote (签到)."""

    meeting_id: str
    participant_id: str
    topic_id: str
    mode: str
    group: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class CheckInWithdrawn:
    """The participant was not there after all, or the meeting was put off (撤销签到): he is again what he was before.

    `unheard` is his group where nobody with a voice is checked in for it any more.
    """

    meeting_id: str
    participant_id: str
    topic_id: str
    back_to: str
    unheard: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ParticipantUninvited:
    """The invitation was taken back (撤销邀请)."""

    meeting_id: str
    participant_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParticipantAbsent:
    """The meeting ended and the participant had not come (缺席)."""

    meeting_id: str
    participant_id: str


@dataclass(frozen=True, slots=True)
class AttendanceRecordedLate:
    """The participant had been there after all (补录); the chair countersigns with the minutes."""

    meeting_id: str
    participant_id: str
    topic_id: str
    mode: str
    group: str | None
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParticipantLeft:
    """The participant left (离会): before the end, or with it, which the system sees to."""

    meeting_id: str
    participant_id: str


AttendanceEvent: TypeAlias = (
    ParticipantInvited
    | AttendanceConfirmed
    | InvitationRenewed
    | AttendanceDeclined
    | ParticipantSubstituted
    | ParticipantCheckedIn
    | CheckInWithdrawn
    | ParticipantUninvited
    | ParticipantAbsent
    | AttendanceRecordedLate
    | ParticipantLeft
)
