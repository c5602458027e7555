"""The rules of consensus items."""

from dataclasses import replace

import pytest
from marshmallow import ValidationError

from infra.kernel.testing import given
from services.meetings.attendance.events import ParticipantLeft
from services.meetings.consensus_item.commands import DraftItem, RaiseItem, RedraftItem, SettleItem, SupersedeItem
from services.meetings.consensus_item.domain import EarlierItem, Facts
from services.meetings.consensus_item.events import (
    ConsensusItemAgreed,
    ConsensusItemAgreedWithReservation,
    ConsensusItemDrafted,
    ConsensusItemNotAgreed,
    ConsensusItemRaised,
    ConsensusItemRedrafted,
    ConsensusItemSuperseded,
    Position,
)
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.consensus_item.schemas import Settle
from services.meetings.meeting.events import MeetingSuspended
from services.meetings.rules import (
    MeetingIsNotInSession,
    ObserverHasNoVoice,
    OnePositionEach,
    PositionOfSomeoneElse,
    PositionsContradictResult,
    SupersededItemIsNotOfAnEarlierRound,
    SupersededItemIsNotSettled,
)

from .story import ENDED, IN_SESSION, OBSERVER, PLANNED, READY, checked_in

RAISED = ConsensusItemRaised("m1", "i1", "gate", 1, "划停车线", "ana", None)
WORDED = (*IN_SESSION, RAISED, ConsensusItemDrafted("m1", "i1", "校门两侧划线"))
FOR = Position("for", participant="host")
AGAINST = Position("against", participant="recorder", group="商户")
RESERVED = Position("reserved", participant="recorder", note="看效果")
WITH_OBSERVER = (*IN_SESSION, OBSERVER, checked_in("observer", "observer"))
SECOND_ROUND = (replace(PLANNED, round=2), *WORDED[1:])
EARLIER = EarlierItem("m0", "gate", 1, "not_agreed")


def settle(result: str, *positions: Position, reason: str | None = None, supersedes: str | None = None) -> SettleItem:
    return SettleItem("i1", "m1", result, positions, supersedes, reason)


def test_items_are_numbered_within_the_meeting() -> None:
    given(CONSENSUS_ITEM, *IN_SESSION).when(RaiseItem("i1", "m1", "划停车线", "ana", "CHAIR")).then(RAISED)
    given(CONSENSUS_ITEM, *IN_SESSION, RAISED).when(RaiseItem("i2", "m1", "错峰放学", "ben", "REC")).then(
        ConsensusItemRaised("m1", "i2", "gate", 2, "错峰放学", "ben", None)
    )


@pytest.mark.parametrize("past", [READY, ENDED, (*IN_SESSION, MeetingSuspended("m1", "gate", "午休"))])
def test_items_are_raised_only_in_session(past: tuple[object, ...]) -> None:
    given(CONSENSUS_ITEM, *past).when(RaiseItem("i1", "m1", "划停车线", "ana", "ATT")).refused(MeetingIsNotInSession)


@pytest.mark.parametrize(
    ("before", "command"),
    [
        (WORDED[:-1], DraftItem("i1", "m1", "改")),
        (WORDED, RedraftItem("i1", "m1", "改")),
        (WORDED, settle("agreed", FOR)),
    ],
)
def test_items_are_worded_and_settled_only_in_session(before: tuple[object, ...], command: object) -> None:
    past = (*before, *ENDED[len(IN_SESSION) :])
    given(CONSENSUS_ITEM, *past).when(command, Facts(given(CONSENSUS_ITEM, *past).state)).refused(MeetingIsNotInSession)


@pytest.mark.parametrize("role", ["ATT", "MEM"])
def test_an_observer_raises_no_item(role: str) -> None:
    given(CONSENSUS_ITEM, *WITH_OBSERVER).when(RaiseItem("i1", "m1", "划停车线", "olga", role)).refused(
        ObserverHasNoVoice
    )


def test_chair_and_recorder_act_for_the_council() -> None:
    given(CONSENSUS_ITEM, *WITH_OBSERVER).when(RaiseItem("i1", "m1", "划停车线", "olga", "CHAIR")).then_state("raised")


def test_an_observer_has_no_position() -> None:
    past = (*WITH_OBSERVER, *WORDED[len(IN_SESSION) :])
    command = settle("agreed", Position("for", participant="observer"))
    given(CONSENSUS_ITEM, *past).when(command, Facts(given(CONSENSUS_ITEM, *past).state)).refused(ObserverHasNoVoice)


def test_each_wording_is_kept() -> None:
    state = given(CONSENSUS_ITEM, *WORDED, ConsensusItemRedrafted("m1", "i1", "两侧各划 50 米")).state
    shown = CONSENSUS_ITEM.row(state, "i1").shown
    assert shown.wordings == ("校门两侧划线", "两侧各划 50 米")  # type: ignore[attr-defined]
    assert shown.wording == "两侧各划 50 米"  # type: ignore[attr-defined]


def decided(command: SettleItem, expected: object) -> None:
    given(CONSENSUS_ITEM, *WORDED).when(command, Facts(given(CONSENSUS_ITEM, *WORDED).state)).then(expected)


