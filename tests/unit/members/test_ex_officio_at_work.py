"""Seats that follow offices, on a database: whatever happens to an office happens to the seat, dated by it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.problems import Invalid, NotPermitted, RuleBroken
from services.members.service import MembersService
from tests.unit.members.postings_at_work import ADMINISTRATION, AUDITOR, TOWN
from tests.unit.members.test_bodies_at_work import Bodies
from tests.unit.members.test_postings_at_once import refused_after

VILLAGE_CHAIR = {"seat": "chair", "role": "PARTY", "acts_as": "CHAIR", "category": "village_three_committees"}
SECURITY = Actor(person="019a0000-0000-7000-8000-00000000000c", roles=("SEC",))
READER = Caller()


class Village(Bodies):
    """The council's chair is whoever is secretary of the Party organisation of the place."""

    def __init__(self) -> None:
        super().__init__()
        self.ben = str(self.made("create", "people", name="本"))

    def rule(self, actor: Actor = SECURITY, **said: Any) -> str:
        body = {"organisation": self.council, "office_organisation": self.party, **VILLAGE_CHAIR, **said}
        made = self.made("create", "ex-officio-rules", actor, **body)
        self.work()
        return made

    def holds(self, person: str, role: str = "PARTY", organisation: str | None = None, **said: Any) -> str:
        body = {"person": person, "organisation": organisation or self.party, "role": role, **said}
        made = self.made("create", "offices", SECURITY, **body)
        self.work()
        return made

    def of_office(self, command: str, office: str, **said: Any) -> None:
        self.of.do(command, ("offices", office), said, SECURITY)
        self.work()

    def who_sits(self, body: str | None = None) -> list[tuple[str, str, str]]:
        """(who, seat, state) in the order in which they came."""
        asked = ListCall("memberships", READER, organisation=body or self.council, limit=200)
        listed = self.of.records.listing(asked, AUDITOR)["items"]
        names = {self.ana: "ana", self.ben: "ben"}
        return sorted((names[one["person"]], one["seat"], one["state"]) for one in listed)

    def acting(self, role: str = "CHAIR") -> list[tuple[str, str]]:
        """(who, state) of the offices of the council."""
        listed = self.of.records.listing(ListCall("offices", READER, organisation=self.council, limit=200), AUDITOR)
        names = {self.ana: "ana", self.ben: "ben"}
        return sorted((names[one["person"]], one["state"]) for one in listed["items"] if one["role"] == role)

    def shown(self, record_id: str, actor: Actor = AUDITOR, collection: str = "ex-officio-rules") -> dict[str, Any]:
        return self.of.records.one(ReadCall(collection, READER, record_id), actor)

    def history(self, stream: str) -> list[str]:
        return [event.type for event in self.of.store.stream(stream)]


@pytest.fixture
def at() -> Village:
    return Village()


def test_a_village_chair_follows_the_secretary_and_leaves_with_him(at: Village) -> None:
    rule = at.rule()
    anas = at.holds(at.ana)
    assert (at.who_sits(), at.acting()) == ([("ana", "chair", "active")], [("ana", "active")])
    at.of_office("end", anas, reason="换届")
    assert (at.who_sits(), at.acting()) == ([("ana", "chair", "ended")], [("ana", "ended")])
    at.holds(at.ben)
    assert at.who_sits() == [("ana", "chair", "ended"), ("ben", "chair", "active")]
    assert at.acting() == [("ana", "ended"), ("ben", "active")]
    assert at.history(f"ex_officio_rule-{rule}") == ["ExOfficioRuleCreated", "SeatFollowed", "SeatLeft", "SeatFollowed"]


def test_a_rule_seats_whoever_holds_the_office_when_it_is_made(at: Village) -> None:
    at.holds(at.ana, starts="2020-01-01")
    at.rule()
    assert at.who_sits() == [("ana", "chair", "active")]
    (seat,) = at.of.records.listing(ListCall("memberships", READER, organisation=at.council), AUDITOR)["items"]
    assert (seat["starts"], seat["category"], seat["right"]) == ("2026-03-02", "village_three_committees", "full")


def test_the_head_of_the_liaison_group_is_a_deputy_secretary_and_attends_the_standing_committee(at: Village) -> None:
    group, standing = at.body("liaison_group", TOWN), at.body("standing_committee", "620723")
    at.rule(organisation=group, seat="head", deputy=True, acts_as="LIA", category="legal_workers")
    at.rule(organisation=standing, seat="standing_participant", deputy=True, acts_as="LIA")
    at.holds(at.ben)
    assert (at.who_sits(group), at.who_sits(standing)) == ([], [])
    at.holds(at.ana, deputy=True)
    assert at.who_sits(group) == [("ana", "head", "active")]
    assert at.who_sits(standing) == [("ana", "standing_participant", "active")]
    (seat,) = at.of.records.listing(ListCall("memberships", READER, organisation=standing), AUDITOR)["items"]
    assert seat["right"] == "attending"


