"""The rules of memberships."""

from infra.kernel.testing import given
from services.members.member.commands import AdmitMember, AmendMember, EndMember
from services.members.member.domain import Facts, Membership
from services.members.member.events import MemberAdmitted, MemberAmended, MemberEnded
from services.members.member.lifecycle import MEMBER
from services.members.rules import AdmittedAlready, PersonMustBeActive
from services.members.term_rules import CommitteesDivisionMustExist

ADMIT = AdmitMember("member", "ana", "620723", "教育界", "第十届")
ADMITTED = MemberAdmitted("member", "ana", "620723", "教育界", "第十届")


def test_a_member_is_admitted_as_told() -> None:
    given(MEMBER).when(ADMIT, Facts()).then(ADMITTED)


def test_the_person_must_be_active() -> None:
    given(MEMBER).when(ADMIT, Facts(person_active=False)).refused(PersonMustBeActive)


def test_the_committees_division_must_exist() -> None:
    given(MEMBER).when(ADMIT, Facts(division_known=False)).refused(CommitteesDivisionMustExist)
    given(MEMBER, ADMITTED).when(
        AmendMember("member", committee_division="999999"), Facts(division_known=False)
    ).refused(CommitteesDivisionMustExist)


def test_nobody_is_twice_a_member_of_one_committee_in_one_term() -> None:
    """He would count twice wherever members are counted."""
    elsewhere = Facts(others=(Membership("6207", "第十届"), Membership("620723", "第十一届")))
    given(MEMBER).when(ADMIT, Facts(others=(Membership("620723", "第十届"),))).refused(AdmittedAlready)
    given(MEMBER).when(ADMIT, elsewhere).then(ADMITTED)
    given(MEMBER, ADMITTED).when(AmendMember("member", committee_division="6207"), elsewhere).refused(AdmittedAlready)
    given(MEMBER, ADMITTED).when(AmendMember("member", term="第十一届"), elsewhere).refused(AdmittedAlready)


def test_an_amendment_leaves_alone_what_it_does_not_name() -> None:
    given(MEMBER, ADMITTED).when(AmendMember("member", term="第十一届"), Facts()).then(
        MemberAmended("member", "620723", "教育界", "第十一届")
    )
    assert given(MEMBER, ADMITTED, MemberAmended("member", "6207", "农业界", "第五届")).state.sector == "农业界"


def test_a_membership_is_ended_with_a_reason() -> None:
    given(MEMBER, ADMITTED).when(EndMember("member", "届满"), Facts()).then(MemberEnded("member", "届满"))
    given(MEMBER, ADMITTED).when(EndMember("member", "届满"), Facts()).then_state("ended")


def test_it_is_read_in_the_committees_division_and_by_the_member() -> None:
    row = MEMBER.row(given(MEMBER, ADMITTED).state, "member")
    assert (row.division, row.named, row.audience) == ("620723", ("ana",), "place")
