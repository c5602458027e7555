"""What can be asked of a plan whose organisation has ended."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeOverPlan:
    plan_id: str
    organisation: str
    successor: str


@dataclass(frozen=True, slots=True)
class NotePlanLeftAlone:
    plan_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class HandOverPlan:
    plan_id: str
    organisation: str
    reason: str
