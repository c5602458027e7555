"""What can be asked about the participants of a meeting."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InviteParticipant:
    participant_id: str
    meeting_id: str
    kind: str
    duty: str = "none"
    group: str | None = None
    person: str | None = None
    name: str | None = None
    organisation: str | None = None
    contact: str | None = None
    represents: int | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ConfirmAttendance:
    participant_id: str
    meeting_id: str


@dataclass(frozen=True, slots=True)
class RenewInvitation:
    participant_id: str
    meeting_id: str


@dataclass(frozen=True, slots=True)
class DeclineAttendance:
    participant_id: str
    meeting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubstituteParticipant:
    """`substitute_id` is the fresh id under which the substitute is invited."""

    participant_id: str
    meeting_id: str
    substitute_id: str
    reason: str
    person: str | None = None
    name: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    participant_id: str
    meeting_id: str
    mode: str


@dataclass(frozen=True, slots=True)
class WithdrawCheckIn:
    participant_id: str
    meeting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class UninviteParticipant:
    participant_id: str
    meeting_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MarkAbsent:
    participant_id: str
    meeting_id: str


@dataclass(frozen=True, slots=True)
class RecordLate:
    participant_id: str
    meeting_id: str
    mode: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeaveMeeting:
    participant_id: str
    meeting_id: str
