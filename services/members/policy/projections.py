"""What can be read of a policy. Its version is the record's own: each is one event."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.policy.state import Policy


@dataclass(frozen=True, slots=True)
class PolicyShown:
    code: str
    unit: str
    days: int


def row(policy: Policy, policy_id: str) -> ReadRow:
    return ReadRow(
        division="",
        shown=PolicyShown(policy.code, policy.unit, policy.days),
        audience="tokens",
        search=policy.code,
    )