def test_the_result_decides_the_event() -> None:
    told = ("m1", "i1", "gate", 1, "划停车线", "校门两侧划线")
    decided(settle("agreed", FOR), ConsensusItemAgreed(*told, (FOR,), None, None))
    decided(
        settle("agreed_with_reservation", FOR, RESERVED),
        ConsensusItemAgreedWithReservation(*told, (FOR, RESERVED), None, None),
    )
    decided(
        settle("not_agreed", AGAINST, reason="没有地方"),
        ConsensusItemNotAgreed(*told, (AGAINST,), None, None, "没有地方"),
    )


@pytest.mark.parametrize(
    "command",
    [
        settle("agreed", FOR, RESERVED),
        settle("agreed", FOR, AGAINST),
        settle("agreed_with_reservation", FOR),
        settle("agreed_with_reservation", RESERVED, AGAINST),
    ],
)
def test_positions_must_fit_the_result(command: SettleItem) -> None:
    given(CONSENSUS_ITEM, *WORDED).when(command, Facts(given(CONSENSUS_ITEM, *WORDED).state)).refused(
        PositionsContradictResult
    )


NOT_COME = Position("for", participant="parent")
STRANGER = Position("for", participant="stranger")
NOBODY = Position("for", group="家长")


@pytest.mark.parametrize("position", [STRANGER, NOT_COME, NOBODY], ids=["a stranger", "who has not come", "nobody"])
def test_ruling_19_a_position_names_a_participant_who_was_checked_in(position: Position) -> None:
    refused(settle("agreed", FOR, position), PositionOfSomeoneElse)


def test_who_was_there_and_has_left_has_a_position() -> None:
    past = given(CONSENSUS_ITEM, *WORDED, ParticipantLeft("m1", "host"))
    past.when(settle("agreed", FOR), Facts(past.state)).then_state("agreed")


def test_ruling_19_a_participant_has_one_position_on_an_item() -> None:
    refused(settle("agreed", FOR, FOR), OnePositionEach)
    refused(settle("agreed_with_reservation", FOR, replace(FOR, position="reserved")), OnePositionEach)


def refused(command: SettleItem, rule: type[Exception]) -> None:
    given(CONSENSUS_ITEM, *WORDED).when(command, Facts(given(CONSENSUS_ITEM, *WORDED).state)).refused(rule)


def test_an_item_supersedes_one_of_an_earlier_round_of_its_topic() -> None:
    scenario = given(CONSENSUS_ITEM, *SECOND_ROUND)
    command = settle("agreed", FOR, supersedes="i0")
    scenario.when(command, Facts(scenario.state, EARLIER)).then(
        ConsensusItemAgreed("m1", "i1", "gate", 1, "划停车线", "校门两侧划线", (FOR,), "i0", "m0")
    )
    for unfit in (None, replace(EARLIER, topic="another"), replace(EARLIER, round=2)):
        scenario.when(command, Facts(scenario.state, unfit)).refused(SupersededItemIsNotOfAnEarlierRound)


@pytest.mark.parametrize("state", ["raised", "drafted", "superseded"])
def test_only_a_settled_item_is_superseded_and_once(state: str) -> None:
    scenario = given(CONSENSUS_ITEM, *SECOND_ROUND)
    facts = Facts(scenario.state, replace(EARLIER, state=state))
    scenario.when(settle("agreed", FOR, supersedes="i0"), facts).refused(SupersededItemIsNotSettled)


def test_of_two_items_of_one_meeting_only_the_first_supersedes_an_earlier_one() -> None:
    """The earlier item is in another meeting's stream, and learns of it a moment later only."""
    other = (
        ConsensusItemRaised("m1", "i2", "gate", 2, "限时停车", None, None),
        ConsensusItemDrafted("m1", "i2", "上学时段限停"),
    )
    first = ConsensusItemAgreed("m1", "i2", "gate", 2, "限时停车", "上学时段限停", (FOR,), "i0", "m0")
    scenario = given(CONSENSUS_ITEM, *SECOND_ROUND, *other, first)
    scenario.when(settle("agreed", FOR, supersedes="i0"), Facts(scenario.state, EARLIER)).refused(
        SupersededItemIsNotSettled
    )


def test_a_superseded_item_still_shows_what_was_found_then() -> None:
    settled = ConsensusItemNotAgreed(
        "m1", "i1", "gate", 1, "划停车线", "校门两侧划线", (AGAINST,), None, None, "没有地方"
    )
    scenario = given(CONSENSUS_ITEM, *WORDED, settled)
    scenario.when(SupersedeItem("i1", "m1", "i9")).then(ConsensusItemSuperseded("m1", "i1", "i9"))
    item = given(CONSENSUS_ITEM, *WORDED, settled, ConsensusItemSuperseded("m1", "i1", "i9")).state.items["i1"]
    assert (item.state, item.result, item.superseded_by) == ("superseded", "not_agreed", "i9")


@pytest.mark.parametrize(("result", "reason"), [("not_agreed", None), ("not_agreed", " "), ("agreed", "理由")])
def test_a_reason_goes_with_not_agreed_and_only_with_it(result: str, reason: str | None) -> None:
    body = {"result": result, "positions": []} | ({} if reason is None else {"reason": reason})
    with pytest.raises(ValidationError) as refused:
        Settle().load(body)
    assert "reason" in refused.value.messages
