"""What can be asked about a charge. Another leader, division or other days are another charge."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CreateCharge:
    charge_id: str
    leader: str
    division: str
    starts: date | None = None
    ends: date | None = None
    explanation: str | None = None


@dataclass(frozen=True, slots=True)
class OpenQuarter:
    charge_id: str
    quarter: str


@dataclass(frozen=True, slots=True)
class EndCharge:
    charge_id: str
    reason: str
