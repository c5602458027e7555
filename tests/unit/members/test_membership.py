"""The rules of memberships of bodies, and of the quotas that councils are held to."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from infra.kernel.testing import given
from services.members import body_rules as rules
from services.members.membership import commands as asked
from services.members.membership import events as happened
from services.members.membership.commands import CATEGORIES, GROUPS, OF_MEMBERS, SEATS, CreateMembership
from services.members.membership.domain import Facts, SeenBody
from services.members.membership.events import Lack, MembershipCreated
from services.members.membership.lifecycle import MEMBERSHIP
from services.members.membership.schemas import COMMANDS
from services.members.membership.state import SeenSeat, due
from services.members.quota.commands import AmendQuota, CreateQuota
from services.members.quota.domain import Facts as OfQuota
from services.members.quota.domain import SeenCouncil
from services.members.quota.events import QuotaAmended, QuotaCreated, QuotaItem
from services.members.quota.lifecycle import QUOTA
from services.members.quota.state import ONE_OF_EACH, SeenQuota, quota_in_force
from services.members.rules import NamedDayMustLieAhead, OrganisationMustBeActive, PersonMustBeActive

TOWN, TODAY, LATER = "620723101", date(2026, 3, 2), date(2031, 3, 1)
COUNCIL = SeenBody("active", "council", TOWN)
FACTS = Facts(TODAY, TODAY, body=COUNCIL)
ANAS = MembershipCreated("m", "ana", "council", TOWN, "member", "full", None, TODAY, LATER, "active")
BENS = SeenSeat("b", "active", "ben", "council", "chair", "full", None, date(2025, 1, 1), None, None, None)


def seated(**said: Any) -> CreateMembership:
    return CreateMembership(
        **{"membership_id": "m", "person": "ana", "organisation": "council", "seat": "member", **said}
    )


def facts(*sitting: SeenSeat, kind: str = "council", **known: Any) -> Facts:
    return Facts(TODAY, TODAY, body=SeenBody("active", kind, TOWN), sitting=sitting, **known)


def test_a_person_is_seated_from_today_or_from_a_day_that_is_named() -> None:
    given(MEMBERSHIP).when(seated(ends=LATER), FACTS).then(ANAS)
    given(MEMBERSHIP).when(seated(starts=date(2020, 1, 1)), FACTS).then_state("active")
    given(MEMBERSHIP).when(seated(starts=date(2026, 3, 3)), FACTS).then_state("upcoming")


@pytest.mark.parametrize(
    ("command", "known", "rule"),
    [
        (seated(), Facts(TODAY, TODAY, person_active=False, body=COUNCIL), PersonMustBeActive),
        (seated(), Facts(TODAY, TODAY, body=None), OrganisationMustBeActive),
        (seated(), Facts(TODAY, TODAY, body=SeenBody("ended", "council", TOWN)), OrganisationMustBeActive),
        (seated(ends=TODAY), FACTS, NamedDayMustLieAhead),
        (seated(starts=date(2032, 1, 1), ends=LATER), FACTS, rules.MembershipEndsAfterItStarts),
    ],
)
def test_whom_where_and_when_are_there_and_in_order(
    command: CreateMembership, known: Facts, rule: type[Exception]
) -> None:
    given(MEMBERSHIP).when(command, known).refused(rule)


@pytest.mark.parametrize(("starts", "free"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
def test_nobody_sits_twice_in_a_body_on_the_same_day(starts: date, free: bool) -> None:
    until_june = SeenSeat("a", "active", "ana", "council", "member", "full", None, TODAY, date(2026, 6, 30), None, None)
    asked_for = given(MEMBERSHIP).when(seated(starts=starts), facts(until_june))
    asked_for.then_state("upcoming") if free else asked_for.refused(rules.SitsThereAlready)


@pytest.mark.parametrize(("ended_on", "free"), [(date(2026, 3, 3), False), (TODAY, True)])
def test_whose_seat_was_ended_may_be_seated_anew_on_that_day(ended_on: date, free: bool) -> None:
    ended = SeenSeat("a", "ended", "ana", "council", "member", "full", None, date(2025, 1, 1), None, None, ended_on)
    asked_for = given(MEMBERSHIP).when(seated(), facts(ended))
    asked_for.then_state("active") if free else asked_for.refused(rules.SitsThereAlready)


def test_a_first_seat_is_held_by_one_person_at_a_time() -> None:
    given(MEMBERSHIP).when(seated(seat="chair"), facts(BENS)).refused(rules.SeatIsTakenThen)
    given(MEMBERSHIP).when(seated(seat="deputy_chair"), facts(BENS)).then_state("active")
    amend = asked.AmendMembership("m", seat="chair")
    given(MEMBERSHIP, ANAS).when(amend, facts(BENS)).refused(rules.SeatIsTakenThen)


def test_a_leading_group_has_a_first_leader_above_its_leader_and_no_other_body_has() -> None:
    for kind in GROUPS:
        given(MEMBERSHIP).when(seated(seat="first_leader"), facts(kind=kind)).then_state("active")
    given(MEMBERSHIP).when(seated(seat="first_leader"), facts()).refused(rules.FirstLeaderIsOfAGroup)


@pytest.mark.parametrize("kind", OF_MEMBERS)
def test_in_a_body_of_members_only_members_have_a_vote_and_others_attend(kind: str) -> None:
    stranger = facts(kind=kind, member_here=False)
    given(MEMBERSHIP).when(seated(), stranger).refused(rules.OnlyMembersVoteThere)
    given(MEMBERSHIP).when(seated(), facts(kind=kind)).then_state("active")
    head = seated(seat="standing_participant")
    given(MEMBERSHIP).when(head, stranger).then(
        MembershipCreated("m", "ana", "council", TOWN, "standing_participant", "attending", None, TODAY, None, "active")
    )


@pytest.mark.parametrize("seat", SEATS)
def test_the_right_goes_with_the_seat(seat: str) -> None:
    said = {"person": "019a0000-0000-7000-8000-000000000001", "organisation": "019a0000-0000-7000-8000-000000000002"}
    refused = [
        bool(COMMANDS["create"]().validate({**said, "seat": seat, "right": right})) for right in ("full", "attending")
    ]
    assert refused == [seat in ("standing_participant", "observer"), seat not in ("standing_participant", "observer")]


def test_it_answers_of_which_categories_the_council_lacks_members() -> None:
    quota = (QuotaItem("legal_workers", 1), QuotaItem("residents_representatives", 2))
    wanted = seated(category="residents_representatives")
    lacking = (Lack("legal_workers", 1, 0), Lack("residents_representatives", 2, 1))
    given(MEMBERSHIP).when(wanted, facts(quota=quota)).then(
        MembershipCreated(
            *("m", "ana", "council", TOWN, "member", "full", "residents_representatives", TODAY, None, "active"),
            lacking=lacking,
        )
    )
    upcoming = seated(category="legal_workers", starts=LATER)
    row = MEMBERSHIP.rows["create"][0]
    events = row.decide(None, upcoming, facts(quota=quota))
    assert row.extras is not None
    told = row.extras(events, upcoming)["lacking"]
    assert [(one["category"], one["number"]) for one in told] == [
        ("legal_workers", 0),
        ("residents_representatives", 0),
    ]


def test_what_is_left_out_of_an_amendment_stays() -> None:
    amend = asked.AmendMembership("m", seat="observer")
    given(MEMBERSHIP, ANAS).when(amend, FACTS).then(
        happened.MembershipAmended("m", "observer", "attending", None, LATER)
    )


def test_a_seat_that_follows_an_office_is_neither_amended_nor_ended_by_hand() -> None:
    follows = MembershipCreated(
        "m", "ana", "council", TOWN, "chair", "full", None, TODAY, None, "active", rule="rule", office="office"
    )
    for command in (asked.AmendMembership("m", seat="member"), asked.EndMembership("m", "换人")):
        given(MEMBERSHIP, follows).when(command, FACTS).refused(rules.SeatFollowsAnOffice)


def test_it_begins_and_ends_by_itself_at_midnight_in_china() -> None:
    upcoming = MembershipCreated(
        "m", "ana", "council", TOWN, "member", "full", None, date(2026, 3, 3), date(2026, 3, 4), "upcoming"
    )
    begun = given(MEMBERSHIP, upcoming).state
    assert due(begun) == [(datetime(2026, 3, 2, 16, tzinfo=UTC), asked.StartMembership("m"))]
    sitting = given(MEMBERSHIP, upcoming, happened.MembershipStarted("m")).state
    assert due(sitting) == [(datetime(2026, 3, 4, 16, tzinfo=UTC), asked.ExpireMembership("m"))]
    over = given(MEMBERSHIP, upcoming, happened.MembershipStarted("m"), happened.MembershipExpired("m")).state
    assert (over.state, over.ended_on, due(over)) == ("ended", date(2026, 3, 5), [])


def test_who_sat_in_a_body_that_has_ended_goes_on_in_its_successor() -> None:
    end = asked.EndMembershipWithBody("m", TODAY, "更名", "successor")
    ended = happened.MembershipEnded("m", TODAY, "更名")
    known = facts(goes_on_as="n")
    goes_on = MembershipCreated(
        "n", "ana", "successor", TOWN, "member", "full", None, TODAY, LATER, "active", successor_of="m"
    )
    given(MEMBERSHIP, ANAS).when(end, known).then(ended, goes_on)
    there = SeenSeat("x", "active", "ana", "successor", "chair", "full", None, TODAY, None, None, None)
    given(MEMBERSHIP, ANAS).when(end, facts(there, goes_on_as="n")).then(ended)
    given(MEMBERSHIP, ANAS).when(asked.EndMembershipWithBody("m", TODAY, "撤销", None), known).then(
        happened.MembershipEnded("m", TODAY, "撤销")
    )


def test_of_two_chairs_the_one_who_comes_over_is_a_member() -> None:
    chair = MembershipCreated("m", "ana", "council", TOWN, "chair", "full", None, TODAY, None, "active")
    end = asked.EndMembershipWithBody("m", TODAY, "合并", "successor")
    events = MEMBERSHIP.rows["end_with_body"][0].decide(
        given(MEMBERSHIP, chair).state, end, facts(BENS, goes_on_as="n")
    )
    assert [getattr(one, "seat", None) for one in events] == [None, "member"]


def test_a_quota_lists_each_category_once_and_is_set_once() -> None:
    items = (QuotaItem("legal_workers", 1),)
    create = CreateQuota("q", TOWN, items)
    given(QUOTA).when(create, OfQuota()).then(QuotaCreated("q", TOWN, None, items))
    given(QUOTA).when(create, OfQuota(set_already=True)).refused(rules.QuotaIsSetAlready)
    given(QUOTA).when(CreateQuota("q", TOWN, items * 2), OfQuota()).refused(rules.EachCategoryOnce)
    set_there = given(QUOTA, QuotaCreated("q", TOWN, None, items))
    set_there.when(AmendQuota("q", ()), OfQuota()).then(QuotaAmended("q", ()))
    set_there.when(AmendQuota("q", items * 2), OfQuota()).refused(rules.EachCategoryOnce)


@pytest.mark.parametrize(
    ("council", "rule"),
    [
        (None, OrganisationMustBeActive),
        (SeenCouncil("ended", "council", TOWN), OrganisationMustBeActive),
        (SeenCouncil("active", "station", TOWN), rules.QuotaIsForACouncilOfThePlace),
        (SeenCouncil("active", "council", "620723102"), rules.QuotaIsForACouncilOfThePlace),
    ],
)
def test_a_quota_of_its_own_is_for_a_council_of_the_place(council: SeenCouncil | None, rule: type[Exception]) -> None:
    given(QUOTA).when(CreateQuota("q", TOWN, (), "council"), OfQuota(council=council)).refused(rule)


def test_a_councils_own_quota_goes_before_that_of_the_nearest_division() -> None:
    county, town, own = (
        SeenQuota("1", "620723", None, 1, ()),
        SeenQuota("2", TOWN, None, 1, ()),
        SeenQuota("3", TOWN, "council", 1, ()),
    )
    assert quota_in_force([county, town, own], "council", TOWN) == own
    assert quota_in_force([county, town, own], "other", TOWN) == town
    assert quota_in_force([town, own], "other", "620723") is None
    assert [item.category for item in ONE_OF_EACH] == list(CATEGORIES)
