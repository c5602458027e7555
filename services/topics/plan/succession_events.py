"""What can have happened to a plan because the organisation that it belongs to has ended."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PlanTakenOver:
    """It belongs to `successor` now; with a reason where somebody gave it to that one."""

    plan_id: str
    organisation: str
    successor: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PlanLeftAlone:
    """The organisation that it belongs to ended, and nobody succeeds it: it waits to be given to another one."""

    plan_id: str
    organisation: str


PlanSuccessionEvent: TypeAlias = PlanTakenOver | PlanLeftAlone
