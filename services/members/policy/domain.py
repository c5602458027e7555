"""What is allowed with policies, and what changes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from services.members.policy.commands import AmendPolicy
from services.members.policy.events import PolicyEvent, PolicySet
from services.members.rules import LimitMustNotBeTooLong

MOST_DAYS = 3650


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


def amend_policy(policy: Policy, command: AmendPolicy, facts: None) -> list[PolicyEvent]:
    if command.days > MOST_DAYS:
        raise LimitMustNotBeTooLong
    return [PolicySet(command.policy_id, policy.code, policy.unit, command.days, policy.version + 1)]


def evolve(policy: Policy | None, event: PolicyEvent) -> Policy:
    return Policy(event.policy_id, State.IN_FORCE, event.code, event.unit, event.days, event.version)
