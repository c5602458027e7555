"""A wrong check-in is mended: everything that counted the participant follows (ruling 19)."""

from typing import Any

import pytest

from infra.kernel.testing import given
from services.meetings.attendance.commands import WithdrawCheckIn
from services.meetings.attendance.events import (
    AttendanceConfirmed,
    AttendanceDeclined,
    CheckInWithdrawn,
    ParticipantAbsent,
    ParticipantLeft,
)
from services.meetings.attendance.lifecycle import ATTENDANCE
from services.meetings.consensus_item.events import (
    ConsensusItemAgreed,
    ConsensusItemDrafted,
    ConsensusItemRaised,
    Position,
)
from services.meetings.meeting.commands import OpenMeeting
from services.meetings.meeting.events import MinutesObjected, MinutesSigned
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.rules import HostOrRecorderNotThere, MinutesNameWhoCameIn, PositionRestsOnTheCheckIn

from .story import DRAFTED, ENDED, FRIDAY_NOON, IN_REVIEW, IN_SESSION, NOTIFIED, OPEN, READY, checked_in, invited

WITHDRAW = WithdrawCheckIn("parent", "m1", "签错了人")
PARENT_IN = checked_in("parent", "invited")
CONFIRMED = AttendanceConfirmed("m1", "parent")
LEFT = ParticipantLeft("m1", "parent")


def withdrawn(back_to: str, unheard: str | None = "家长", participant: str = "parent") -> CheckInWithdrawn:
    return CheckInWithdrawn("m1", participant, "gate", back_to, unheard, "签错了人")


@pytest.mark.parametrize(
    ("before", "back_to"),
    [((), "invited"), ((CONFIRMED,), "confirmed"), ((AttendanceDeclined("m1", "parent", "有事"),), "declined")],
    ids=["invited", "confirmed", "declined"],
)
@pytest.mark.parametrize("since", [(), (LEFT,)], ids=["there", "gone again"])
def test_ruling_19_who_was_wrongly_checked_in_is_again_what_he_was_before(
    before: tuple[object, ...], since: tuple[object, ...], back_to: str
) -> None:
    past = given(ATTENDANCE, *READY, *before, PARENT_IN, *since)
    past.when(WITHDRAW).then(withdrawn(back_to))
    past.when(WITHDRAW).then_state(back_to)


def test_everything_that_counted_him_follows() -> None:
    state = given(ATTENDANCE, *IN_SESSION, withdrawn("invited", None, "host")).state
    assert ATTENDANCE.place(state, "host").attendees == ("ben",)
    assert MEETING.place(state, "m1").attendees == ("ben",)
    shown: Any = MEETING.row(state, "m1").shown
    assert shown.checked_in == 1
    participant: Any = ATTENDANCE.row(state, "host").shown
    assert (participant.attended, participant.mode, participant.reason) == (False, None, "签错了人")


def test_a_meeting_does_not_open_on_a_check_in_that_was_withdrawn() -> None:
    past = (*READY, checked_in("host"), checked_in("recorder"), withdrawn("invited", None, "host"))
    given(MEETING, *past).when(OpenMeeting("m1"), OPEN).refused(HostOrRecorderNotThere)


def test_who_had_left_before_was_there_all_the_same() -> None:
    past = given(ATTENDANCE, *READY, PARENT_IN, LEFT, PARENT_IN)
    past.when(WITHDRAW).then(withdrawn("left", None))
    mended = given(ATTENDANCE, *past.past, withdrawn("left", None))
    assert (mended.state.participants["parent"].attended, mended.state.participants["parent"].mode) == (True, "onsite")
    mended.when(WITHDRAW).then(withdrawn("invited"))


def test_a_group_stays_heard_while_somebody_else_of_it_was_there() -> None:
    other, observing = invited("other", group="家长"), invited("watcher", kind="observer", group="家长")
    there = (*READY, PARENT_IN, other, checked_in("other"))
    given(ATTENDANCE, *there).when(WITHDRAW).then(withdrawn("invited", None))
    watched = (*READY, PARENT_IN, observing, checked_in("watcher", "observer"))
    given(ATTENDANCE, *watched).when(WITHDRAW).then(withdrawn("invited"))
    of_an_observer = WithdrawCheckIn("watcher", "m1", "签错了人")
    given(ATTENDANCE, *watched).when(of_an_observer).then(withdrawn("invited", None, "watcher"))


def test_after_the_end_who_did_not_come_is_absent() -> None:
    came = (*IN_SESSION, PARENT_IN, *DRAFTED[len(IN_SESSION) :])
    given(ATTENDANCE, *came).when(WITHDRAW).then(withdrawn("invited"), ParticipantAbsent("m1", "parent"))
    given(ATTENDANCE, *came).when(WITHDRAW).then_state("absent")
    left_before = (*IN_SESSION, PARENT_IN, LEFT, PARENT_IN, *ENDED[len(IN_SESSION) :])
    given(ATTENDANCE, *left_before).when(WITHDRAW).then_state("left")


def test_once_the_minutes_circulate_a_check_in_stands_until_an_objection() -> None:
    reviewed = (*IN_SESSION, PARENT_IN, *IN_REVIEW[len(IN_SESSION) :])
    given(ATTENDANCE, *reviewed).when(WITHDRAW).refused(MinutesNameWhoCameIn)
    given(ATTENDANCE, *reviewed, MinutesSigned("m1", "gate", ())).when(WITHDRAW).refused(MinutesNameWhoCameIn)
    objected = MinutesObjected("m1", "gate", "ana", FRIDAY_NOON, "王女士没有到会", "host")
    given(ATTENDANCE, *reviewed, objected).when(WITHDRAW).then_state("absent")


@pytest.mark.parametrize("named", ["parent", "host"])
def test_a_check_in_stands_while_a_settled_item_names_his_position(named: str) -> None:
    item = (
        ConsensusItemRaised("m1", "i1", "gate", 1, "划停车线", "ana", None),
        ConsensusItemDrafted("m1", "i1", "校门两侧划线"),
        ConsensusItemAgreed(
            "m1", "i1", "gate", 1, "划停车线", "校门两侧划线", (Position("for", participant=named),), None, None
        ),
    )
    decided = given(ATTENDANCE, *IN_SESSION, PARENT_IN, *item).when(WITHDRAW)
    if named == "parent":
        decided.refused(PositionRestsOnTheCheckIn)
        again = (*IN_SESSION, PARENT_IN, *item, LEFT, PARENT_IN)
        given(ATTENDANCE, *again).when(WITHDRAW).then_state("left")
    else:
        decided.then_state("invited")


def test_only_a_check_in_is_withdrawn() -> None:
    (row,) = ATTENDANCE.rows["withdraw_check_in"]
    assert (row.by, row.from_states) == (("REC", "LIA"), ("checked_in", "left"))
    assert not given(ATTENDANCE, *NOTIFIED).state.participants["parent"].attended
