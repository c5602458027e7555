"""When a policy's days are over: the one place where its unit is read."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from infra.kernel.base.clock import day_in_china
from infra.kernel.base.workdays import YearNotice, workdays_after
from infra.kernel.contract.policy import Period, PolicyInForce, Unit

# In copies that were made before units were kept in them: what whoever counted by that policy took for granted.
UNIT_BEFORE: dict[str, Unit] = {
    "topic_notice": "workdays",
    "meeting_notice": "workdays",
    "minutes_review": "workdays",
    "task_return": "workdays",
    "rating": "days",
    "needs_info": "days",
    "appeal": "days",
    "co_handlers_opinion": "days",
    "task_reply": "days",
}


def period_of(policy: PolicyInForce, start: datetime, entered: Sequence[YearNotice] = ()) -> Period:
    if (policy.unit or UNIT_BEFORE[policy.code]) == "days":
        ends_at = start + timedelta(days=policy.days)
        return Period(day_in_china(ends_at), ends_at, policy.cited, provisional=False)
    ends_at, provisional = workdays_after(start, policy.days, entered)
    return Period(day_in_china(ends_at - timedelta(days=1)), ends_at, policy.cited, provisional)
