"""What came on paper in time is entered by the office that received it, and judged by the day on which it came."""

from datetime import date, timedelta

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.ids import digest, new_id
from infra.kernel.base.problems import Invalid, NotPermitted, RuleBroken
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import OFFICER, RESIDENT, STATION_HEAD, TOWN, topics

LIAISON = Actor(person="liaison", roles=("LIA",), organisation=STATION_HEAD.organisation, division=TOWN)


def rejected(of: Library) -> tuple[str, Actor, date]:
    """Its id, the holder of its code, and the day on which it was turned down."""
    made = of.do("submit", ("submissions", None), {"text": "路灯不亮", "division": TOWN, "channel": "qr"}, RESIDENT)
    of.due_times.run()
    of.do("reject", ("submissions", made["id"]), {"code": "reject-1", "reason": "在审"}, OFFICER)
    return str(made["id"]), Actor(tracking=digest(made["tracking_code"])), day_in_china(of.clock())


def appeal(of: Library, submission: str, actor: Actor, day: date) -> str:
    body = {"reason": "并未起诉", "received_at": day.isoformat()}
    return str(of.do("appeal", ("submissions", submission), body, actor, new_id())["state"])


def test_an_appeal_on_paper_is_entered_after_the_system_has_closed_it() -> None:
    of = topics()
    submission, holder, day = rejected(of)
    of.clock.forward(days=30)
    of.due_times.run()
    with pytest.raises(RuleBroken) as late:
        appeal(of, submission, LIAISON, day + timedelta(days=29))
    assert late.value.rule == "AppealMustComeWithinItsDays"
    with pytest.raises(NotPermitted):
        appeal(of, submission, holder, day)
    assert appeal(of, submission, LIAISON, day + timedelta(days=1)) == "appealed"


def test_it_came_neither_before_the_rejection_nor_after_today_and_no_resident_says_so() -> None:
    of = topics()
    submission, holder, day = rejected(of)
    for never in (day - timedelta(days=1), day + timedelta(days=1)):
        with pytest.raises(Invalid) as refused:
            appeal(of, submission, OFFICER, never)
        assert set(refused.value.errors) == {"received_at"}
    with pytest.raises(Invalid) as by_himself:
        appeal(of, submission, holder, day)
    assert by_himself.value.rule == "TheOfficeThatReceivedItSaysWhen"
    assert appeal(of, submission, OFFICER, day) == "appealed"
