"""The rules of covenants: what they come of, their clauses, how a version is adopted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from infra.kernel.testing import given
from services.outcomes import covenant_rules as rules
from services.outcomes.covenant.commands import (
    AdoptCovenant,
    AmendCovenant,
    DraftCovenant,
    RepealCovenant,
    ReviseCovenant,
)
from services.outcomes.covenant.domain import CameOf, Facts
from services.outcomes.covenant.events import (
    Adoption,
    Clause,
    CovenantAdopted,
    CovenantAmended,
    CovenantDrafted,
    CovenantRepealed,
    CovenantRevised,
)
from services.outcomes.covenant.lifecycle import COVENANT
from services.outcomes.covenant.projections import CovenantShown, row
from services.outcomes.covenant.schemas import COMMANDS

TODAY, JUNE = date(2026, 7, 1), date(2026, 6, 10)
SORT, REWARD, NAMED = Clause("obligation", "垃圾分类 𠮷"), Clause("reward", "奖一百元"), Clause("sanction", "公示")
FACTS = Facts(TODAY, CameOf("converted", "covenant", "waste", "620723101201", "village"))
DRAFT = DraftCovenant("covenant", "outcome", "小河村村规民约", (SORT,))
DRAFTED = CovenantDrafted("covenant", "outcome", "waste", "620723101201", "village", "小河村村规民约", (SORT,))
VOTE = Adoption("vote", JUNE, 212, 9)
ADOPTED = CovenantAdopted("covenant", VOTE)
ADOPT = AdoptCovenant("covenant", "vote", JUNE, 212, 9)
AMEND = AmendCovenant("covenant", (SORT, REWARD, NAMED), "representatives", TODAY)
AN_ID = "019a0000-0000-7000-8000-000000000001"


def came_of(state: str, into: str | None = None) -> Facts:
    return replace(FACTS, outcome=CameOf(state, into, "waste", "620723101201", "village"))


def test_a_covenant_comes_of_an_outcome_that_was_approved_or_converted_into_one() -> None:
    given(COVENANT).when(DRAFT, FACTS).then(DRAFTED)
    given(COVENANT).when(DRAFT, came_of("approved")).then(DRAFTED)
    for state, into in (("drafted", None), ("under_review", None), ("not_adopted", None), ("converted", "brief")):
        given(COVENANT).when(DRAFT, came_of(state, into)).refused(rules.CovenantComesOfWhatWasApproved)


def test_an_outcome_that_became_a_covenant_becomes_no_second_one_and_one_that_was_approved_may_have_several() -> None:
    for state, into, rule in (
        ("converted", "covenant", rules.AConvertedOutcomeHasItsCovenant),
        ("approved", None, None),
    ):
        known = replace(FACTS, outcome=CameOf(state, into, "waste", "620723101201", "village", has_one=True))
        decided = given(COVENANT).when(DRAFT, known)
        decided.refused(rule) if rule else decided.then(DRAFTED)


def test_rewards_and_sanctions_stand_beside_what_one_is_to_do() -> None:
    given(COVENANT).when(replace(DRAFT, clauses=(REWARD, NAMED)), FACTS).refused(rules.CovenantHasAnObligation)
    without = ReviseCovenant("covenant", clauses=(NAMED,))
    given(COVENANT, DRAFTED).when(without, FACTS).refused(rules.CovenantHasAnObligation)
    given(COVENANT, DRAFTED, ADOPTED).when(replace(AMEND, clauses=(REWARD,)), FACTS).refused(
        rules.CovenantHasAnObligation
    )
    revised = CovenantRevised("covenant", "小河村村规民约", (SORT, REWARD))
    given(COVENANT, DRAFTED).when(ReviseCovenant("covenant", clauses=(SORT, REWARD)), FACTS).then(revised)


def test_a_vote_is_counted_and_won_and_nothing_else_has_votes() -> None:
    draft = given(COVENANT, DRAFTED)
    draft.when(ADOPT, FACTS).then(ADOPTED)
    draft.when(replace(ADOPT, votes_against=None), FACTS).refused(rules.AVoteIsCounted)
    draft.when(replace(ADOPT, votes_for=9), FACTS).refused(rules.AVoteIsWon)
    for votes in ((212, 9), (None, 0), (212, None)):
        meeting = replace(ADOPT, how="meeting", votes_for=votes[0], votes_against=votes[1])
        draft.when(meeting, FACTS).refused(rules.OnlyAVoteHasVotes)
    draft.when(replace(ADOPT, how="households", votes_for=None, votes_against=None), FACTS).then_state("in_force")


def test_it_was_adopted_today_or_before_and_no_version_before_the_one_before_it() -> None:
    tomorrow = date(2026, 7, 2)
    given(COVENANT, DRAFTED).when(replace(ADOPT, on=tomorrow), FACTS).refused(rules.AdoptionMustHaveBeen)
    early = replace(AMEND, on=date(2026, 6, 9))
    given(COVENANT, DRAFTED, ADOPTED).when(early, FACTS).refused(rules.NotBeforeTheVersionBefore)


def test_an_amendment_is_a_version_and_those_before_stay() -> None:
    amended = CovenantAmended("covenant", AMEND.clauses, Adoption("representatives", TODAY))
    given(COVENANT, DRAFTED, ADOPTED).when(AMEND, FACTS).then(amended)
    same = replace(AMEND, clauses=(SORT,))
    given(COVENANT, DRAFTED, ADOPTED).when(same, FACTS).refused(rules.NothingOfTheCovenantChanges)
    shown = row(given(COVENANT, DRAFTED, ADOPTED, amended).state, "covenant").shown
    assert isinstance(shown, CovenantShown)
    assert (shown.edition, shown.clauses) == (2, AMEND.clauses)
    assert [(one.number, one.clauses, one.how, one.votes_for) for one in shown.editions] == [
        (1, (SORT,), "vote", 212),
        (2, AMEND.clauses, "representatives", None),
    ]


def test_everybody_reads_what_is_in_force_and_nobody_outside_a_draft() -> None:
    assert row(given(COVENANT, DRAFTED).state, "covenant").audience == "place"
    assert row(given(COVENANT, DRAFTED, ADOPTED).state, "covenant").audience == "public"


def test_what_was_repealed_is_not_amended() -> None:
    repealed = CovenantRepealed("covenant", "村庄合并")
    given(COVENANT, DRAFTED, ADOPTED).when(RepealCovenant("covenant", "村庄合并")).then(repealed)
    with pytest.raises(AssertionError, match="no row takes"):
        given(COVENANT, DRAFTED, ADOPTED, repealed).when(AMEND, FACTS).then()


@pytest.mark.parametrize(
    "clauses", [[], ["分类"], [{"kind": "义务", "text": "分类"}], [{"kind": "reward"}], "分类", [{"kind": "reward", "text": ""}]]
)  # fmt: skip
def test_clauses_that_do_not_fit_are_refused(clauses: Any) -> None:
    said = {"outcome": AN_ID, "title": "小河村村规民约", "clauses": clauses}
    assert list(COMMANDS["draft"]().validate(said)) == ["clauses"]
