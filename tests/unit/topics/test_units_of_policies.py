"""Whether a policy counts days or working days is the policy's to say, not of whoever counts by it."""

from datetime import datetime
from typing import Any

import msgspec
import pytest

from infra.kernel.lookups.sql_lookups import POLICY
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import OFFICER, RESIDENT, TOWN, topics

FIVE_DAYS, FIVE_WORKING_DAYS = "2026-03-07T04:00:00Z", "2026-03-09T16:00:00Z"
POLICIES: tuple[tuple[dict[str, str], str], ...] = (
    ({"unit": "days"}, FIVE_DAYS),
    ({"unit": "workdays"}, FIVE_WORKING_DAYS),
    ({}, FIVE_DAYS),
)


def rejected(of: Library) -> dict[str, Any]:
    body = {"text": "路灯不亮", "division": TOWN, "channel": "web"}
    made = str(of.do("submit", ("submissions", None), body, RESIDENT)["id"])
    of.due_times.run()
    of.do("reject", ("submissions", made), {"code": "exclude-1", "reason": "在审"}, OFFICER)
    event = of.store.stream(f"submission-{made}")[-1]
    told: dict[str, Any] = msgspec.json.decode(event.payload)
    return told


@pytest.mark.parametrize(("unit", "until"), POLICIES, ids=["days", "working days", "a copy made before"])
def test_the_date_follows_the_unit_of_the_policy(unit: dict[str, str], until: str) -> None:
    of = topics()
    of.know(POLICY, "appeal", msgspec.json.encode({"code": "appeal", "days": 5, "version": 3, **unit}).decode())
    told = rejected(of)
    assert msgspec.convert(told["appeal_until"], datetime) == msgspec.convert(until, datetime)
    assert told["policy"] == "appeal@3"
