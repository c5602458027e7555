"""What is known of a policy, folded from its events."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from services.members.policy.events import PolicyEvent


class State(StrEnum):
    IN_FORCE = "in_force"


LABELS: dict[str, str] = {
    State.IN_FORCE: "施行",
}


@dataclass(frozen=True, slots=True)
class Policy:
    policy_id: str
    state: State
    code: str
    unit: Literal["workdays", "days"]
    days: int
    version: int


def evolve(policy: Policy | None, event: PolicyEvent) -> Policy:
    return Policy(event.policy_id, State.IN_FORCE, event.code, event.unit, event.days, event.version)
