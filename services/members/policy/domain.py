"""What is allowed with policies, and what changes."""

from services.members.policy.commands import AmendPolicy
from services.members.policy.events import PolicyEvent, PolicySet
from services.members.policy.state import Policy
from services.members.rules import LimitMustNotBeTooLong

MOST_DAYS = 3650


def amend_policy(policy: Policy, command: AmendPolicy, facts: None) -> list[PolicyEvent]:
    if command.days > MOST_DAYS:
        raise LimitMustNotBeTooLong
    return [PolicySet(command.policy_id, policy.code, policy.unit, command.days, policy.version + 1)]
