"""The rules of what is only kept on record: pairs, contributions, demonstration sites, agreements and brands."""

from dataclasses import replace
from datetime import date

import pytest
from marshmallow import ValidationError

from infra.kernel.testing import given
from services.members.agreement import domain as agreements
from services.members.agreement.commands import FollowAgreement, SignAgreement
from services.members.agreement.events import AgreementFollowed, AgreementSigned
from services.members.agreement.lifecycle import AGREEMENT
from services.members.brand import domain as brands
from services.members.brand.commands import LinkBrandMeeting, RegisterBrand, TellBrandStory, UnlinkBrandMeeting
from services.members.brand.events import BrandMeetingLinked, BrandMeetingUnlinked, BrandRegistered, BrandStoryTold
from services.members.brand.lifecycle import BRAND
from services.members.contribution import domain as contributions
from services.members.contribution import schemas
from services.members.contribution.commands import MakeContribution
from services.members.contribution.events import ContributionMade
from services.members.contribution.lifecycle import CONTRIBUTION
from services.members.demonstration_site import domain as sites
from services.members.demonstration_site.commands import NameDemonstrationSite
from services.members.demonstration_site.events import DemonstrationSiteNamed
from services.members.demonstration_site.lifecycle import DEMONSTRATION_SITE
from services.members.pair import domain as pairs
from services.members.pair.commands import HoldPairActivity, MakePair, MakePlacement, StrikePairEntry
from services.members.pair.events import PairActivityHeld, PairEntryStruck, PairMade, PlacementMade
from services.members.pair.lifecycle import PAIR
from services.members.register_rules import (
    AgreementHasTwoParties,
    BrandIsRegisteredAlready,
    EntryMustBeThere,
    MeetingIsLinkedAlready,
    MeetingMustBeLinked,
    MustFollowTheSigning,
    MustNotEndBeforeItStarts,
    MustNotHappenAhead,
    PartiesMustBeActive,
)
from services.members.rules import (
    DivisionMustExist,
    MemberMustBeInForce,
    NamedDayMustLieAhead,
    OrganisationMustBeActive,
)

TODAY, BEFORE, AHEAD, COUNTY = date(2026, 8, 12), date(2026, 8, 11), date(2026, 9, 1), "620723"
PAIRED = PairMade("one", COUNTY, "school", "临泽一中", "北京某中学 𠮷", "北京市东城区", TODAY, None)
HELD = PairActivityHeld("one", "first", "同上一堂课", TODAY, 40)
PLACED = PlacementMade("one", "second", "there", "教师跟岗", 3, AHEAD, AHEAD)
SIGNED = AgreementSigned(
    "one", COUNTY, "letter_of_intent", "三地政协合作", "互访互学", ("office",), ("大同市政协",), TODAY, None
)
BRANDED = BrandRegistered("one", COUNTY, "council", "四邻联动", "邻里商量邻里事 𠮷")


def test_a_pair_keeps_what_was_done_together_and_who_was_placed_where() -> None:
    facts = pairs.Facts(TODAY, TODAY)
    make = MakePair("one", COUNTY, "school", "临泽一中", "北京某中学 𠮷", "北京市东城区")
    given(PAIR).when(make, facts).then(PAIRED)
    given(PAIR, PAIRED).when(HoldPairActivity("one", "first", "同上一堂课", persons=40), facts).then(HELD)
    given(PAIR, PAIRED).when(MakePlacement("one", "second", "there", "教师跟岗", 3, AHEAD, AHEAD), facts).then(PLACED)
    state = given(PAIR, PAIRED, HELD, PLACED).state
    assert (state.activities, state.placements) == ((HELD,), (PLACED,))


def test_what_was_entered_of_a_pair_by_mistake_is_struck_once() -> None:
    facts, strike = pairs.Facts(TODAY, TODAY), StrikePairEntry("one", "second", "重复")
    struck = PairEntryStruck("one", "second", "重复")
    given(PAIR, PAIRED, HELD, PLACED).when(strike, facts).then(struck)
    state = given(PAIR, PAIRED, HELD, PLACED, struck).state
    assert (state.activities, state.placements) == ((HELD,), ())
    given(PAIR, PAIRED, HELD).when(strike, facts).refused(EntryMustBeThere)


def test_a_pair_and_what_it_does_lie_in_their_time() -> None:
    facts = pairs.Facts(TODAY, TODAY)
    make = MakePair("one", COUNTY, "school", "x", "y", "z")
    given(PAIR).when(make, replace(facts, division_known=False)).refused(DivisionMustExist)
    given(PAIR).when(replace(make, ends=TODAY), facts).refused(NamedDayMustLieAhead)
    given(PAIR).when(replace(make, starts=date(2026, 10, 1), ends=AHEAD), facts).refused(MustNotEndBeforeItStarts)
    given(PAIR, PAIRED).when(HoldPairActivity("one", "first", "x", AHEAD), facts).refused(MustNotHappenAhead)
    backwards = MakePlacement("one", "second", "here", "x", 1, AHEAD, TODAY)
    given(PAIR, PAIRED).when(backwards, facts).refused(MustNotEndBeforeItStarts)


