"""Of two who decide on a member's postings at once, the second sees what the first has done."""

from collections.abc import Callable
from functools import partial

import pytest

from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.problems import Invalid, RuleBroken
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import Writes
from tests.unit.kernel.library.running import Library
from tests.unit.members.postings_at_work import ADMINISTRATION, AUDITOR, Postings


@pytest.fixture
def at() -> Postings:
    return Postings()


class Meanwhile(SqlStore):
    """Somebody else is quicker: what he does is done between a decision and its commit."""

    then: Callable[[], object] | None = None

    def commit(self, writes: Writes) -> None:
        then, self.then = self.then, None
        if then is not None:
            then()
        super().commit(writes)


def overtaken(at: Postings) -> tuple[Library, Meanwhile]:
    """A replica whose commits are overtaken by what `at` does."""
    store = Meanwhile(at.of.own, "library")
    return Library(at.of.own, at.of.keys, at.of.lifecycles, at.of.clock, given_store=store), store


def refused_after(at: Postings, then: Callable[[], object], give: Callable[[Library], object]) -> Exception:
    slower, store = overtaken(at)
    store.then = then
    with pytest.raises((RuleBroken, Invalid)) as refused:
        give(slower)
    return refused.value


def test_of_two_who_post_a_member_to_one_body_at_once_only_one_does(at: Postings) -> None:
    propose = ("postings", None)
    late = refused_after(at, at.propose, lambda slower: slower.do("propose", propose, at.wanted(), at.off))
    assert getattr(late, "rule", "") == "PostedThereAlready"
    names = ListCall("postings", Caller(), limit=200)
    assert len(at.of.records.listing(names, AUDITOR)["items"]) == 1


def test_nothing_declined_is_proposed_again_while_he_is_posted_there(at: Postings) -> None:
    posting = at.propose()
    at.give("decline", posting, at.mem, reason="长期在外")
    late = refused_after(at, at.propose, lambda slower: slower.do("propose_again", ("postings", posting), {}, at.off))
    assert getattr(late, "rule", "") == "PostedThereAlready"


def test_nobody_is_posted_again_where_what_he_declined_is_proposed_again_meanwhile(at: Postings) -> None:
    posting = at.propose()
    at.give("decline", posting, at.mem, reason="长期在外")
    again = partial(at.give, "propose_again", posting)
    late = refused_after(at, again, lambda slower: slower.do("propose", ("postings", None), at.wanted(), at.off))
    assert getattr(late, "rule", "") == "PostedThereAlready"


def test_nobody_is_posted_whose_membership_ends_meanwhile(at: Postings) -> None:
    ending = partial(at.of.do, "end", ("members", at.member), {"reason": "届满"}, ADMINISTRATION)
    late = refused_after(at, ending, lambda slower: slower.do("propose", ("postings", None), at.wanted(), at.off))
    assert getattr(late, "rule", "") == "MemberMustBeInForce"


def test_nobody_is_posted_to_a_body_that_ends_meanwhile(at: Postings) -> None:
    ending = partial(
        at.of.do, "end", ("organisations", at.station), {"reason": "撤并", "no_successor": True}, ADMINISTRATION
    )
    late = refused_after(at, ending, lambda slower: slower.do("propose", ("postings", None), at.wanted(), at.off))
    assert getattr(late, "rule", "") == "OrganisationMustBeActive"


def test_nothing_is_handed_over_to_a_posting_that_is_declined_meanwhile(at: Postings) -> None:
    old = at.active()
    at.give("reassign", old, reason="迁居")
    new = at.propose(organisation=at.other)
    declining = partial(at.give, "decline", new, at.mem, reason="改变主意")
    late = refused_after(
        at, declining, lambda slower: slower.do("hand_over", ("postings", old), {"posting": new}, at.stn)
    )
    assert getattr(late, "rule", "") == "NewPostingMustBeOpen"
    assert at.shown(old)["state"] == "reassigning"
