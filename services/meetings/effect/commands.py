"""What can be asked about a meeting's effects."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordEffect:
    effect_id: str
    meeting_id: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class WithdrawEffect:
    effect_id: str
    meeting_id: str
    reason: str
