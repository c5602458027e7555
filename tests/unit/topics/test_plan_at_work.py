"""A plan at work: who may, what may be named, when it closes and what it then keeps, and that topics go on without one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor, KnownOrganisation
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import moment, stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken
from infra.kernel.commands.recording import record
from services.topics.topic import events as topic_events
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import (
    AUDITOR,
    CHAIR,
    COUNCIL,
    COUNTY,
    OFFICE,
    OFFICER,
    OTHER_COUNCIL,
    OTHER_COUNTY,
    OTHER_OFFICE,
    OTHER_TOWN,
    PARTY,
    PROVINCE,
    STATION,
    STATION_HEAD,
    TOWN,
    UNKNOWN,
    tell_of,
    topics,
)

SECRETARY = Actor(person="secretary", roles=("PARTY",), organisation=PARTY, division=TOWN)
LIAISON = Actor(person="liaison", roles=("LIA",), organisation=COUNCIL, division=TOWN)
COUNTY_PARTY = "019a0000-0000-7000-8000-000000000007"
COUNTY_SECRETARY = Actor(person="county", roles=("PARTY",), organisation=COUNTY_PARTY, division=COUNTY)
END_OF_2026 = datetime(2026, 12, 31, 16, tzinfo=UTC)


def at_work() -> Library:
    of = topics()
    tell_of(of, KnownOrganisation(COUNTY_PARTY, "县委", "party", COUNTY))
    return of


def topic(of: Library, *later: type, division: str = TOWN, organisation: str = COUNCIL) -> str:
    """A topic that was approved, and what happened to it then."""
    its = new_id()
    drafted = topic_events.TopicDrafted(its, "路灯", "不亮", division, organisation, "society")
    told(of, drafted, topic_events.TopicApproved(its, "1号"))
    told(of, *(event(its) for event in later))
    return its


def told(of: Library, *events: Any) -> None:
    record(of.lifecycles, of.store, new_id(), events, of.clock(), SYSTEM, "SYS")


def drafted(of: Library, actor: Actor = CHAIR, division: str = TOWN, organisation: str = COUNCIL, **said: Any) -> str:
    body = {"title": "协商计划", "division": division, "organisation": organisation, "period": "2026", **said}
    return str(of.do("draft", ("plans", None), body, actor)["id"])


def put(of: Library, plan: str, its: str, actor: Actor = CHAIR, month: str = "2026-03") -> dict[str, Any]:
    return of.do("put_topic", ("plans", plan), {"topic": its, "month": month}, actor)


def approved(of: Library, *its: str, **said: Any) -> str:
    plan = drafted(of, **said)
    for one in its:
        put(of, plan, one)
    of.do("submit", ("plans", plan), {}, CHAIR)
    of.do("approve", ("plans", plan), {"document_number": "2号"}, SECRETARY)
    return plan


def shown(of: Library, plan: str) -> dict[str, Any]:
    return of.records.one(ReadCall("plans", Caller(), plan), AUDITOR)


@pytest.mark.parametrize(
    ("actor", "division", "organisation"),
    [(CHAIR, TOWN, COUNCIL), (LIAISON, TOWN, COUNCIL), (OFFICER, TOWN, STATION), (OFFICER, COUNTY, OFFICE)],
)
def test_a_plan_is_drafted_by_office_chair_and_liaison_for_a_body_of_its_division(
    actor: Actor, division: str, organisation: str
) -> None:
    of = at_work()
    assert shown(of, drafted(of, actor, division, organisation))["state"] == "drafted"


@pytest.mark.parametrize(
    ("actor", "division"), [(STATION_HEAD, TOWN), (SECRETARY, TOWN), (AUDITOR, TOWN), (OFFICER, OTHER_COUNTY)]
)
def test_nobody_else_drafts_one(actor: Actor, division: str) -> None:
    with pytest.raises(NotPermitted):
        drafted(at_work(), actor, division)


@pytest.mark.parametrize("organisation", [OTHER_COUNCIL, PARTY, OTHER_OFFICE, UNKNOWN])
def test_a_plan_belongs_to_none_but_a_body_of_its_division(organisation: str) -> None:
    with pytest.raises(Invalid) as refusal:
        drafted(at_work(), OFFICER, organisation=organisation)
    assert set(refusal.value.errors) == {"organisation"}


def test_an_ended_body_is_given_no_plan_and_nobody_drafts_one_for_a_place_that_is_not_there() -> None:
    of = at_work()
    tell_of(of, KnownOrganisation(STATION, "站", "station", TOWN, ended=True))
    with pytest.raises(Invalid) as refusal:
        drafted(of, OFFICER, organisation=STATION)
    assert set(refusal.value.errors) == {"organisation"}
    with pytest.raises(Invalid) as refusal:
        drafted(of, division="620723199")
    assert set(refusal.value.errors) == {"division"}
    with pytest.raises(Invalid):
        drafted(of, division=PROVINCE)


def test_a_plan_goes_through_its_gate_and_back() -> None:
    of = at_work()
    its, plan = topic(of), drafted(of)
    of.clock.forward(seconds=1)
    put(of, plan, its)
    of.do("submit", ("plans", plan), {}, CHAIR)
    with pytest.raises(NotAllowedInState):
        put(of, plan, topic(of))
    of.do("return_for_revision", ("plans", plan), {"reason": "太满"}, SECRETARY)
    of.do("drop_topic", ("plans", plan), {"topic": its, "reason": "缓"}, LIAISON)
    put(of, plan, its, LIAISON, "2026-05")
    with pytest.raises(NotPermitted):
        of.do("submit", ("plans", plan), {}, LIAISON)
    of.do("submit", ("plans", plan), {}, OFFICER)
    of.do("approve", ("plans", plan), {"document_number": "2号"}, SECRETARY)
    of.do("close", ("plans", plan), {"summary": "完成"}, OFFICER)
    steps = [event.removeprefix("Plan") for event in of.types(f"plan-{plan}")]
    assert steps[:5] == ["Drafted", "TopicPut", "Submitted", "Returned", "TopicDropped"]
    assert steps[5:] == ["TopicPut", "Submitted", "Approved", "Closed"]
    assert (shown(of, plan)["reason"], shown(of, plan)["summary"]) == ("太满", "完成")


@pytest.mark.parametrize("command", ["approve", "return_for_revision", "add_topic_late"])
def test_only_the_party_organisation_of_the_same_division_decides_on_it(command: str) -> None:
    of = at_work()
    its, other = topic(of), topic(of)
    plan = approved(of, its) if command == "add_topic_late" else drafted(of)
    if command != "add_topic_late":
        put(of, plan, its)
        of.do("submit", ("plans", plan), {}, CHAIR)
    body = {
        "approve": {"document_number": "2号"},
        "return_for_revision": {"reason": "太满"},
        "add_topic_late": {"topic": other, "month": "2026-09", "document_number": "15号", "reason": "汛期"},
    }[command]
    for actor in (CHAIR, OFFICER, COUNTY_SECRETARY):
        with pytest.raises(NotPermitted):
            of.do(command, ("plans", plan), body, actor)
    assert of.do(command, ("plans", plan), body, SECRETARY)["id"] == plan


def test_a_county_plans_what_its_towns_consult_on_and_a_town_not_what_others_do() -> None:
    of = at_work()
    of_the_town, of_the_other = topic(of), topic(of, division=OTHER_TOWN, organisation=OTHER_COUNCIL)
    county = drafted(of, OFFICER, COUNTY, OFFICE)
    for its in (of_the_town, of_the_other):
        put(of, county, its, OFFICER)
    with pytest.raises(Invalid) as refusal:
        put(of, drafted(of, OFFICER), of_the_other, OFFICER)
    assert set(refusal.value.errors) == {"topic"}
    assert "620723101" in refusal.value.detail


def test_a_topic_that_one_may_not_read_is_told_as_one_that_is_not_there() -> None:
    of = at_work()
    elsewhere = topic(of, division=OTHER_TOWN, organisation=OTHER_COUNCIL)
    plan, said = drafted(of), []
    for its in (elsewhere, UNKNOWN):
        with pytest.raises(Invalid) as refusal:
            put(of, plan, its)
        said.append(refusal.value.detail.replace(its, "…"))
    assert said[0] == said[1]


def test_a_topic_that_is_ended_meanwhile_is_not_put_in() -> None:
    """What the decision rests on is held until it is written."""
    of = at_work()
    its, plan = topic(of), drafted(of)
    commit = of.store.commit

    def after_it_ended(writes: Any) -> None:
        of.store.commit = commit  # type: ignore[method-assign]
        told(of, topic_events.TopicDiscontinued(its, "不再需要", approved=True))
        commit(writes)

    of.store.commit = after_it_ended  # type: ignore[method-assign]
    with pytest.raises(RuleBroken) as refusal:
        put(of, plan, its)
    assert refusal.value.rule == "TopicMustBeApproved"


def test_a_topics_own_record_stays_as_it_is_when_it_is_put_into_a_plan() -> None:
    of = at_work()
    its = topic(of)
    before = of.records.one(ReadCall("topics", Caller(), its), AUDITOR)
    approved(of, its)
    assert of.records.one(ReadCall("topics", Caller(), its), AUDITOR) == before


def test_ruling_16_an_approved_topic_needs_no_plan_to_open_its_round() -> None:
    """The plan is a gate of its own."""
    of = at_work()
    its = topic(of, topic_events.TopicNoticeEnded)
    of.clock.forward(seconds=1)
    assert of.do("open_round", ("topics", its), {}, CHAIR)["state"] == "consulting"


def test_plan_against_actual_tells_of_each_topic_what_became_of_it_and_when_its_first_round_was_opened() -> None:
    of = at_work()
    consulted, waiting, ended = topic(of, topic_events.TopicNoticeEnded), topic(of), topic(of)
    plan = approved(of, consulted, waiting, ended)
    of.clock.forward(days=10)
    first = of.clock()
    of.do("open_round", ("topics", consulted), {}, CHAIR)
    of.clock.forward(days=20)
    told(of, topic_events.TopicRoundOpened(consulted, 2), topic_events.TopicDiscontinued(ended, "不再", approved=True))
    of.do("close", ("plans", plan), {}, OFFICER)
    kept = {one["topic"]: (one["month"], one["state"], one["consulted_at"]) for one in shown(of, plan)["actual"]}
    at = kept[consulted][2]
    assert moment(at) == first
    assert kept == {
        consulted: ("2026-03", "consulting", at),
        waiting: ("2026-03", "approved", None),
        ended: ("2026-03", "discontinued", None),
    }
    told(of, topic_events.TopicConcluded(consulted, "none", "—"))
    assert shown(of, plan)["actual"][0]["state"] == "consulting"


@pytest.mark.parametrize(("days_late", "closes_on"), [(0, "2027-01-30"), (40, "2027-03-11")])
def test_an_approved_plan_closes_thirty_days_after_its_period_or_after_an_approval_that_came_later(
    days_late: int, closes_on: str
) -> None:
    of = at_work()
    if days_late:
        of.clock.now = END_OF_2026 + timedelta(days=days_late)
    plan = approved(of, topic(of))
    closes_at = moment(shown(of, plan)["closes_at"])
    assert stamp(closes_at)[:10] == closes_on
    of.clock.now = closes_at - timedelta(seconds=1)
    of.due_times.run()
    assert shown(of, plan)["state"] == "approved"
    of.clock.now = closes_at
    of.due_times.run()
    closed = of.store.stream(f"plan-{plan}")[-1]
    assert (closed.type, closed.role, moment(closed.occurred_at)) == ("PlanClosed", "SYS", closes_at)
    assert len(shown(of, plan)["actual"]) == 1


def test_what_a_person_closed_is_not_closed_again() -> None:
    of = at_work()
    plan = approved(of, topic(of))
    of.do("close", ("plans", plan), {}, OFFICER)
    of.clock.now = END_OF_2026.replace(year=2028)
    assert of.due_times.run() == 0
    with pytest.raises(NotAllowedInState):
        of.do("close", ("plans", plan), {}, OFFICER)


def listed(of: Library, actor: Actor = AUDITOR, **narrowed: Any) -> list[str]:
    return [one["id"] for one in of.records.listing(ListCall("plans", Caller(), limit=50, **narrowed), actor)["items"]]


def test_a_list_of_a_topic_finds_the_plans_in_which_it_stands_now_and_as_they_were() -> None:
    of = at_work()
    its, other = topic(of), topic(of)
    year, quarter, without = drafted(of), drafted(of, period="2026-Q1"), drafted(of)
    put(of, year, its)
    put(of, quarter, its)
    put(of, without, other)
    assert set(listed(of, topic=its)) == {year, quarter}
    before = stamp(of.clock())
    of.clock.forward(seconds=1)
    of.do("drop_topic", ("plans", quarter), {"topic": its, "reason": "缓"}, CHAIR)
    assert listed(of, topic=its) == [year]
    assert set(listed(of, topic=its, as_of=before)) == {year, quarter}


def test_a_plan_is_read_in_its_division_and_by_its_organisation_and_not_by_everyone() -> None:
    of = at_work()
    plan = drafted(of)
    elsewhere = replace(STATION_HEAD, organisation=OTHER_COUNCIL, division=OTHER_TOWN)
    assert [listed(of, who) for who in (OFFICER, SECRETARY, elsewhere, Actor())] == [[plan], [plan], [], []]


def test_a_town_breaks_down_the_countys_plan_item_by_item() -> None:
    """Whoever plans below may not read the plan above here, but has it on paper: he names it, and is told its titles."""
    of = at_work()
    above, its = topic(of, division=COUNTY, organisation=OFFICE), topic(of)
    county = drafted(of, OFFICER, COUNTY, OFFICE)
    put(of, county, above, OFFICER)
    with pytest.raises(Invalid) as refusal:
        drafted(of, derived_from=county)
    assert set(refusal.value.errors) == {"derived_from"}
    of.do("submit", ("plans", county), {}, OFFICER)
    of.do("approve", ("plans", county), {"document_number": "2号"}, COUNTY_SECRETARY)
    plan = drafted(of, derived_from=county)
    for wrong in (its, UNKNOWN):
        with pytest.raises(Invalid) as refusal:
            of.do("put_topic", ("plans", plan), {"topic": its, "month": "2026-03", "higher_topic": wrong}, CHAIR)
        assert set(refusal.value.errors) == {"higher_topic"}
    of.do("put_topic", ("plans", plan), {"topic": its, "month": "2026-03", "higher_topic": above}, CHAIR)
    (item,) = shown(of, plan)["topics"]
    assert (shown(of, plan)["derived_from"], item["higher_topic"], item["higher_title"]) == (county, above, "路灯")
    (found,) = of.records.listing(ListCall("plans", Caller(), topic=county, limit=20), AUDITOR)["items"]
    assert found["id"] == plan


@pytest.mark.parametrize("wrong", [UNKNOWN, "x", 7])
def test_a_plan_is_derived_from_none_that_is_not_there(wrong: object) -> None:
    with pytest.raises(Invalid) as refusal:
        drafted(at_work(), derived_from=wrong)
    assert set(refusal.value.errors) == {"derived_from"}
