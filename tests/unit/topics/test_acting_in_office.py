"""Ruling 6: a person acts in an office that he holds on the day of entry; a token without a person is a machine's."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from infra.kernel.access.offices import KnownOffice
from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.problems import NotPermitted, Unavailable
from tests.unit.kernel.library.running import NOON, Library
from tests.unit.topics.at_work import CHAIR, COUNCIL, COUNTY, OFFICE, OTHER_COUNCIL, PARTY, TOWN, draft, topics

TODAY = day_in_china(NOON)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
OF_CHAIR = KnownOffice("1", "chair", "CHAIR", COUNCIL, starts=YESTERDAY)
MACHINE = Actor(roles=("CHAIR",), organisation=COUNCIL, division=TOWN, token_id="machine")


def at_work(*offices: KnownOffice, demo: bool = False) -> Library:
    of = topics(demo=demo, asks_for_offices=True)
    for office in offices:
        of.holds(office)
    return of


def rule_of(of: Library, actor: Actor) -> str:
    with pytest.raises(NotPermitted) as refusal:
        draft(of, actor)
    return str(refusal.value.rule)


def test_ruling_6_a_person_acts_in_an_office_that_he_holds() -> None:
    assert draft(at_work(OF_CHAIR), CHAIR)["state"] == "draft"


@pytest.mark.parametrize(
    "held",
    [
        replace(OF_CHAIR, deputy=True),
        replace(OF_CHAIR, starts=TODAY),
        replace(OF_CHAIR, ends=TODAY),
    ],
)
def test_ruling_6_a_deputys_office_counts_and_so_do_its_first_and_last_day(held: KnownOffice) -> None:
    assert draft(at_work(held), CHAIR)["state"] == "draft"


@pytest.mark.parametrize(
    "held",
    [
        replace(OF_CHAIR, role="REC"),
        replace(OF_CHAIR, organisation=OTHER_COUNCIL),
        replace(OF_CHAIR, organisation=None),
        replace(OF_CHAIR, person="another"),
        replace(OF_CHAIR, starts=TOMORROW),
        replace(OF_CHAIR, ends=YESTERDAY),
        replace(OF_CHAIR, ended=True),
    ],
)
def test_ruling_6_no_other_office_and_none_that_has_ended_or_not_begun(held: KnownOffice) -> None:
    assert rule_of(at_work(held), CHAIR).startswith("CHAIR acts in an office of that role in the organisation")


def test_the_day_is_that_of_entry_in_china() -> None:
    of = at_work(replace(OF_CHAIR, ends=TODAY))
    of.clock.now = NOON.replace(hour=15, minute=59)
    assert draft(of, CHAIR)["state"] == "draft"
    of.clock.now = NOON.replace(hour=16)
    assert "in force today" in rule_of(of, CHAIR)


def test_an_office_that_was_ended_a_minute_ago_does_not_act_with_an_old_token() -> None:
    of = at_work(OF_CHAIR)
    topic = draft(of, CHAIR)["id"]
    of.clock.forward(minutes=1)
    of.holds(replace(OF_CHAIR, ended=True))
    with pytest.raises(NotPermitted):
        of.do("propose", ("topics", topic), {}, CHAIR)


def test_what_is_allowed_follows_from_the_office() -> None:
    of = at_work(OF_CHAIR)
    call = ReadCall("topics", Caller(), draft(of, CHAIR)["id"])
    assert "propose" in of.records.one(call, CHAIR)["allowed_commands"]
    of.holds(replace(OF_CHAIR, ended=True))
    assert of.records.one(call, CHAIR)["allowed_commands"] == []


def test_an_office_of_which_the_news_is_on_its_way_is_waited_for() -> None:
    of = at_work()

    def arrives() -> bool:
        of.holds(OF_CHAIR)
        return True

    of.expected_news.arrives = arrives
    assert draft(of, CHAIR)["state"] == "draft"
    assert of.expected_news.waited == 1


def test_whose_office_does_not_arrive_in_time_is_asked_to_try_again() -> None:
    of = at_work()
    of.expected_news.arrives = lambda: False
    with pytest.raises(Unavailable):
        draft(of, CHAIR)


def test_who_holds_the_office_and_stands_elsewhere_is_told_at_once() -> None:
    of = at_work(replace(OF_CHAIR, organisation=OTHER_COUNCIL))
    with pytest.raises(NotPermitted) as refusal:
        draft(of, replace(CHAIR, organisation=OTHER_COUNCIL))
    assert "belongs to" in str(refusal.value.rule)
    assert of.expected_news.waited == 0


def test_the_offices_of_a_person_are_looked_up_once_a_command_and_a_machines_never(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of, asked = at_work(OF_CHAIR, demo=True), list[str]()
    look_up = of.news.copies

    def noted(kind: str, parent: str) -> list[str]:
        asked.append(kind)
        return look_up(kind, parent)

    monkeypatch.setattr(of.news, "copies", noted)
    for actor, times in ((replace(CHAIR, roles=("REC", "LIA", "CHAIR")), 1), (MACHINE, 0)):
        asked.clear()
        draft(of, actor)
        assert asked.count("office") == times


@pytest.mark.parametrize("demo", [True, False])
def test_ruling_6_on_a_demo_site_a_machine_speaks_in_any_role_elsewhere_it_chairs_nothing(demo: bool) -> None:
    of = at_work(demo=demo)
    if demo:
        assert draft(of, MACHINE)["state"] == "draft"
        return
    assert rule_of(of, MACHINE).startswith("a token without a person is a machine's: it speaks as ADM, SEC, AUD, OFF")
    assert of.expected_news.waited == 0


def test_elsewhere_a_machine_speaks_for_its_office() -> None:
    machine = Actor(roles=("OFF",), organisation=OFFICE, division=COUNTY, token_id="machine")
    assert draft(at_work(), machine, organisation=COUNCIL)["state"] == "draft"


@pytest.mark.parametrize("role", ["PARTY", "OFF"])
def test_ruling_6_a_machine_approves_on_a_demo_site_alone_whatever_its_role(role: str) -> None:
    topic = draft(of := at_work(OF_CHAIR), CHAIR)["id"]
    machine = Actor(roles=(role,), organisation=PARTY, division=TOWN, token_id="machine")
    with pytest.raises(NotPermitted) as refusal:
        of.do("approve", ("topics", topic), {"document_number": "沙党发〔2026〕3号"}, machine)
    assert "never approves" in str(refusal.value.rule)


@pytest.mark.parametrize(
    ("role", "organisation", "held", "entitled"),
    [
        ("MEM", COUNCIL, KnownOffice("1", "ana", "MEM"), True),
        ("MEM", COUNCIL, KnownOffice("1", "ana", "MEM", COUNCIL), False),
        ("MEM", COUNCIL, KnownOffice("1", "ana", "MEM", ended=True), False),
        *((role, None, KnownOffice("1", "ana", role), True) for role in ("ADM", "SEC", "AUD")),
        *((role, COUNCIL, KnownOffice("1", "ana", role), True) for role in ("ADM", "SEC", "AUD")),
        *((role, COUNCIL, KnownOffice("1", "ana", role, COUNCIL), False) for role in ("ADM", "SEC", "AUD")),
        ("LEAD", PARTY, KnownOffice("1", "ana", "LEAD", PARTY, starts=date(2026, 1, 1)), True),
    ],
)
def test_ruling_6_a_member_acts_by_a_membership_and_an_administrator_without_an_organisation(
    role: str, organisation: str | None, held: KnownOffice, entitled: bool
) -> None:
    assert held.entitles(role, organisation, TODAY) is entitled
