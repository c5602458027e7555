"""A whole meeting of last month is entered in order, and nothing in it is dated before what made it possible (rulings 2 and 5)."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from infra.kernel.access.offices import PERSON_NAME, KnownName
from infra.kernel.access.places import Actor
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import Invalid, RuleBroken
from infra.kernel.contract.policy import PolicyInForce
from infra.kernel.lookups.sql_lookups import POLICY
from services.meetings.copies import KnownTopic
from tests.unit.kernel.library.running import NOON, Library

from .at_work import CHAIR, COUNCIL, RECORDER, after

TOPIC = KnownTopic("019a0000-0000-7000-8000-0000000000aa", "学校门口交通", "620723101", "council", (), "consulting", 1)
LIAISON = Actor(person="sun", roles=("LIA",), **COUNCIL)
ANA, BEN = "019a0000-0000-7000-8000-00000000000a", "019a0000-0000-7000-8000-00000000000b"
OPENED = NOON - timedelta(days=30)


class LastMonth:
    """Its steps, each entered today with the hour at which it happened, counted from the opening."""

    def __init__(self) -> None:
        self.of: Library = after()
        self.of.know("topic", TOPIC.id, msgspec.json.encode(TOPIC).decode())
        for code in ("meeting_notice", "minutes_review"):
            self.of.know(POLICY, code, msgspec.json.encode(PolicyInForce(code, 3, 1, "workdays")).decode())
        for person in (ANA, BEN):
            self.of.know(PERSON_NAME, person, msgspec.json.encode(KnownName(person, "enc1:…")).decode())
        plan = {"topic": TOPIC.id, "round": 1, "form": "council", "mode": "onsite"}
        self.meeting = str(self.give("plan", plan, -99, LIAISON, None)["id"])
        self.people: dict[str, str] = {}

    def give(
        self, command: str, body: dict[str, Any], hour: float, actor: Actor, record: tuple[str, str | None] | None
    ) -> dict[str, Any]:
        collection, record_id = record or ("meetings", None)
        said = {**body, "occurred_at": stamp(OPENED + timedelta(hours=hour))}
        parent = None if collection == "meetings" else self.meeting
        return self.of.do(command, (collection, record_id), said, actor, parent=parent)

    def do(self, command: str, hour: float, actor: Actor = CHAIR, **body: Any) -> dict[str, Any]:
        return self.give(command, body, hour, actor, ("meetings", self.meeting))

    def invite(self, duty: str, person: str) -> None:
        body = {"kind": "fixed", "duty": duty, "person": person}
        self.people[duty] = str(self.give("invite", body, -90, LIAISON, ("participants", None))["id"])

    def check_in(self, duty: str, hour: float) -> None:
        self.give("check_in", {"mode": "onsite"}, hour, RECORDER, ("participants", self.people[duty]))

    def raise_item(self, hour: float) -> str:
        return str(self.give("raise_item", {"title": "划停车线"}, hour, RECORDER, ("items", None))["id"])

    def prepared(self, ready: float = -10) -> None:
        times = {"starts_at": stamp(OPENED), "ends_at": stamp(OPENED + timedelta(hours=3))}
        self.do("schedule", -95, LIAISON, **times)
        self.invite("host", ANA)
        self.invite("recorder", BEN)
        self.do("send_notices", -80, LIAISON)
        # Days that people are given begin at entry, so the notice of a meeting that was held is in time by no reckoning.
        self.do("force_ready", ready, reason="会议已如期举行，补录")

    def opened(self) -> None:
        self.prepared()
        self.check_in("host", -0.5)
        self.check_in("recorder", -0.5)
        self.do("open", 0)


def refused_for(happened: str, at: datetime, refusal: Invalid) -> bool:
    (said,) = refusal.errors["occurred_at"]
    return f"{happened}, which happened at {stamp(at)}" in said


def test_ruling_2_a_whole_meeting_of_last_month_is_entered_in_order() -> None:
    last = LastMonth()
    last.opened()
    item = last.raise_item(1)
    last.give("draft_item", {"wording": "校门两侧划线"}, 1.5, RECORDER, ("items", item))
    last.give("settle_item", {"result": "agreed", "positions": []}, 2, CHAIR, ("items", item))
    last.do("end", 3)
    last.do("draft_minutes", 20, RECORDER, text="议定一条")
    last.do("circulate_minutes", 30, RECORDER)
    for person in (ANA, BEN):
        last.do("confirm_minutes", 40, Actor(person=person))
    assert last.do("sign_minutes", 50)["state"] == "minutes_signed"
    happened = [event.occurred_at for event in last.of.store.stream(f"meeting-{last.meeting}")]
    assert happened == sorted(happened)
    assert max(happened) < stamp(NOON - timedelta(days=27))


def test_an_item_is_not_dated_before_its_meeting_opened() -> None:
    last = LastMonth()
    last.opened()
    with pytest.raises(Invalid) as refusal:
        last.raise_item(-0.1)
    assert refused_for("MeetingOpened", OPENED, refusal.value)
    last.raise_item(0)


def test_what_is_entered_after_a_break_may_have_happened_before_it() -> None:
    last = LastMonth()
    last.opened()
    last.do("suspend", 1, reason="午休")
    last.do("resume", 2)
    last.raise_item(0.5)


def test_a_check_in_is_not_dated_before_the_meeting_was_ready() -> None:
    last = LastMonth()
    last.prepared()
    with pytest.raises(Invalid) as refusal:
        last.check_in("host", -11)
    assert refused_for("MeetingForcedReady", OPENED - timedelta(hours=10), refusal.value)


def test_ruling_5_a_meeting_opens_on_its_day_by_when_it_happened() -> None:
    """It is noon in China when it starts."""
    last = LastMonth()
    last.prepared(ready=-20)
    for duty in ("host", "recorder"):
        last.check_in(duty, -15)
    with pytest.raises(RuleBroken) as refusal:
        last.do("open", -12.1)
    assert refusal.value.rule == "OpensBeforeItsDay"
    assert last.do("open", -12)["state"] == "in_session"


def test_who_dates_an_item_of_a_meeting_that_is_not_in_session_is_told_that() -> None:
    last = LastMonth()
    last.prepared()
    with pytest.raises(RuleBroken) as refusal:
        last.raise_item(-50)
    assert refusal.value.rule == "MeetingIsNotInSession"
