"""What a vote is decided by, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from infra.kernel.testing import given
from services.outcomes.contest.state import OnTheList, SeenContest
from services.outcomes.contest_rules import (
    ChosenMustBeOnTheShortlist,
    ContestMustBeThere,
    TooManyChosen,
    VotedAlready,
    VoteMustBeOpen,
    VoterMustHoldAnOffice,
)
from services.outcomes.vote.circumstances import id_of_new
from services.outcomes.vote.commands import CastVote
from services.outcomes.vote.domain import Facts
from services.outcomes.vote.events import VoteCast
from services.outcomes.vote.lifecycle import VOTE

DAY = date(2026, 5, 6)
CONTEST = SeenContest("contest", "voting", 2, DAY, DAY, (OnTheList("one"), OnTheList("two"), OnTheList("three")))
OPEN = Facts(CONTEST)
CAST = CastVote("vote", "contest", ["one", "two"], "ana")


def test_a_vote_is_cast_as_told() -> None:
    given(VOTE).when(CAST, OPEN).then(VoteCast("vote", "contest", "ana", ("one", "two")))


def test_there_is_one_id_for_a_person_and_a_contest() -> None:
    same = {id_of_new(CAST), id_of_new(replace(CAST, vote_id="another", entries=["three"]))}
    others = {id_of_new(replace(CAST, actor_person="ben")), id_of_new(replace(CAST, contest="another"))}
    assert (len(same), len(same | others)) == (1, 3)


@pytest.mark.parametrize(
    "state", ["calling", "first_review", "noticed", "final_review", "ranked", "published", "cancelled"]
)
def test_it_is_cast_while_the_vote_is_open_alone(state: str) -> None:
    given(VOTE).when(CAST, Facts(replace(CONTEST, state=state))).refused(VoteMustBeOpen)
    given(VOTE).when(CAST, Facts(CONTEST, is_time=False)).refused(VoteMustBeOpen)


def test_what_it_must_have() -> None:
    given(VOTE).when(CAST, Facts(None)).refused(ContestMustBeThere)
    given(VOTE).when(CAST, Facts(CONTEST, in_office=False)).refused(VoterMustHoldAnOffice)
    given(VOTE).when(replace(CAST, actor_person=None), OPEN).refused(VoterMustHoldAnOffice)
    for chosen in ([], ["one", "one"], ["one", "two", "three"]):
        given(VOTE).when(replace(CAST, entries=chosen), OPEN).refused(TooManyChosen)
    given(VOTE).when(replace(CAST, entries=["four"]), OPEN).refused(ChosenMustBeOnTheShortlist)


def test_a_vote_that_is_there_stays_and_no_other_is_added() -> None:
    vote = VOTE.evolve(None, VoteCast("vote", "contest", "ana", ("one",)))
    with pytest.raises(VotedAlready):
        VOTE.table[0].decide(vote, CAST, OPEN)


def test_no_division_reads_a_vote() -> None:
    row = VOTE.row(VOTE.evolve(None, VoteCast("vote", "contest", "ana", ("one",))), "vote")
    assert (row.division, row.audience, row.named) == ("-", "place", ("ana", "contest"))
