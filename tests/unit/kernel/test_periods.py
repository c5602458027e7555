"""When a policy's days are over."""

from datetime import UTC, date, datetime

import pytest

from infra.kernel.base.clock import CHINA
from infra.kernel.contract.policy import PolicyInForce
from infra.kernel.lookups.periods import UNIT_BEFORE, period_of
from infra.kernel.news.standard_copies import PolicySet, on_policy_set
from services.members.first_start import POLICIES

MONDAY_NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


def test_working_days_end_with_the_last_of_them_in_china() -> None:
    period = period_of(PolicyInForce("topic_notice", 5, 1, "workdays"), MONDAY_NOON)
    assert (period.day, period.ends_at) == (date(2026, 3, 9), datetime(2026, 3, 10, tzinfo=CHINA))


def test_days_end_at_the_hour_at_which_they_began() -> None:
    period = period_of(PolicyInForce("rating", 5, 1, "days"), MONDAY_NOON)
    assert (period.day, period.ends_at) == (date(2026, 3, 7), datetime(2026, 3, 7, 4, tzinfo=UTC))
    late = period_of(PolicyInForce("rating", 5, 1, "days"), datetime(2026, 3, 2, 17, tzinfo=UTC))
    assert late.day == date(2026, 3, 8)


@pytest.mark.parametrize(("unit", "provisional"), [("days", False), ("workdays", True)])
def test_only_working_days_depend_on_a_calendar(unit: str, provisional: bool) -> None:
    copy = on_policy_set(None, PolicySet("policy", "rating", unit, 5, 1))  # type: ignore[arg-type]
    assert period_of(copy, datetime(2031, 3, 3, tzinfo=UTC)).provisional is provisional


def test_a_copy_that_was_made_before_counts_as_its_policy_was_first_set() -> None:
    """Nobody could change a unit then."""
    assert UNIT_BEFORE.items() <= {(code, unit) for code, unit, _days in POLICIES}
