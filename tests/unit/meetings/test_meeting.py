"""The rules of planning, preparing and holding a meeting."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.testing import given
from services.meetings.attendance.events import (
    AttendanceDeclined,
    ParticipantLeft,
    ParticipantSubstituted,
    ParticipantUninvited,
)
from services.meetings.meeting import schemas
from services.meetings.meeting.circumstances import facts
from services.meetings.meeting.commands import (
    CancelMeeting,
    ConfirmReady,
    EndMeeting,
    ForceReady,
    OpenMeeting,
    PlanMeeting,
    PostponeMeeting,
    RescheduleMeeting,
    ResumeMeeting,
    ScheduleMeeting,
    SendNotices,
    SuspendMeeting,
)
from services.meetings.meeting.domain import Facts, due, plan_meeting
from services.meetings.meeting.events import (
    MeetingCancelled,
    MeetingEnded,
    MeetingForcedReady,
    MeetingNoticesSent,
    MeetingPlanned,
    MeetingPostponed,
    MeetingReady,
    MeetingRescheduled,
    MeetingSuspended,
)
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.rules import (
    EndsBeforeItStarts,
    GroupNotInvited,
    HostOrRecorderMissing,
    HostOrRecorderNotThere,
    NoticeTooShort,
    OpensBeforeItsDay,
    OpensInItsOpenRound,
    RoundIsNotOpen,
    StartsInThePast,
)

from .story import (
    CONSULTING,
    FACTS,
    FRIDAY,
    FRIDAY_NOON,
    GUESTS,
    HOST,
    IN_SESSION,
    MONDAY,
    NOTICED,
    NOTIFIED,
    OBSERVER,
    OPEN,
    PERIOD,
    PLANNED,
    PREPARING,
    READY,
    RECORDER,
    SCHEDULED,
    checked_in,
    invited,
)

PLAN = PlanMeeting("m1", "gate", 1, "council", "hybrid", groups=("家长",))


def test_a_meeting_takes_division_council_and_title_from_its_topic() -> None:
    given(MEETING).when(PLAN, Facts(MONDAY, topic=PREPARING)).then(
        MeetingPlanned(
            "m1", "gate", 1, "council", "hybrid", None, None, ("家长",), "620723101", "council", "学校门口交通"
        )
    )


@pytest.mark.parametrize(
    ("phase", "opened", "planned"),
    [("preparing", 0, 1), ("preparing", 2, 3), ("consulting", 1, 1), ("consulting", 3, 3), ("consulting", 3, 4)],
)
def test_ruling_15_a_meeting_is_planned_for_the_open_round_or_the_next(phase: str, opened: int, planned: int) -> None:
    topic = replace(PREPARING, phase=phase, round=opened)
    given(MEETING).when(replace(PLAN, round=planned), Facts(MONDAY, topic=topic)).then_state("planned")


@pytest.mark.parametrize(
    ("phase", "opened", "planned"),
    [("preparing", 0, 0), ("preparing", 0, 2), ("consulting", 2, 1), ("consulting", 2, 4), ("other", 1, 1)],
)
def test_no_other_round_is_planned(phase: str, opened: int, planned: int) -> None:
    topic = replace(PREPARING, phase=phase, round=opened)
    given(MEETING).when(replace(PLAN, round=planned), Facts(MONDAY, topic=topic)).refused(RoundIsNotOpen)


@pytest.mark.parametrize(
    ("phase", "opened", "said"),
    [("preparing", 0, "Round 1"), ("consulting", 2, "Round 2 or 3"), ("other", 1, "after its notice")],
)
def test_who_plans_another_round_is_told_what_holds_it_up(phase: str, opened: int, said: str) -> None:
    with pytest.raises(RoundIsNotOpen, match=said):
        plan_meeting(None, replace(PLAN, round=9), Facts(MONDAY, topic=replace(PREPARING, phase=phase, round=opened)))


def test_a_meeting_ends_after_it_starts() -> None:
    given(MEETING, PLANNED).when(ScheduleMeeting("m1", FRIDAY, FRIDAY), FACTS).refused(EndsBeforeItStarts)


def test_a_meeting_is_scheduled_for_a_time_to_come() -> None:
    command = ScheduleMeeting("m1", MONDAY - timedelta(days=1), MONDAY)
    given(MEETING, PLANNED).when(command, FACTS).refused(StartsInThePast)


def test_the_planned_place_holds_until_another_is_named() -> None:
    planned = replace(PLANNED, place="村委会")
    assert given(MEETING, planned, replace(SCHEDULED, place=None)).state.place == "村委会"
    assert given(MEETING, planned, SCHEDULED).state.place == "议事室"


def test_notices_go_to_each_expected_participant_and_leave_a_receipt() -> None:
    past = (PLANNED, SCHEDULED, *GUESTS, invited("late"), ParticipantUninvited("m1", "late", "误邀"))
    given(MEETING, *past).when(SendNotices("m1"), Facts(MONDAY, period=PERIOD)).then(NOTICED)
    receipts = given(MEETING, *past, NOTICED).state.receipts
    assert [(receipt.participant, receipt.noticed_at) for receipt in receipts] == [
        ("host", MONDAY),
        ("recorder", MONDAY),
        ("parent", MONDAY),
    ]


def test_a_meeting_with_nothing_missing_is_ready() -> None:
    given(MEETING, *NOTIFIED).when(ConfirmReady("m1"), FACTS).then(MeetingReady("m1", "gate"))


def test_the_lead_time_must_be_kept() -> None:
    too_early = replace(SCHEDULED, starts_at=FRIDAY - timedelta(hours=10))
    given(MEETING, PLANNED, too_early, *GUESTS, NOTICED).when(ConfirmReady("m1"), FACTS).refused(NoticeTooShort)


@pytest.mark.parametrize(
    "gone",
    [
        ParticipantUninvited("m1", "recorder", "换人"),
        AttendanceDeclined("m1", "recorder", "有事"),
        ParticipantSubstituted("m1", "recorder", "another", "有事"),
    ],
)
def test_a_host_and_a_recorder_must_be_expected(gone: object) -> None:
    given(MEETING, *NOTIFIED, gone).when(ConfirmReady("m1"), FACTS).refused(HostOrRecorderMissing)


def test_every_group_of_the_meeting_must_be_invited() -> None:
    observing = invited("parent", kind="observer", group="家长")
    for guests in ((HOST, RECORDER), (HOST, RECORDER, observing)):
        past = (PLANNED, SCHEDULED, *guests, NOTICED)
        given(MEETING, *past).when(ConfirmReady("m1"), FACTS).refused(GroupNotInvited)


def test_a_group_that_declined_was_invited() -> None:
    declined = AttendanceDeclined("m1", "parent", "有事")
    given(MEETING, *NOTIFIED, declined).when(ConfirmReady("m1"), FACTS).then_state("ready")


def test_the_chair_may_go_ahead_with_a_reason() -> None:
    given(MEETING, PLANNED, SCHEDULED, replace(NOTICED, recipients=())).when(ForceReady("m1", "雨季将至"), FACTS).then(
        MeetingForcedReady("m1", "gate", "雨季将至")
    )


def test_the_system_confirms_a_complete_meeting_when_it_starts() -> None:
    assert due(given(MEETING, *NOTIFIED).state) == [(FRIDAY, ConfirmReady("m1"))]
    assert due(given(MEETING, PLANNED, SCHEDULED, HOST, NOTICED).state) == []
    assert due(given(MEETING, *READY).state) == []


def test_host_and_recorder_must_be_checked_in_before_the_meeting_opens() -> None:
    given(MEETING, *READY, checked_in("host")).when(OpenMeeting("m1"), OPEN).refused(HostOrRecorderNotThere)
    both = (*READY, checked_in("host"), checked_in("recorder"))
    given(MEETING, *both).when(OpenMeeting("m1"), OPEN).then_state("in_session")
    given(MEETING, *both, ParticipantLeft("m1", "host")).when(OpenMeeting("m1"), OPEN).refused(HostOrRecorderNotThere)


@pytest.mark.parametrize(
    ("phase", "opened", "left", "opens"),
    [
        ("consulting", 1, 0, True),
        ("preparing", 0, 0, False),
        ("consulting", 2, 0, False),
        ("consulting", 1, 1, False),
        ("other", 1, 0, False),
    ],
    ids=["its own", "not opened yet", "another is open", "left", "concluded"],
)
def test_ruling_15_a_meeting_opens_only_in_its_open_round(phase: str, opened: int, left: int, opens: bool) -> None:
    topic = replace(PREPARING, phase=phase, round=opened, left=left)
    ready = given(MEETING, *READY, checked_in("host"), checked_in("recorder"))
    opening = ready.when(OpenMeeting("m1"), Facts(MONDAY, topic=topic))
    if opens:
        opening.then_state("in_session")
    else:
        opening.refused(OpensInItsOpenRound)


def test_a_group_that_is_named_twice_is_one_group() -> None:
    plan = replace(PLAN, groups=("家长", "商户", "家长"))
    given(MEETING).when(plan, Facts(MONDAY, PREPARING)).then(replace(PLANNED, groups=("家长", "商户")))


def at(happened: datetime) -> Lookups:
    """A lookups for what happened then, in the open round; it is entered a month later."""
    entered = happened + timedelta(days=30)
    return cast("Lookups", SimpleNamespace(now=happened, recorded_at=entered, needed_copy=lambda *named: CONSULTING))


@pytest.mark.parametrize(
    ("opened", "too_early"),
    [
        (datetime(2022, 4, 14, 15, 59, tzinfo=UTC), True),
        (datetime(2022, 4, 14, 16, tzinfo=UTC), False),
        (FRIDAY - timedelta(minutes=10), False),
        (FRIDAY + timedelta(days=3), False),
    ],
    ids=["the evening before", "from midnight in China", "before its hour", "days later"],
)
def test_ruling_5_a_meeting_opens_on_the_day_of_its_start_or_later(opened: datetime, too_early: bool) -> None:
    ready = given(MEETING, *READY, checked_in("host"), checked_in("recorder"))
    opening = ready.when(OpenMeeting("m1"), facts(at(opened), ready.state, OpenMeeting("m1")))
    if too_early:
        opening.refused(OpensBeforeItsDay)
    else:
        opening.then_state("in_session")


def test_a_meeting_is_suspended_and_resumed() -> None:
    given(MEETING, *IN_SESSION).when(SuspendMeeting("m1", "午休"), FACTS).then_state("suspended")
    suspended = (*IN_SESSION, MeetingSuspended("m1", "gate", "午休"))
    given(MEETING, *suspended).when(ResumeMeeting("m1"), FACTS).then_state("in_session")
    given(MEETING, *suspended).when(EndMeeting("m1"), FACTS).then_state("ended")


def test_the_end_names_whoever_was_still_awaited() -> None:
    given(MEETING, *IN_SESSION).when(EndMeeting("m1", "谈妥两条"), FACTS).then(
        MeetingEnded("m1", "gate", "谈妥两条", ("parent",), ("host", "recorder"))
    )


def test_after_a_postponement_the_notices_go_out_again() -> None:
    postponed = (*READY, MeetingPostponed("m1", "gate", "沙尘"))
    given(MEETING, *READY).when(PostponeMeeting("m1", "沙尘"), FACTS).then(postponed[-1])
    later, end = FRIDAY + timedelta(days=7), FRIDAY_NOON + timedelta(days=7)
    moved = MeetingRescheduled("m1", "gate", later, end, None)
    given(MEETING, *postponed).when(RescheduleMeeting("m1", later, end), FACTS).then(moved)
    state = given(MEETING, *postponed, moved).state
    assert (state.state, state.receipts, state.lead_times) == ("scheduled", (), {})


def test_a_meeting_is_cancelled_with_a_reason() -> None:
    given(MEETING, PLANNED).when(CancelMeeting("m1", "议题终止"), FACTS).then(
        MeetingCancelled("m1", "gate", "议题终止")
    )


def test_observers_are_counted_apart() -> None:
    shown = MEETING.row(given(MEETING, *IN_SESSION, OBSERVER, checked_in("observer", "observer")).state, "m1").shown
    assert (shown.participants, shown.observers, shown.checked_in, shown.observers_checked_in) == (3, 1, 2, 1)  # type: ignore[attr-defined]


def test_a_notice_cites_its_policy() -> None:
    decided = given(MEETING, PLANNED, SCHEDULED).when(SendNotices("m1", "请准时"), Facts(MONDAY, period=PERIOD))
    decided.then(MeetingNoticesSent("m1", "gate", "请准时", (), MONDAY, PERIOD.until, "meeting_notice@1", False))


def test_a_group_has_a_name() -> None:
    """Nobody could be invited for it, and its absence could never be explained."""
    refused: dict[str, Any] = schemas.Plan().validate({"groups": ["家长", " "]})
    assert refused["groups"].keys() == {1}
