"""Everybody has his notice in time, of the time that holds (ruling 20)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.storage.tables import RECORDS
from infra.kernel.testing import given
from services.meetings.attendance.events import (
    AttendanceConfirmed,
    AttendanceDeclined,
    CheckInWithdrawn,
    InvitationRenewed,
    ParticipantLeft,
    ParticipantUninvited,
)
from services.meetings.meeting.commands import ConfirmReady, PostponeMeeting, RescheduleMeeting, SendNotices
from services.meetings.meeting.domain import Facts, TimeLimit, due
from services.meetings.meeting.events import MeetingNoticesSent, MeetingPostponed, MeetingRescheduled
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.rules import EverybodyHasANotice, NoticeNotSent, NoticeTooShort
from tests.unit.kernel.library.running import Library

from .at_work import CHAIR, after
from .story import (
    FACTS,
    FRIDAY,
    FRIDAY_NOON,
    MONDAY,
    NOTICED,
    NOTIFIED,
    OBSERVER,
    PERIOD,
    READY,
    THURSDAY_NIGHT,
    checked_in,
    invited,
)

LATER = invited("late", person="zoe")
TUESDAY = Facts(MONDAY + timedelta(days=1), period=PERIOD)
TO_LATER = replace(NOTICED, recipients=("late",), sent_at=TUESDAY.now)
IN_VAIN = replace(TO_LATER, lead_time_until=FRIDAY + timedelta(days=1))
SANDSTORM = MeetingPostponed("m1", "gate", "沙尘")
NEXT_WEEK = RescheduleMeeting("m1", FRIDAY + timedelta(days=7), FRIDAY_NOON + timedelta(days=7))
MOVED = MeetingRescheduled("m1", "gate", NEXT_WEEK.starts_at, NEXT_WEEK.ends_at, None)


@pytest.mark.parametrize(("before", "state"), [(NOTIFIED, "notified"), (READY, "ready")], ids=["notified", "ready"])
def test_ruling_20_who_is_invited_after_the_notices_gets_his_by_sending_them_again(
    before: tuple[Any, ...], state: str
) -> None:
    past = given(MEETING, *before, LATER)
    past.when(SendNotices("m1"), TUESDAY).then(TO_LATER)
    past.when(SendNotices("m1"), TUESDAY).then_state(state)
    receipts = given(MEETING, *past.past, TO_LATER).state.receipts
    assert [(one.participant, one.noticed_at) for one in receipts[-2:]] == [("parent", MONDAY), ("late", TUESDAY.now)]


@pytest.mark.parametrize(
    "since",
    [
        (),
        (LATER, TO_LATER),
        (LATER, ParticipantUninvited("m1", "late", "误邀")),
        (LATER, AttendanceDeclined("m1", "late", "有事")),
        (LATER, checked_in("late")),
    ],
    ids=["nobody", "noticed", "uninvited", "declined", "come already"],
)
def test_ruling_20_only_who_has_none_is_sent_a_notice(since: tuple[object, ...]) -> None:
    given(MEETING, *READY, *since).when(SendNotices("m1"), TUESDAY).refused(EverybodyHasANotice)


@pytest.mark.parametrize("one", [LATER, OBSERVER], ids=["a member", "an observer"])
def test_ruling_20_a_meeting_is_ready_when_everybody_has_a_notice(one: Any) -> None:
    """Also by the system when it starts."""
    past = (*NOTIFIED, one)
    given(MEETING, *past).when(ConfirmReady("m1"), FACTS).refused(NoticeNotSent)
    assert due(given(MEETING, *past).state) == []
    noticed = (*past, replace(TO_LATER, recipients=(one.participant_id,)))
    given(MEETING, *noticed).when(ConfirmReady("m1"), FACTS).then_state("ready")


def test_the_lead_time_is_kept_for_each() -> None:
    given(MEETING, *NOTIFIED, LATER, IN_VAIN).when(ConfirmReady("m1"), FACTS).refused(NoticeTooShort)
    declined = AttendanceDeclined("m1", "late", "来不及")
    given(MEETING, *NOTIFIED, LATER, IN_VAIN, declined).when(ConfirmReady("m1"), FACTS).then_state("ready")


def test_ruling_20_a_new_time_is_confirmed_anew_and_noticed_to_everybody() -> None:
    confirmed = AttendanceConfirmed("m1", "parent")
    past = given(MEETING, *NOTIFIED, confirmed, SANDSTORM)
    past.when(NEXT_WEEK, FACTS).then(MOVED, InvitationRenewed("m1", "parent"))
    moved = given(MEETING, *past.past, MOVED, InvitationRenewed("m1", "parent"))
    assert moved.state.participants["parent"].state == "invited"
    moved.when(SendNotices("m1"), Facts(MONDAY, period=TimeLimit(THURSDAY_NIGHT, "meeting_notice@1", False))).then(
        MeetingNoticesSent(
            "m1", "gate", None, ("host", "recorder", "parent"), MONDAY, THURSDAY_NIGHT, "meeting_notice@1", False
        )
    )


def test_nobody_is_checked_in_across_a_postponement() -> None:
    """Nor is his group heard there; who came after he had confirmed confirms anew."""
    other = invited("other", group="家长")
    came = (AttendanceConfirmed("m1", "host"), checked_in("host"), checked_in("parent", "invited"))
    gone = (ParticipantLeft("m1", "parent"), checked_in("parent", "invited"))
    past = given(MEETING, *READY, other, *came, checked_in("other"), *gone)
    withdrawn = (
        CheckInWithdrawn("m1", "host", "gate", "confirmed", None, "沙尘"),
        CheckInWithdrawn("m1", "parent", "gate", "invited", "家长", "沙尘"),
        CheckInWithdrawn("m1", "other", "gate", "invited", "家长", "沙尘"),
    )
    past.when(PostponeMeeting("m1", "沙尘"), FACTS).then(SANDSTORM, *withdrawn)
    postponed = given(MEETING, *past.past, SANDSTORM, *withdrawn)
    assert postponed.state.attended == ()
    postponed.when(NEXT_WEEK, FACTS).then(MOVED, InvitationRenewed("m1", "host"))


def test_check_ins_that_an_earlier_version_left_are_withdrawn_with_the_new_time() -> None:
    past = given(MEETING, *READY, AttendanceConfirmed("m1", "host"), checked_in("host"), SANDSTORM)
    withdrawn = CheckInWithdrawn("m1", "host", "gate", "confirmed", None, "沙尘")
    past.when(NEXT_WEEK, FACTS).then(MOVED, withdrawn, InvitationRenewed("m1", "host"))


def test_participants_show_what_the_new_time_makes_of_them() -> None:
    """Their rows are written with the meeting's, in one commit."""
    of = after(*READY, AttendanceConfirmed("m1", "host"), checked_in("host"))
    of.do("postpone", ("meetings", "m1"), {"reason": "沙尘"}, CHAIR)
    times = {"starts_at": "2026-04-10T09:00:00+08:00", "ends_at": "2026-04-10T12:00:00+08:00"}
    answer = of.do("reschedule", ("meetings", "m1"), times, CHAIR)
    assert answer["state"] == "scheduled"
    assert [event["type"] for event in answer["events"]] == ["MeetingRescheduled", "InvitationRenewed"]
    host = of.records.one(ReadCall("participants", Caller(), "host", parent_id="m1"), CHAIR)
    assert (host["state"], host["attended"]) == ("invited", False)


def test_receipts_stand_in_no_row_and_are_read_with_the_meeting_alone() -> None:
    everybody = tuple(f"resident-{number}" for number in range(1_000))
    of = after(*NOTIFIED)
    lengths = {len(_row(of))}
    of = after(*NOTIFIED[:-1], replace(NOTICED, recipients=everybody))
    lengths.add(len(_row(of)) - len("1000") + len("3"))
    assert len(lengths) == 1
    alone = ReadCall("meetings", Caller(), "m1")
    (listed,) = of.records.listing(ListCall("meetings", Caller()), CHAIR)["items"]
    for read in (alone, replace(alone, as_of="2026-03-02T04:00:00Z")):
        told = of.records.one(read, CHAIR)
        assert told["noticed"] == listed["noticed"] == 1_000
        assert [one["participant"] for one in told["receipts"]] == list(everybody)
    assert "receipts" not in listed


def _row(of: Library) -> str:
    ((shown,),) = of.own.query(select(RECORDS.c.shown).where(RECORDS.c.collection == "meetings"))
    return str(shown)
