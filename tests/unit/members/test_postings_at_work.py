"""Postings among the records: who may do what where, due times, late entries, whoever writes at once."""

from datetime import date, timedelta
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotFound, NotPermitted, RuleBroken
from tests.unit.members.postings_at_work import (
    ADMINISTRATION,
    AUDITOR,
    CITY,
    COUNTY,
    OTHER_COUNTY,
    OTHER_TOWN,
    TOWN,
    Postings,
)

UNKNOWN = "019a0000-0000-7000-8000-0000000000ff"


@pytest.fixture
def at() -> Postings:
    return Postings()


def events(at: Postings, posting: str) -> list[str]:
    return at.of.types(f"posting-{posting}")


def test_a_posting_is_proposed_confirmed_started_by_the_system_and_ended(at: Postings) -> None:
    posting = at.propose()
    assert at.shown(posting) | {"id": posting} == at.shown(posting) | {
        "state": "proposed", "division": TOWN, "member": at.member, "person": at.ana, "organisation": at.station,
        "kind": "members", "kind_label": "委员下沉", "principle": "residence", "starts": None, "ends": None,
        "posting": None, "takes_over": [],
    }  # fmt: skip
    assert at.give("confirm", posting, at.mem)["state"] == "confirmed"
    assert at.shown(posting)["starts"] == "2026-03-02"
    at.of.due_times.run()
    assert at.give("end", posting, reason="届满")["state"] == "ended"
    assert events(at, posting) == ["PostingProposed", "PostingConfirmed", "PostingStarted", "PostingEnded"]


def test_only_the_office_of_the_place_proposes(at: Postings) -> None:
    for actor in (
        Actor(person="x", roles=("OFF",), organisation=at.city_office, division=CITY),
        at.stn,
        at.mem,
        ADMINISTRATION,
        AUDITOR,
    ):
        with pytest.raises(NotPermitted):
            at.propose(actor)


@pytest.mark.parametrize("command", ["confirm", "decline"])
def test_ruling_27_the_member_named_answers_wherever_his_token_is_from_and_the_head_of_the_station(
    at: Postings, command: str
) -> None:
    said = {"reason": "长期在外"} if command == "decline" else {}
    for actor in (at.mem, at.stn, Actor(roles=("MEM",), organisation=at.station, division=TOWN)):
        posting = at.propose()
        at.give(command, posting, actor, **said)
        if command == "confirm":
            at.give("end", posting, reason="另行安排")


@pytest.mark.parametrize("command", ["confirm", "decline"])
def test_nobody_else_answers_for_him(at: Postings, command: str) -> None:
    posting, said = at.propose(), {"reason": "长期在外"} if command == "decline" else {}
    colleague = Actor(person="ben", roles=("MEM",), organisation=at.station, division=TOWN)
    elsewhere = Actor(person="stn", roles=("STN",), organisation=at.other, division=OTHER_TOWN)
    himself_as_another = Actor(person=at.ana, roles=("LIA",), organisation=at.station, division=TOWN)
    for actor in (colleague, elsewhere, at.off, himself_as_another, AUDITOR):
        with pytest.raises(NotPermitted):
            at.give(command, posting, actor, **said)


@pytest.mark.parametrize("command", ["suspend", "resume", "reassign", "end", "propose_again"])
def test_what_is_the_offices_is_nobody_elses(at: Postings, command: str) -> None:
    posting = at.active()
    said: dict[str, Any] = {} if command in ("resume", "propose_again") else {"reason": "事由"}
    for actor in (at.mem, at.stn, ADMINISTRATION):
        with pytest.raises(NotPermitted):
            at.give(command, posting, actor, **said)


