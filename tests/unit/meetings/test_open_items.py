"""Until the minutes circulate every item is settled or left to a later round (ruling 23)."""

from dataclasses import replace
from typing import Any

import pytest

from infra.kernel.base.problems import NotAllowedInState, NotPermitted
from infra.kernel.testing import given
from services.meetings.consensus_item.commands import CarryOverItem, SettleItem, SupersedeItem
from services.meetings.consensus_item.domain import EarlierItem, Facts
from services.meetings.consensus_item.events import (
    ConsensusItemAgreed,
    ConsensusItemCarriedOver,
    ConsensusItemDrafted,
    ConsensusItemNotAgreed,
    ConsensusItemRaised,
    ConsensusItemSuperseded,
    Position,
)
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.meeting.commands import CirculateMinutes
from services.meetings.meeting.domain import Facts as MeetingFacts
from services.meetings.meeting.domain import TimeLimit
from services.meetings.meeting.events import MeetingSuspended
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.rules import (
    ItemHasNoWording,
    ItemsAreStillOpen,
    MeetingIsNotInSession,
    MinutesHaveCirculated,
    OnePositionEach,
    PositionOfSomeoneElse,
)

from .at_work import CHAIR, RECORDER, after
from .story import CIRCULATED, DRAFTED, ENDED, FRIDAY_NOON, IN_REVIEW, IN_SESSION

RAISED = ConsensusItemRaised("m1", "i1", "gate", 1, "划停车线", "ana", None)
WORDED = ConsensusItemDrafted("m1", "i1", "校门两侧划线")
CARRIED = ConsensusItemCarriedOver("m1", "i1", "gate")
AGAINST = Position("against", participant="recorder")
NOT_AGREED = SettleItem("i1", "m1", "not_agreed", (AGAINST,), reason="没有地方")
NOT = ConsensusItemNotAgreed("m1", "i1", "gate", 1, "划停车线", None, (AGAINST,), None, None, "没有地方")
CIRCULATE = CirculateMinutes("m1")
REVIEW = MeetingFacts(FRIDAY_NOON, period=TimeLimit(CIRCULATED.review_until, "minutes_review@1", False))


def with_item(past: tuple[Any, ...], *item: object) -> tuple[Any, ...]:
    """The same past, in which this happened in session."""
    return (*IN_SESSION, *item, *past[len(IN_SESSION) :])


def decided(past: tuple[Any, ...], command: object, earlier: EarlierItem | None = None) -> Any:
    scenario = given(CONSENSUS_ITEM, *past)
    return scenario.when(command, Facts(scenario.state, earlier))


@pytest.mark.parametrize("item", [(RAISED,), (RAISED, WORDED)], ids=["raised", "drafted"])
def test_ruling_23_the_minutes_do_not_circulate_while_an_item_is_open(item: tuple[object, ...]) -> None:
    given(MEETING, *with_item(DRAFTED, *item)).when(CIRCULATE, REVIEW).refused(ItemsAreStillOpen)


@pytest.mark.parametrize("end", [NOT, CARRIED, ConsensusItemSuperseded("m1", "i1", "i9")])
def test_they_circulate_when_each_is_settled_or_carried_over(end: object) -> None:
    given(MEETING, *with_item(DRAFTED, RAISED, end)).when(CIRCULATE, REVIEW).then(CIRCULATED)


UNTIL_THEN = [IN_SESSION, (*IN_SESSION, MeetingSuspended("m1", "gate", "午休")), ENDED, DRAFTED]
THEN = ["in session", "suspended", "ended", "being written"]


@pytest.mark.parametrize("past", UNTIL_THEN, ids=THEN)
def test_ruling_23_until_then_an_item_is_settled_as_not_agreed(past: tuple[Any, ...]) -> None:
    decided(with_item(past, RAISED), NOT_AGREED).then(NOT)
    decided(with_item(past, RAISED, WORDED), NOT_AGREED).then(replace(NOT, wording="校门两侧划线"))


@pytest.mark.parametrize("past", UNTIL_THEN, ids=THEN)
def test_ruling_23_until_then_an_item_is_carried_over(past: tuple[Any, ...]) -> None:
    for item in ((RAISED,), (RAISED, WORDED)):
        decided(with_item(past, *item), CarryOverItem("i1", "m1")).then(CARRIED)


def test_once_the_minutes_circulate_neither_is_done() -> None:
    """An earlier version let them circulate with open items."""
    for item in ((RAISED,), (RAISED, WORDED)):
        decided(with_item(IN_REVIEW, *item), NOT_AGREED).refused(MinutesHaveCirculated)
        decided(with_item(IN_REVIEW, *item), CarryOverItem("i1", "m1")).refused(MinutesHaveCirculated)


def test_what_is_agreed_has_a_wording_and_is_agreed_in_session() -> None:
    agreed = SettleItem("i1", "m1", "agreed", ())
    decided(with_item(IN_SESSION, RAISED), agreed).refused(ItemHasNoWording)
    decided(with_item(ENDED, RAISED, WORDED), agreed).refused(MeetingIsNotInSession)


def test_positions_on_an_item_without_a_wording_are_those_of_who_was_there() -> None:
    past = with_item(ENDED, RAISED)
    stranger = replace(NOT_AGREED, positions=(replace(AGAINST, participant="parent"),))
    decided(past, stranger).refused(PositionOfSomeoneElse)
    decided(past, replace(NOT_AGREED, positions=(AGAINST, AGAINST))).refused(OnePositionEach)


def test_only_the_chair_carries_over_and_once() -> None:
    of = after(*with_item(DRAFTED, RAISED))
    with pytest.raises(NotPermitted):
        of.do("carry_over", ("items", "i1"), {}, RECORDER, parent="m1")
    assert of.do("carry_over", ("items", "i1"), {}, CHAIR, parent="m1")["state"] == "carried_over"
    with pytest.raises(NotAllowedInState):
        of.do("carry_over", ("items", "i1"), {}, CHAIR, parent="m1")


def test_ruling_23_an_item_of_a_later_round_supersedes_one_that_was_carried_over() -> None:
    second_round = (replace(IN_SESSION[0], round=2), *IN_SESSION[1:], RAISED, WORDED)
    command = SettleItem("i1", "m1", "agreed", (), supersedes="i0")
    decided(second_round, command, EarlierItem("m0", "gate", 1, "carried_over")).then(
        ConsensusItemAgreed("m1", "i1", "gate", 1, "划停车线", "校门两侧划线", (), "i0", "m0")
    )
    earlier = with_item(IN_REVIEW, RAISED, CARRIED)
    given(CONSENSUS_ITEM, *earlier).when(SupersedeItem("i1", "m1", "i9")).then_state("superseded")


def test_the_minutes_show_what_was_carried_over_and_not_what_is_open() -> None:
    open_one = ConsensusItemRaised("m1", "i2", "gate", 2, "错峰放学", None, None)
    shown: Any = MEETING.row(given(MEETING, *with_item(ENDED, RAISED, CARRIED, open_one)).state, "m1").shown
    assert [(one.number, one.state, one.wording) for one in shown.items] == [(1, "carried_over", None)]