def test_who_becomes_a_deputy_loses_the_seat_of_the_first(at: Village) -> None:
    at.rule()
    office = at.holds(at.ana)
    at.of_office("amend", office, deputy=True)
    assert (at.who_sits(), at.acting()) == ([("ana", "chair", "ended")], [("ana", "ended")])
    at.of_office("amend", office, deputy=False)
    assert at.who_sits() == [("ana", "chair", "active"), ("ana", "chair", "ended")]


def test_the_seat_ends_on_the_day_on_which_the_office_does(at: Village) -> None:
    at.rule()
    office = at.holds(at.ana)
    at.of_office("amend", office, ends="2026-03-03")
    (seat,) = at.of.records.listing(ListCall("memberships", READER, organisation=at.council), AUDITOR)["items"]
    (acting,) = at.of.records.listing(ListCall("offices", READER, organisation=at.council), AUDITOR)["items"]
    assert (seat["ends"], acting["ends"]) == ("2026-03-03", "2026-03-03")
    at.of.clock.forward(days=2)
    at.work()
    assert at.who_sits() == [("ana", "chair", "ended")]


def test_a_second_secretary_waits_until_the_seat_is_free(at: Village) -> None:
    rule = at.rule()
    first, second = at.holds(at.ana), at.holds(at.ben)
    assert at.who_sits() == [("ana", "chair", "active")]
    assert [one["why"] for one in at.shown(rule)["withheld"]] == ["seat_taken"]
    at.of_office("end", first, reason="调离")
    assert at.who_sits() == [("ana", "chair", "ended"), ("ben", "chair", "active")]
    assert at.shown(rule)["withheld"] == []
    assert [one["office"] for one in at.shown(rule)["filled"]] == [second]


def test_the_successor_sits_when_the_term_of_the_first_is_over(at: Village) -> None:
    at.rule()
    at.holds(at.ana, ends="2026-03-03")
    at.holds(at.ben)
    assert at.who_sits() == [("ana", "chair", "active")]
    at.of.clock.forward(days=2)
    at.work()
    assert at.who_sits() == [("ana", "chair", "ended"), ("ben", "chair", "active")]
    assert at.acting() == [("ana", "ended"), ("ben", "active")]


def test_a_seat_given_by_hand_gives_way_or_is_waited_for(at: Village) -> None:
    at.seat(at.council)
    mine = at.seat(at.council, person=at.ben, seat="chair")["id"]
    rule = at.rule()
    at.holds(at.ana)
    assert at.who_sits() == [("ana", "member", "active"), ("ben", "chair", "active")]
    at.of.do("end", ("memberships", mine), {"reason": "让位"}, at.off)
    at.work()
    assert at.who_sits() == [("ana", "chair", "active"), ("ana", "member", "ended"), ("ben", "chair", "ended")]
    assert len(at.shown(rule)["filled"]) == 1


def test_who_acts_there_already_is_granted_nothing_and_keeps_it(at: Village) -> None:
    at.holds(at.ana, "CHAIR", at.council)
    at.rule()
    office = at.holds(at.ana)
    assert at.acting() == [("ana", "active")]
    at.of_office("end", office, reason="换届")
    assert at.acting() == [("ana", "active")]


def test_what_security_has_taken_away_is_not_granted_again(at: Village) -> None:
    at.rule()
    office = at.holds(at.ana)
    (acting,) = at.of.records.listing(ListCall("offices", READER, organisation=at.council), AUDITOR)["items"]
    at.of_office("end", acting["id"], reason="停权")
    at.of_office("amend", office, ends="2030-01-01")
    assert (at.who_sits(), at.acting()) == ([("ana", "chair", "active")], [("ana", "ended")])


def test_the_rule_ends_with_what_followed_by_it(at: Village) -> None:
    rule = at.rule()
    at.holds(at.ana)
    at.of.do("end", ("ex-officio-rules", rule), {"reason": "改为选举"}, SECURITY)
    assert (at.who_sits(), at.acting()) == ([("ana", "chair", "ended")], [("ana", "ended")])
    at.holds(at.ben)
    assert len(at.who_sits()) == 1


@pytest.mark.parametrize("which", ["council", "party"])
def test_a_rule_ends_with_either_of_its_organisations(at: Village, which: str) -> None:
    rule = at.rule()
    at.holds(at.ana)
    heir = at.body(which, TOWN)
    body = getattr(at, which)
    at.of.do("end", ("organisations", body), {"reason": "合并", "successor": heir}, ADMINISTRATION)
    at.work()
    assert at.shown(rule)["state"] == "ended"
    assert (at.who_sits(), at.acting()) == ([("ana", "chair", "ended")], [("ana", "ended")])
    assert at.who_sits(heir) == []


def test_whose_record_ends_leaves_the_seat(at: Village) -> None:
    at.rule()
    at.holds(at.ana)
    at.of.do("end", ("people", at.ana), {"reason": "病故"}, ADMINISTRATION)
    at.work()
    assert at.who_sits() == [("ana", "chair", "ended")]


