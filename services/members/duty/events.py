"""What can have happened to a contact duty (联系包抓): one leader, one division, one quarter."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class DutyScheduled:
    """The leader is to visit the division once in this quarter, `2026-Q3`."""

    duty_id: str
    leader: str
    division: str
    quarter: str


@dataclass(frozen=True, slots=True)
class DutyVisitRecorded:
    """The leader was there within the quarter; `topics` are those that the visit was about or that came of it."""

    duty_id: str
    visited_at: datetime
    findings: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyMissed:
    """The quarter was over and no visit on record."""

    duty_id: str


@dataclass(frozen=True, slots=True)
class DutyRecordedLate:
    """A visit was entered after the quarter (补录): it counts, and counts as late."""

    duty_id: str
    visited_at: datetime
    findings: str
    reason: str


@dataclass(frozen=True, slots=True)
class DutySentBack:
    """The office wants the visit told again, or made again."""

    duty_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DutyVerified:
    """The office has seen that the visit took place (核实)."""

    duty_id: str


DutyEvent: TypeAlias = DutyScheduled | DutyVisitRecorded | DutyMissed | DutyRecordedLate | DutySentBack | DutyVerified