def test_a_step_out_of_turn_is_refused(at: Postings) -> None:
    posting = at.propose()
    for command in ("suspend", "reassign", "end"):
        with pytest.raises(NotAllowedInState):
            at.give(command, posting, reason="事由")
    for command in ("resume", "propose_again"):
        with pytest.raises(NotAllowedInState):
            at.give(command, posting)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"member": UNKNOWN}, "member"),
        ({"organisation": UNKNOWN}, "organisation"),
        ({"kind": "𠮷\x00"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"principle": "whim"}, "principle"),
        ({"starts": "tomorrow"}, "starts"),
        ({"ends": 20261231}, "ends"),
        ({"member": 7}, "member"),
        ({"term": "第十届"}, "term"),
    ],
)
def test_what_makes_no_sense_says_which_field(at: Postings, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        at.propose(**changed)
    assert list(refused.value.errors) == [field]


def test_an_ended_member_or_body_is_named_in_nothing_new(at: Postings) -> None:
    posting = at.propose(organisation=at.other)
    at.of.do("end", ("organisations", at.station), {"reason": "撤并", "no_successor": True}, ADMINISTRATION)
    with pytest.raises(Invalid) as refused:
        at.propose()
    assert list(refused.value.errors) == ["organisation"]
    at.of.do("end", ("members", at.member), {"reason": "届满"}, ADMINISTRATION)
    with pytest.raises(Invalid) as refused:
        at.propose(organisation=at.other)
    assert list(refused.value.errors) == ["member"]
    with pytest.raises(RuleBroken) as broken:
        at.give("confirm", posting, at.mem)
    assert broken.value.rule == "NoLongerInForce"


def test_members_of_the_committee_above_are_posted_by_the_county(at: Postings) -> None:
    """The county's office does not read the city's memberships, and posts its members all the same."""
    of_the_city = at.admitted(at.ana, CITY)
    assert at.shown(at.propose(member=of_the_city))["member"] == of_the_city


def test_a_kind_is_called_as_the_nearest_list_says(at: Postings) -> None:
    own = [{"code": f"k{number}", "label": label} for number, label in enumerate(("到站", "到村", "到户"))]
    made = at.made("create", "posting-kinds", division=COUNTY, items=own)
    first = at.propose(kind="k1")
    amended = [{**item, "label": f"下沉{item['label']}"} for item in own]
    at.of.do("amend", ("posting-kinds", made), {"items": amended}, ADMINISTRATION)
    second = at.propose(kind="k1", organisation=at.other)
    assert [at.shown(one)["kind_label"] for one in (first, second)] == ["到村", "下沉到村"]


def test_a_named_first_day_is_waited_for_and_the_last_one_is_worked(at: Postings) -> None:
    posting = at.propose(starts="2026-03-05", ends="2026-03-10")
    at.give("confirm", posting, at.mem)
    at.of.clock.forward(days=2, hours=11, minutes=59)
    at.of.due_times.run()
    assert at.shown(posting)["state"] == "confirmed"
    at.of.clock.forward(minutes=1)
    at.of.due_times.run()
    assert at.shown(posting)["state"] == "active"
    at.of.clock.forward(days=6, seconds=-1)
    at.of.due_times.run()
    assert at.shown(posting)["state"] == "active"
    at.of.clock.forward(seconds=1)
    at.of.due_times.run()
    assert at.shown(posting)["state"] == "ended"
    told = at.of.store.stream(f"posting-{posting}")
    assert [(event.type, event.role) for event in told[2:]] == [("PostingStarted", "SYS"), ("PostingExpired", "SYS")]


def test_a_suspended_posting_whose_term_is_over_ends_when_it_is_resumed(at: Postings) -> None:
    posting = at.active(ends="2026-03-10")
    at.give("suspend", posting, reason="学习")
    at.of.clock.forward(days=30)
    at.of.due_times.run()
    assert at.shown(posting)["state"] == "suspended"
    at.give("resume", posting)
    at.of.due_times.run()
    assert at.shown(posting)["state"] == "ended"


def test_a_posting_of_last_month_is_entered_in_order(at: Postings) -> None:
    posting = at.propose(occurred_at=at.ago(days=30))
    with pytest.raises(Invalid) as refused:
        at.give("confirm", posting, at.mem, occurred_at=at.ago(days=31))
    assert list(refused.value.errors) == ["occurred_at"]
    at.give("confirm", posting, at.mem, occurred_at=at.ago(days=20))
    at.of.due_times.run()
    started = at.of.store.stream(f"posting-{posting}")[2]
    assert (started.type, started.occurred_at) == ("PostingStarted", at.ago(days=20))
    assert at.shown(posting)["starts"] == (date(2026, 3, 2) - timedelta(days=20)).isoformat()


def test_a_posting_is_handed_over_to_one_in_another_town_and_both_show_it(at: Postings) -> None:
    old = at.active()
    at.give("reassign", old, reason="迁居")
    new = at.propose(organisation=at.other)
    elsewhere = Actor(person="stn", roles=("STN",), organisation=at.other, division=OTHER_TOWN)
    with pytest.raises(NotPermitted):
        at.give("hand_over", old, elsewhere, posting=new)
    assert at.give("hand_over", old, at.stn, posting=new)["state"] == "ended"
    assert (at.shown(old)["posting"], at.shown(new)["takes_over"]) == (new, [old])
    assert at.shown(new)["state"] == "proposed"


def test_another_members_posting_takes_nothing_over(at: Postings) -> None:
    old = at.active()
    at.give("reassign", old, reason="迁居")
    ben = at.admitted(at.made("create", "people", name="李平"), COUNTY)
    for posting in (at.propose(member=ben, organisation=at.other), UNKNOWN, old):
        with pytest.raises(Invalid) as refused:
            at.give("hand_over", old, at.stn, posting=posting)
        assert list(refused.value.errors) == ["posting"]


def test_what_was_declined_is_proposed_again_only_where_the_office_may(at: Postings) -> None:
    """The city's member could be posted in the other county, but not by this county's office."""
    posting = at.propose(member=at.admitted(at.ana, CITY))
    at.give("decline", posting, at.stn, reason="无人接收")
    far = at.body("station", OTHER_COUNTY)
    with pytest.raises(Invalid) as refused:
        at.give("propose_again", posting, organisation=far)
    assert list(refused.value.errors) == ["organisation"]
    at.give("propose_again", posting, organisation=at.other)
    assert (at.shown(posting)["organisation"], at.shown(posting)["division"]) == (at.other, OTHER_TOWN)


def test_a_posting_is_read_by_its_member_its_body_and_the_office_and_by_nobody_else(at: Postings) -> None:
    posting = at.propose()
    far = Actor(person=at.ana, roles=("MEM",), organisation=at.other, division=OTHER_TOWN)
    for actor in (far, at.stn, at.off, AUDITOR):
        assert at.shown(posting, actor)["id"] == posting
    assert at.shown(posting, far)["allowed_commands"] == ["confirm", "decline"]
    assert at.shown(posting, at.off)["allowed_commands"] == []
    for actor in (Actor(), Actor(person="ben", roles=("MEM",), organisation=at.other, division=OTHER_TOWN)):
        with pytest.raises(NotFound):
            at.shown(posting, actor)


def test_a_posting_is_shown_as_it_was(at: Postings) -> None:
    posting = at.active()
    then = at.ago(seconds=0)
    at.of.clock.forward(days=1)
    at.give("suspend", posting, reason="学习")
    past = at.of.records.one(ReadCall("postings", Caller(), posting, as_of=then), AUDITOR)
    assert (past["state"], at.shown(posting)["state"]) == ("active", "suspended")
    told = at.of.records.history(ReadCall("postings", Caller(), posting), AUDITOR)["items"]
    assert [event["type"] for event in told] == events(at, posting)