def test_in_a_committee_the_seat_waits_until_he_is_a_member(at: Village) -> None:
    rule = at.rule(organisation=at.committee, acts_as="LIA")
    at.holds(at.ben)
    assert [one["why"] for one in at.shown(rule)["withheld"]] == ["no_member"]
    at.admitted(at.ben, "620723")
    at.work()
    assert at.who_sits(at.committee) == [("ben", "chair", "active")]


def test_every_event_is_dated_by_its_cause_and_names_it(at: Village) -> None:
    at.rule()
    office = at.holds(at.ana)
    at.of.clock.forward(days=3)
    at.of_office("end", office, reason="换届", occurred_at="2026-03-04T10:00:00+08:00")
    (ended,) = [one for one in at.of.store.stream(f"office-{office}") if one.type == "OfficeEnded"]
    (seat,) = at.of.records.listing(ListCall("memberships", READER, organisation=at.council), AUDITOR)["items"]
    (left,) = [one for one in at.of.store.stream(f"membership-{seat['id']}") if one.type == "MembershipEnded"]
    assert left.causation_id == ended.event_id
    assert left.occurred_at == ended.occurred_at
    assert datetime.fromisoformat(left.occurred_at) == datetime(2026, 3, 4, 2, tzinfo=UTC)
    assert (left.role, seat["ended_on"]) == ("SYS", "2026-03-04")


def test_only_security_makes_and_ends_rules(at: Village) -> None:
    for actor in (ADMINISTRATION, at.off, AUDITOR):
        with pytest.raises(NotPermitted):
            at.rule(actor)
    rule = at.rule()
    with pytest.raises(NotPermitted):
        at.of.do("end", ("ex-officio-rules", rule), {"reason": "撤"}, ADMINISTRATION)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"organisation": "019a0000-0000-7000-8000-0000000000ff"}, Invalid),
        ({"office_organisation": "019a0000-0000-7000-8000-0000000000ff"}, Invalid),
        ({"seat": "first_leader"}, Invalid),
        ({"role": "SEC"}, Invalid),
        ({"acts_as": "PARTY"}, Invalid),
        ({"deputy": "yes"}, Invalid),
    ],
)
def test_what_is_wrong_is_refused(at: Village, said: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        at.rule(**said)


def test_a_seat_that_follows_an_office_follows_no_seat_of_its_own(at: Village) -> None:
    with pytest.raises(Invalid):
        at.rule(role="CHAIR", office_organisation=at.council)


def test_of_two_who_make_the_same_rule_at_once_only_one_does(at: Village) -> None:
    body = {"organisation": at.council, "office_organisation": at.party, **VILLAGE_CHAIR}
    late = refused_after(at, at.rule, lambda slower: slower.do("create", ("ex-officio-rules", None), body, SECURITY))
    assert getattr(late, "rule", "") == "RuleIsThereAlready"
    with pytest.raises(RuleBroken):
        at.rule()


def test_nobody_makes_a_rule_by_which_he_gets_an_office(at: Village) -> None:
    at.holds(at.ana)
    with pytest.raises(RuleBroken):
        at.rule(Actor(person=at.ana, roles=("SEC",)))


def test_everybody_with_a_token_reads_the_rule_and_no_name_in_it(at: Village) -> None:
    rule = at.rule()
    at.holds(at.ana)
    shown = at.shown(rule, at.stn)
    assert shown["seat"] == "chair"
    assert at.ana not in str(shown)


def test_seats_lead_to_seats_and_leave_with_them(at: Village) -> None:
    """The secretary chairs the council, whose chair heads the station."""
    at.rule()
    at.rule(organisation=at.station, seat="head", role="CHAIR", office_organisation=at.council, acts_as="STN")
    office = at.holds(at.ana)
    assert at.who_sits(at.station) == [("ana", "head", "active")]
    at.of_office("end", office, reason="换届")
    assert at.who_sits(at.station) == [("ana", "head", "ended")]


def test_no_circle_of_rules_keeps_a_seat_for_ever(at: Village) -> None:
    station: dict[str, Any] = {
        "organisation": at.station,
        "seat": "head",
        "role": "CHAIR",
        "office_organisation": at.council,
    }
    back: dict[str, Any] = {
        "organisation": at.council,
        "role": "STN",
        "office_organisation": at.station,
        "acts_as": "CHAIR",
    }
    at.rule(**station, acts_as="STN")
    with pytest.raises(Invalid) as refused:
        at.rule(**back)
    assert refused.value.rule == "SeatFollowsAnotherOffice"
    at.rule(**{**back, "acts_as": "LIA"})
    at.rule(organisation=at.party, seat="secretary", role="LIA", office_organisation=at.council, acts_as="LIA")
    with pytest.raises(Invalid):
        at.rule(organisation=at.station, seat="leader", role="LIA", office_organisation=at.party, acts_as="STN")


def test_the_tables_of_the_service_name_every_cause() -> None:
    followed = {one.event.__name__ for one in MembersService.reactions}
    assert followed >= {"OfficeGranted", "OfficeAmended", "OfficeEnded", "ExOfficioRuleCreated", "OrganisationEnded"}
