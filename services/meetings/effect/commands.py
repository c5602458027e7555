"""What can be asked about a meeting's effects."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordMeetingEffect:
    effect_id: str
    meeting_id: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class WithdrawMeetingEffect:
    effect_id: str
    meeting_id: str
    reason: str
