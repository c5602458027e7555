"""The rules of policies."""

import pytest

from infra.kernel.testing import given
from services.members.policy.commands import AmendPolicy
from services.members.policy.events import PolicySet
from services.members.policy.lifecycle import POLICY
from services.members.policy.schemas import COMMANDS
from services.members.rules import LimitMustNotBeTooLong

FIVE_WORKDAYS = PolicySet("policy", "topic_notice", "workdays", 5, version=1)


def test_an_amended_policy_is_its_next_version() -> None:
    given(POLICY, FIVE_WORKDAYS).when(AmendPolicy("policy", 7)).then(
        PolicySet("policy", "topic_notice", "workdays", 7, version=2)
    )
    given(POLICY, FIVE_WORKDAYS).when(AmendPolicy("policy", 7)).then_state("in_force")


@pytest.mark.parametrize("days", [0, 3650])
def test_a_limit_is_3650_days_at_most(days: int) -> None:
    given(POLICY, FIVE_WORKDAYS).when(AmendPolicy("policy", days)).then(
        PolicySet("policy", "topic_notice", "workdays", days, version=2)
    )
    given(POLICY, FIVE_WORKDAYS).when(AmendPolicy("policy", 3651)).refused(LimitMustNotBeTooLong)


def test_days_are_needed_and_whole() -> None:
    assert COMMANDS["amend"]().validate({"days": 7}) == {}
    assert all("days" in COMMANDS["amend"]().validate(body) for body in ({}, {"days": -1}, {"days": "7"}))


def test_everyone_with_a_token_reads_it() -> None:
    assert POLICY.row(given(POLICY, FIVE_WORKDAYS).state, "policy").audience == "tokens"
