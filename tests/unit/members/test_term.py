"""The rules of terms: no two of a committee overlap, a change of term ends one and starts the next, nobody is left between."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from infra.kernel.testing import given
from services.members.member.events import MemberCarriedOn, MemberEnded
from services.members.term import commands as asked
from services.members.term import domain
from services.members.term.domain import Facts, TermsMember
from services.members.term.events import (
    TermAmended,
    TermChangedOver,
    TermEnded,
    TermMembersSettled,
    TermPlanned,
    TermStarted,
)
from services.members.term.lifecycle import TERM
from services.members.term.state import SeenTerm, State, term_said
from services.members.term_rules import (
    AnotherTermIsRunning,
    CommitteesDivisionMustExist,
    EveryMemberIsSettled,
    NextTermMustBePlanned,
    NextTermMustFollow,
    TermIsThereAlready,
    TermMustEndAfterItStarts,
    TermsMustNotOverlap,
    WhoStaysIsInTheNextTermAlready,
    WhoStaysMustBeAMember,
)

BEGAN, OVER, LATER = date(2021, 12, 10), date(2026, 12, 10), date(2031, 12, 10)
TODAY = date(2026, 12, 8)
PLAN = asked.PlanTerm("ninth", "620723", 9, "第九届", BEGAN, OVER)
PLANNED = TermPlanned("ninth", "620723", 9, "第九届", BEGAN, OVER)
RUNNING = (PLANNED, TermStarted("ninth", BEGAN, None))
TENTH = SeenTerm("tenth", State.PLANNED, "620723", 10, "第十届", OVER, LATER)
ANA, BEN = TermsMember("m1", "ana"), TermsMember("m2", "ben")
CHANGE = asked.ChangeOver("ninth", "tenth", ("m1",), "届满")
NOW = Facts(TODAY, TODAY, next_term=TENTH, members=(ANA, BEN))
CHANGED = TermChangedOver("ninth", TODAY, "tenth", ("m1",), "届满")
OVER_NOW = (*RUNNING, CHANGED)
SETTLE = asked.SettleMembers("ninth")


def other(**changed: Any) -> SeenTerm:
    return replace(TENTH, **changed)


def test_a_term_is_planned_amended_and_started() -> None:
    given(TERM).when(PLAN, Facts(TODAY, TODAY)).then(PLANNED)
    given(TERM).when(PLAN, Facts(TODAY, TODAY, division_known=False)).refused(CommitteesDivisionMustExist)
    amended = TermAmended("ninth", 9, "第九届", BEGAN, date(2026, 12, 9))
    given(TERM, PLANNED).when(asked.AmendTerm("ninth", ends=date(2026, 12, 9)), Facts(TODAY, TODAY)).then(amended)
    given(TERM, PLANNED).when(asked.StartTerm("ninth"), Facts(TODAY, TODAY)).then(RUNNING[1])
    early = date(2021, 12, 1)
    given(TERM, PLANNED).when(asked.StartTerm("ninth"), Facts(early, TODAY)).then(TermStarted("ninth", early, None))


def test_no_two_terms_of_one_committee_overlap_and_one_may_start_when_the_other_ends() -> None:
    for one in (other(starts=date(2026, 12, 9)), other(starts=date(2020, 1, 1), ends=date(2021, 12, 11))):
        given(TERM).when(PLAN, Facts(TODAY, TODAY, others=(one,))).refused(TermsMustNotOverlap)
        given(TERM, PLANNED).when(asked.AmendTerm("ninth", name="九届"), Facts(TODAY, TODAY, others=(one,))).refused(
            TermsMustNotOverlap
        )
    given(TERM).when(PLAN, Facts(TODAY, TODAY, others=(TENTH,))).then(PLANNED)
    called_off = other(state=State.ENDED, starts=BEGAN, ends=date(2020, 1, 1), number=9)
    given(TERM).when(PLAN, Facts(TODAY, TODAY, others=(called_off,))).then(PLANNED)


@pytest.mark.parametrize("same", [{"number": 9}, {"name": "第九届"}])
def test_a_number_or_a_name_is_one_terms_of_a_committee(same: dict[str, Any]) -> None:
    given(TERM).when(PLAN, Facts(TODAY, TODAY, others=(other(**same),))).refused(TermIsThereAlready)


def test_a_term_ends_after_it_starts() -> None:
    given(TERM).when(replace(PLAN, ends=BEGAN), Facts(TODAY, TODAY)).refused(TermMustEndAfterItStarts)


def test_one_term_of_a_committee_runs_at_a_time() -> None:
    running = Facts(TODAY, TODAY, others=(other(state=State.RUNNING),))
    given(TERM, PLANNED).when(asked.StartTerm("ninth"), running).refused(AnotherTermIsRunning)


def test_a_change_of_term_ends_one_and_starts_the_next_on_one_day() -> None:
    given(TERM, *RUNNING).when(CHANGE, NOW).then(CHANGED, TermStarted("tenth", TODAY, "ninth"))
    assert given(TERM, *OVER_NOW).state.ends == TODAY
    twice = replace(CHANGE, staying=("m1", "m1"))
    given(TERM, *RUNNING).when(twice, NOW).then(CHANGED, TermStarted("tenth", TODAY, "ninth"))


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"next_term": None}, NextTermMustBePlanned),
        ({"next_term": other(state=State.RUNNING)}, NextTermMustBePlanned),
        ({"next_term": other(committee_division="620724")}, NextTermMustBePlanned),
        ({"next_term": other(number=8)}, NextTermMustFollow),
        ({"next_term": other(ends=TODAY)}, TermMustEndAfterItStarts),
        ({"others": (other(id="between", starts=TODAY, ends=OVER),)}, TermsMustNotOverlap),
        ({"members": (BEN,)}, WhoStaysMustBeAMember),
        ({"next_persons": frozenset({"ana"})}, WhoStaysIsInTheNextTermAlready),
    ],
)
def test_a_change_of_term_is_refused(changed: dict[str, Any], rule: type[Exception]) -> None:
    given(TERM, *RUNNING).when(CHANGE, replace(NOW, **changed)).refused(rule)


def test_every_member_of_the_old_term_stays_or_goes_in_his_own_history() -> None:
    given(TERM, *OVER_NOW).when(SETTLE, NOW).then(
        TermMembersSettled("ninth", 1, 1, 0), MemberCarriedOn("m1", "第十届", "tenth"), MemberEnded("m2", "届满")
    )
    given(TERM, *OVER_NOW).when(SETTLE, replace(NOW, members=())).refused(EveryMemberIsSettled)


def test_who_was_admitted_to_the_next_term_meanwhile_is_no_member_of_it_twice() -> None:
    meanwhile = replace(NOW, members=(ANA,), next_persons=frozenset({"ana"}))
    given(TERM, *OVER_NOW).when(SETTLE, meanwhile).then(TermMembersSettled("ninth", 0, 1, 0), MemberEnded("m1", "届满"))


def test_the_members_of_a_large_committee_are_settled_page_by_page() -> None:
    many = tuple(TermsMember(f"m{number}", f"p{number}") for number in range(250))
    events = domain.settle_members(given(TERM, *OVER_NOW).state, SETTLE, replace(NOW, members=many))
    assert events[0] == TermMembersSettled("ninth", 1, 99, 150)
    assert len(events) == 101


def test_a_term_that_ends_without_a_next_one_takes_its_members_along() -> None:
    ended = TermEnded("ninth", TODAY, "撤县设区")
    given(TERM, *RUNNING).when(asked.EndTerm("ninth", "撤县设区"), NOW).then(ended)
    given(TERM, *RUNNING, ended).when(SETTLE, replace(NOW, next_term=None, members=(ANA,))).then(
        TermMembersSettled("ninth", 0, 1, 0), MemberEnded("m1", "撤县设区")
    )


def test_a_term_is_named_by_its_id_or_by_what_it_is_called() -> None:
    called_off = other(id="first try", state=State.ENDED)
    for said in ("tenth", "第十届"):
        assert term_said([called_off, TENTH], said) == TENTH
    assert term_said([TENTH], "第十一届") is None