def test_a_contribution_is_of_a_member_in_force_and_was_made() -> None:
    facts = contributions.Facts(TODAY, TODAY)
    make = MakeContribution("one", COUNTY, "money", "捐资助学", "临泽一中", "member", None, 5000)
    made = ContributionMade("one", COUNTY, "money", "捐资助学", "临泽一中", "member", None, 5000, TODAY)
    given(CONTRIBUTION).when(make, facts).then(made)
    given(CONTRIBUTION).when(make, replace(facts, member_active=False)).refused(MemberMustBeInForce)
    given(CONTRIBUTION).when(make, replace(facts, division_known=False)).refused(DivisionMustExist)
    given(CONTRIBUTION).when(replace(make, on=AHEAD), facts).refused(MustNotHappenAhead)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"kind": "effort"}, "member"),
        ({"kind": "effort", "giver": "企业", "member": "019a0000-0000-7000-8000-000000000001"}, "member"),
        ({"kind": "money", "giver": "企业"}, "amount_yuan"),
        ({"kind": "money", "giver": "企业", "amount_yuan": 0}, "amount_yuan"),
        ({"kind": "advice", "giver": "企业"}, "kind"),
    ],
)
def test_a_contribution_says_who_gave_it_and_of_money_how_much(said: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        schemas.Create().load({"division": COUNTY, "text": "x", "receiver": "y", **said})
    assert list(refused.value.normalized_messages()) == [wrong]  # type: ignore[no-untyped-call]


def test_a_demonstration_site_has_somebody_who_looks_after_it() -> None:
    facts = sites.Facts(TODAY, TODAY)
    name = NameDemonstrationSite("one", COUNTY, "office", "化音村", "村规民约", BEFORE)
    named = DemonstrationSiteNamed("one", COUNTY, "office", "化音村", "村规民约", BEFORE)
    given(DEMONSTRATION_SITE).when(name, facts).then(named)
    for wrong, rule in (
        (replace(facts, organisation_active=False), OrganisationMustBeActive),
        (replace(facts, division_known=False), DivisionMustExist),
    ):
        given(DEMONSTRATION_SITE).when(name, wrong).refused(rule)
    given(DEMONSTRATION_SITE).when(replace(name, on=AHEAD), facts).refused(MustNotHappenAhead)


def test_an_agreement_has_two_parties_of_which_some_may_be_outside() -> None:
    facts = agreements.Facts(TODAY, TODAY)
    sign = SignAgreement(
        "one", COUNTY, "letter_of_intent", "三地政协合作", "互访互学", ("office",), TODAY, ("大同市政协",)
    )
    given(AGREEMENT).when(sign, facts).then(SIGNED)
    given(AGREEMENT).when(replace(sign, outside=()), facts).refused(AgreementHasTwoParties)
    given(AGREEMENT).when(replace(sign, organisations=("office",) * 2, outside=()), facts).refused(
        AgreementHasTwoParties
    )
    given(AGREEMENT).when(sign, replace(facts, not_active=("office",))).refused(PartiesMustBeActive)
    given(AGREEMENT).when(replace(sign, signed_on=AHEAD), facts).refused(MustNotHappenAhead)
    given(AGREEMENT).when(replace(sign, ends=TODAY), facts).refused(NamedDayMustLieAhead)


def test_what_was_done_of_an_agreement_follows_its_signing() -> None:
    facts = agreements.Facts(TODAY, TODAY)
    follow = FollowAgreement("one", "联合调研")
    given(AGREEMENT, SIGNED).when(follow, facts).then(AgreementFollowed("one", "联合调研", TODAY))
    given(AGREEMENT, SIGNED).when(replace(follow, on=BEFORE), facts).refused(MustFollowTheSigning)
    given(AGREEMENT, SIGNED).when(replace(follow, on=AHEAD), facts).refused(MustNotHappenAhead)


def test_a_brand_has_one_owner_a_story_and_its_meetings() -> None:
    facts = brands.Facts()
    register = RegisterBrand("one", COUNTY, "council", "四邻联动", "邻里商量邻里事 𠮷")
    given(BRAND).when(register, facts).then(BRANDED)
    given(BRAND).when(register, replace(facts, names_taken=("四邻联动",))).refused(BrandIsRegisteredAlready)
    given(BRAND).when(register, replace(facts, organisation_active=False)).refused(OrganisationMustBeActive)
    given(BRAND).when(register, replace(facts, division_known=False)).refused(DivisionMustExist)
    told = BrandStoryTold("one", "新的来历")
    given(BRAND, BRANDED).when(TellBrandStory("one", "新的来历"), facts).then(told)
    assert given(BRAND, BRANDED, told).state.told.story == "新的来历"


def test_a_meeting_is_linked_to_a_brand_once() -> None:
    facts, linked = brands.Facts(), BrandMeetingLinked("one", "meeting")
    given(BRAND, BRANDED).when(LinkBrandMeeting("one", "meeting"), facts).then(linked)
    given(BRAND, BRANDED, linked).when(LinkBrandMeeting("one", "meeting"), facts).refused(MeetingIsLinkedAlready)
    unlinked = BrandMeetingUnlinked("one", "meeting", "误关联")
    given(BRAND, BRANDED, linked).when(UnlinkBrandMeeting("one", "meeting", "误关联"), facts).then(unlinked)
    assert given(BRAND, BRANDED, linked, unlinked).state.linked == ()
    given(BRAND, BRANDED).when(UnlinkBrandMeeting("one", "meeting", "误关联"), facts).refused(MeetingMustBeLinked)
