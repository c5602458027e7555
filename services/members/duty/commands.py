"""What can be asked about a contact duty."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ScheduleDuty:
    """`actor_role` is told of who asks from outside; what follows from a charge is the system's."""

    duty_id: str
    leader: str
    division: str
    quarter: str
    actor_role: str = "SYS"


@dataclass(frozen=True, slots=True)
class RecordVisit:
    duty_id: str
    visited_at: datetime
    findings: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissDuty:
    duty_id: str


@dataclass(frozen=True, slots=True)
class RecordVisitLate:
    duty_id: str
    visited_at: datetime
    findings: str
    reason: str


@dataclass(frozen=True, slots=True)
class SendBackDuty:
    duty_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class VerifyDuty:
    duty_id: str
    actor_person: str | None = None
