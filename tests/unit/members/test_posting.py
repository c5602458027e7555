"""The rules of postings (委员下沉): what each row of the table decides, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from infra.kernel.testing import given
from services.members.posting import commands as asked
from services.members.posting import events as happened
from services.members.posting.domain import Facts, SeenMember, SeenOrganisation
from services.members.posting.lifecycle import POSTING
from services.members.posting.state import SeenPosting, State
from services.members.posting_kinds.events import PostingKind
from services.members.posting_kinds.state import SeenPostingKinds
from services.members.rules import (
    MemberMustBeInForce,
    NamedDayMustLieAhead,
    NewPostingMustBeAnother,
    NewPostingMustBeOpen,
    NoLongerInForce,
    OrganisationMustBeActive,
    OrganisationMustLieInTheCommitteesDivision,
    OrganisationMustTakeMembers,
    PostedThereAlready,
    PostingMustEndAfterItStarts,
    TermIsOver,
)

NOW, TODAY, TOMORROW, DECEMBER = (
    datetime(2026, 3, 2, 4, tzinfo=UTC), date(2026, 3, 2), date(2026, 3, 3), date(2026, 12, 31)
)  # fmt: skip
MIDNIGHT, YEARS_END = datetime(2026, 3, 2, 16, tzinfo=UTC), datetime(2026, 12, 31, 16, tzinfo=UTC)
KINDS = SeenPostingKinds("list", "", 2, (PostingKind("members", "委员下沉"), PostingKind("service", "服务下沉")))
MEMBER = SeenMember("active", "ana", "620723")
STATION = SeenOrganisation("active", "station", "620723101")
FACTS = Facts(NOW, TODAY, TODAY, MEMBER, STATION, KINDS)
PROPOSE = asked.ProposePosting("p", "member", "station", "members", "residence", TOMORROW, DECEMBER)
PROPOSED = happened.PostingProposed(
    "p", "member", "ana", "station", "620723101", "members", "委员下沉", "list@2", "residence", TOMORROW, DECEMBER
)
CONFIRMED = happened.PostingConfirmed("p", TOMORROW, MIDNIGHT, YEARS_END)
STARTED = happened.PostingStarted("p")
REASSIGNING = happened.PostingReassigning("p", "迁居")
DECLINED = happened.PostingDeclined("p", "长期在外")
AT_WORK = (PROPOSED, CONFIRMED, STARTED)


def other(state: State, organisation: str = "station", name: str = "q") -> SeenPosting:
    return SeenPosting(name, state, "member", organisation)


def test_a_posting_is_proposed_as_told_with_the_members_person_and_the_bodys_division() -> None:
    given(POSTING).when(PROPOSE, FACTS).then(PROPOSED)


def test_a_member_is_posted_to_a_studio_as_to_a_station() -> None:
    given(POSTING).when(PROPOSE, replace(FACTS, organisation=replace(STATION, kind="studio"))).then(PROPOSED)


def test_a_kind_is_named_by_its_label_too() -> None:
    by_label = replace(PROPOSE, kind="服务下沉")
    given(POSTING).when(by_label, FACTS).then(replace(PROPOSED, kind="服务下沉", kind_label="服务下沉"))


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (replace(FACTS, member=None), MemberMustBeInForce),
        (replace(FACTS, member=replace(MEMBER, state="ended")), MemberMustBeInForce),
        (replace(FACTS, organisation=None), OrganisationMustBeActive),
        (replace(FACTS, organisation=replace(STATION, state="ended")), OrganisationMustBeActive),
        (replace(FACTS, organisation=replace(STATION, kind="party")), OrganisationMustTakeMembers),
        (
            replace(FACTS, organisation=replace(STATION, division="620722101")),
            OrganisationMustLieInTheCommitteesDivision,
        ),
        (replace(FACTS, organisation=replace(STATION, division="6207")), OrganisationMustLieInTheCommitteesDivision),
        (replace(FACTS, others=(other(State.PROPOSED),)), PostedThereAlready),
        (replace(FACTS, others=(other(State.SUSPENDED),)), PostedThereAlready),
        (replace(FACTS, entered_on=DECEMBER), NamedDayMustLieAhead),
    ],
)
def test_a_posting_is_not_proposed(facts: Facts, rule: type[Exception]) -> None:
    given(POSTING).when(PROPOSE, facts).refused(rule)


def test_a_places_own_kind_that_is_on_no_list_goes_by_its_own_name() -> None:
    own = replace(PROPOSE, kind="下沉到网格")
    given(POSTING).when(own, FACTS).then(replace(PROPOSED, kind="下沉到网格", kind_label="下沉到网格"))
    given(POSTING).when(own, replace(FACTS, kinds=None)).then(
        replace(PROPOSED, kind="下沉到网格", kind_label="下沉到网格", kinds="")
    )


@pytest.mark.parametrize("kind", ["station", "council", "board"])
def test_members_are_posted_to_stations_councils_and_boards(kind: str) -> None:
    given(POSTING).when(PROPOSE, replace(FACTS, organisation=replace(STATION, kind=kind))).then(PROPOSED)


def test_a_member_of_a_committee_above_is_posted_below_it() -> None:
    given(POSTING).when(PROPOSE, replace(FACTS, member=replace(MEMBER, committee_division="62"))).then(PROPOSED)


@pytest.mark.parametrize(
    "there", [other(State.ENDED), other(State.DECLINED), other(State.ACTIVE, organisation="council")]
)
def test_what_is_over_or_elsewhere_is_not_in_the_way(there: SeenPosting) -> None:
    given(POSTING).when(PROPOSE, replace(FACTS, others=(there,))).then(PROPOSED)


@pytest.mark.parametrize("ends", [TOMORROW, TODAY, date(2026, 1, 1)])
def test_a_posting_ends_after_it_starts_and_after_today(ends: date) -> None:
    rule = PostingMustEndAfterItStarts if ends > TODAY else NamedDayMustLieAhead
    given(POSTING).when(replace(PROPOSE, ends=ends), FACTS).refused(rule)


@pytest.mark.parametrize("starts", [None, TODAY, date(2023, 7, 1)])
def test_it_may_start_today_or_have_started(starts: date | None) -> None:
    told = replace(PROPOSE, starts=starts, ends=None)
    given(POSTING).when(told, FACTS).then(replace(PROPOSED, starts=starts, ends=None))


def test_confirmed_it_has_its_days() -> None:
    facts = replace(FACTS, starts_at=MIDNIGHT, ends_at=YEARS_END)
    given(POSTING, PROPOSED).when(asked.ConfirmPosting("p"), facts).then(CONFIRMED)


def test_without_a_first_day_that_of_the_confirmation_counts() -> None:
    without = replace(PROPOSED, starts=None, ends=None)
    expected = happened.PostingConfirmed("p", TODAY, NOW, None)
    given(POSTING, without).when(asked.ConfirmPosting("p"), FACTS).then(expected)


@pytest.mark.parametrize("days_later", [date(2027, 1, 1), date(2027, 6, 1)])
def test_a_term_that_is_over_is_neither_confirmed_nor_proposed_again(days_later: date) -> None:
    late = replace(FACTS, today=days_later)
    given(POSTING, PROPOSED).when(asked.ConfirmPosting("p"), late).refused(TermIsOver)
    given(POSTING, PROPOSED, DECLINED).when(asked.ProposePostingAgain("p"), late).refused(TermIsOver)


def test_on_its_last_day_it_may_still_be_confirmed() -> None:
    given(POSTING, PROPOSED).when(asked.ConfirmPosting("p"), replace(FACTS, today=DECEMBER)).then_state("confirmed")


@pytest.mark.parametrize(
    "facts",
    [
        replace(FACTS, member=replace(MEMBER, state="ended")),
        replace(FACTS, organisation=replace(STATION, state="ended")),
    ],
)
def test_nobody_goes_where_he_no_longer_may(facts: Facts) -> None:
    """His membership has ended since, or the body has."""
    given(POSTING, PROPOSED).when(asked.ConfirmPosting("p"), facts).refused(NoLongerInForce)
    given(POSTING, PROPOSED, DECLINED).when(asked.ProposePostingAgain("p"), facts).refused(NoLongerInForce)
    suspended = (*AT_WORK, happened.PostingSuspended("p", "学习"))
    given(POSTING, *suspended).when(asked.ResumePosting("p"), facts).refused(NoLongerInForce)


def test_what_was_declined_is_proposed_again_for_the_same_body_or_another() -> None:
    again = given(POSTING, PROPOSED, DECLINED)
    again.when(asked.ProposePostingAgain("p"), FACTS).then(happened.PostingProposedAgain("p", "station", "620723101"))
    there = replace(FACTS, organisation=replace(STATION, division="620723102"))
    again.when(asked.ProposePostingAgain("p", "council"), there).then(
        happened.PostingProposedAgain("p", "council", "620723102")
    )


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (replace(FACTS, organisation=replace(STATION, state="ended")), OrganisationMustBeActive),
        (replace(FACTS, organisation=replace(STATION, kind="department")), OrganisationMustTakeMembers),
        (
            replace(FACTS, organisation=replace(STATION, division="620722101")),
            OrganisationMustLieInTheCommitteesDivision,
        ),
        (replace(FACTS, others=(other(State.CONFIRMED, "council"),)), PostedThereAlready),
    ],
)
def test_it_is_not_proposed_again_for_just_any_body(facts: Facts, rule: type[Exception]) -> None:
    given(POSTING, PROPOSED, DECLINED).when(asked.ProposePostingAgain("p", "council"), facts).refused(rule)


@pytest.mark.parametrize(
    ("past", "command", "event", "state"),
    [
        ((PROPOSED,), asked.DeclinePosting("p", "长期在外"), DECLINED, "declined"),
        ((PROPOSED, CONFIRMED), asked.StartPosting("p"), STARTED, "active"),
        (AT_WORK, asked.SuspendPosting("p", "学习"), happened.PostingSuspended("p", "学习"), "suspended"),
        (AT_WORK, asked.ReassignPosting("p", "迁居"), REASSIGNING, "reassigning"),
        (AT_WORK, asked.EndPosting("p", "届满"), happened.PostingEnded("p", "届满"), "ended"),
        ((PROPOSED, CONFIRMED), asked.EndPosting("p", "届满"), happened.PostingEnded("p", "届满"), "ended"),
        (AT_WORK, asked.ExpirePosting("p"), happened.PostingExpired("p"), "ended"),
    ],
)
def test_a_row_records_its_event(past: tuple[Any, ...], command: Any, event: Any, state: str) -> None:
    given(POSTING, *past).when(command, FACTS).then(event)
    given(POSTING, *past).when(command, FACTS).then_state(state)


def test_a_suspended_posting_is_resumed() -> None:
    suspended = (*AT_WORK, happened.PostingSuspended("p", "学习"))
    given(POSTING, *suspended).when(asked.ResumePosting("p"), FACTS).then(happened.PostingResumed("p"))


@pytest.mark.parametrize("state", [State.PROPOSED, State.CONFIRMED, State.ACTIVE, State.SUSPENDED])
def test_a_posting_is_handed_over_and_both_know_each_other(state: State) -> None:
    facts = replace(FACTS, others=(other(state, "council"),))
    given(POSTING, *AT_WORK, REASSIGNING).when(asked.HandOverPosting("p", "q"), facts).then(
        happened.PostingHandedOver("p", "q"), happened.PostingTakenOver("q", "p")
    )


@pytest.mark.parametrize(
    ("to", "others", "rule"),
    [
        ("p", (other(State.ACTIVE, name="p"),), NewPostingMustBeAnother),
        ("q", (), NewPostingMustBeOpen),
        ("q", (other(State.ENDED),), NewPostingMustBeOpen),
        ("q", (other(State.DECLINED),), NewPostingMustBeOpen),
        ("q", (other(State.ACTIVE, name="r"),), NewPostingMustBeOpen),
    ],
)
def test_it_is_handed_over_only_to_another_open_posting_of_the_member(
    to: str, others: tuple[SeenPosting, ...], rule: type[Exception]
) -> None:
    facts = replace(FACTS, others=others)
    given(POSTING, *AT_WORK, REASSIGNING).when(asked.HandOverPosting("p", to), facts).refused(rule)


def test_a_confirmed_posting_starts_and_an_active_one_expires_by_its_days() -> None:
    assert POSTING.due is not None
    assert POSTING.due(given(POSTING, PROPOSED).state) == []
    assert POSTING.due(given(POSTING, PROPOSED, CONFIRMED).state) == [(MIDNIGHT, asked.StartPosting("p"))]
    assert POSTING.due(given(POSTING, *AT_WORK).state) == [(YEARS_END, asked.ExpirePosting("p"))]
    assert POSTING.due(given(POSTING, *AT_WORK, REASSIGNING).state) == []
    endless = replace(CONFIRMED, ends_at=None)
    assert POSTING.due(given(POSTING, PROPOSED, endless, STARTED).state) == []
