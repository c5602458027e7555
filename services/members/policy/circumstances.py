"""The circumstances of a command: where a policy stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from services.members.policy.commands import AmendPolicy
from services.members.policy.state import Policy


def place(policy: Policy, policy_id: str) -> Place:
    return Place(division="")


def place_of_new(lookups: Lookups, policy: None, command: object) -> Place:
    return Place(division="")


def facts(lookups: Lookups, policy: Policy | None, command: AmendPolicy) -> None:
    return None
