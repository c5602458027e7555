"""The rules of activities: when one is held, who was there, and that nobody is counted twice."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from infra.kernel.testing import given
from services.meetings.activity.commands import (
    AmendActivity,
    CancelActivity,
    CorrectActivity,
    HoldActivity,
    PlanActivity,
)
from services.meetings.activity.domain import Facts
from services.meetings.activity.events import (
    ActivityAmended,
    ActivityAttendanceCorrected,
    ActivityCancelled,
    ActivityHeld,
    ActivityPlanned,
    Attended,
    Taught,
)
from services.meetings.activity.lifecycle import ACTIVITY
from services.meetings.activity.schemas import COMMANDS
from services.meetings.activity_rules import (
    ActivityMustHaveBegun,
    ActivityMustNotEndBeforeItStarts,
    EachBodyIsCountedOnce,
    MembersNamedMustBeInForce,
    OnlyWhatTeachesHasHoursAndAbilities,
    SomebodyMustHaveBeenThere,
)

MONDAY, TUESDAY, WEDNESDAY = date(2026, 4, 13), date(2026, 4, 14), date(2026, 4, 15)
PLAN = PlanActivity(
    "course", "全员培训 𠮷", "training", "620723", "office", MONDAY, hours=12, abilities=["cooperation"]
)
PLANNED = ActivityPlanned(
    "course", "全员培训 𠮷", "training", "620723", "office", MONDAY, MONDAY, None, None, None, (), 12, ("cooperation",)
)
KNOWN = Facts(MONDAY, {"ana-here": "ana", "ana-above": "ana", "ben-here": "ben"})
HOLD = HoldActivity("course", [Attended("town", 3)], ["ana-here", "ben-here"], others=2, summary="结业")
HELD = ActivityHeld(
    "course", (Attended("town", 3),), (Taught("ana-here", "ana"), Taught("ben-here", "ben")), 2, 0, "结业"
)


def test_an_activity_is_planned_as_told_and_is_of_one_day_where_no_last_is_named() -> None:
    given(ACTIVITY).when(PLAN, KNOWN).then(PLANNED)
    told = replace(PLAN, ends=TUESDAY, tags=["委员一线干", "委员一线干"], abilities=["cooperation", "cooperation"])
    given(ACTIVITY).when(told, KNOWN).then(replace(PLANNED, ends=TUESDAY, tags=("委员一线干",)))


def test_its_last_day_is_not_before_its_first() -> None:
    given(ACTIVITY).when(replace(PLAN, ends=date(2026, 4, 12)), KNOWN).refused(ActivityMustNotEndBeforeItStarts)
    given(ACTIVITY, replace(PLANNED, ends=TUESDAY)).when(AmendActivity("course", starts=WEDNESDAY), KNOWN).refused(
        ActivityMustNotEndBeforeItStarts
    )


@pytest.mark.parametrize("kind", ["promotion_meeting", "forum", "service", "call"])
@pytest.mark.parametrize("said", [{"hours": 2}, {"hours": None, "abilities": ["investigation"]}])
def test_only_what_teaches_has_hours_and_abilities(kind: Any, said: dict[str, Any]) -> None:
    without = replace(PLAN, kind=kind, hours=None, abilities=())
    given(ACTIVITY).when(without, KNOWN).then_state("planned")
    given(ACTIVITY).when(replace(without, **said), KNOWN).refused(OnlyWhatTeachesHasHoursAndAbilities)
    planned = replace(PLANNED, kind=kind, hours=None, abilities=())
    given(ACTIVITY, planned).when(AmendActivity("course", hours=2), KNOWN).refused(OnlyWhatTeachesHasHoursAndAbilities)


def test_what_an_amendment_leaves_out_stays_and_a_new_day_moves_what_is_of_one_day() -> None:
    amended = ActivityAmended("course", "全员培训 𠮷", TUESDAY, TUESDAY, "党校", None, None, (), 12, ("cooperation",))
    given(ACTIVITY, PLANNED).when(AmendActivity("course", starts=TUESDAY, place="党校"), KNOWN).then(amended)
    shown: Any = ACTIVITY.row(given(ACTIVITY, PLANNED, amended).state, "course").shown
    assert (shown.starts, shown.place, shown.hours) == (TUESDAY, "党校", 12)


def test_it_is_held_on_its_first_day_or_later() -> None:
    given(ACTIVITY, PLANNED).when(HOLD, replace(KNOWN, today=date(2026, 4, 12))).refused(ActivityMustHaveBegun)
    given(ACTIVITY, PLANNED).when(HOLD, KNOWN).then(HELD)
    given(ACTIVITY, PLANNED).when(HOLD, replace(KNOWN, today=date(2027, 1, 1))).then(HELD)


def test_a_person_of_two_committees_is_counted_once() -> None:
    twice = replace(HOLD, members=["ana-above", "ana-here", "ben-here", "ben-here"])
    held = replace(HELD, members=(Taught("ana-above", "ana"), Taught("ben-here", "ben")))
    given(ACTIVITY, PLANNED).when(twice, KNOWN).then(held)
    shown: Any = ACTIVITY.row(given(ACTIVITY, PLANNED, held).state, "course").shown
    assert shown.attendees == 3 + 2 + 2


def test_members_who_are_not_in_force_are_not_named() -> None:
    given(ACTIVITY, PLANNED).when(replace(HOLD, members=["chen-ended"]), KNOWN).refused(MembersNamedMustBeInForce)
    assert MembersNamedMustBeInForce.names == "members"


def test_a_body_is_counted_once_and_somebody_was_there() -> None:
    twice = replace(HOLD, attendance=[Attended("town", 3), Attended("town", 1)])
    given(ACTIVITY, PLANNED).when(twice, KNOWN).refused(EachBodyIsCountedOnce)
    nobody = HoldActivity("course", [Attended("town", 0)])
    given(ACTIVITY, PLANNED).when(nobody, KNOWN).refused(SomebodyMustHaveBeenThere)
    for said in ({"others": 1}, {"members": ["ana-here"]}, {"attendance": [Attended("town", 1)]}):
        given(ACTIVITY, PLANNED).when(replace(nobody, **said), KNOWN).then_state("held")


def test_a_correction_keeps_who_was_named_though_his_membership_has_ended_since() -> None:
    correct = CorrectActivity("course", [Attended("town", 2)], "多计一人", ["ana-here"], 2)
    corrected = ActivityAttendanceCorrected(
        "course", (Attended("town", 2),), (Taught("ana-here", "ana"),), 2, 0, "多计一人"
    )
    given(ACTIVITY, PLANNED, HELD).when(correct, Facts(MONDAY)).then(corrected)
    given(ACTIVITY, PLANNED, HELD).when(replace(correct, members=["chen"]), Facts(MONDAY)).refused(
        MembersNamedMustBeInForce
    )
    given(ACTIVITY, PLANNED, HELD).when(CorrectActivity("course", [], "?"), KNOWN).refused(SomebodyMustHaveBeenThere)
    shown: Any = ACTIVITY.row(given(ACTIVITY, PLANNED, HELD, corrected).state, "course").shown
    assert (shown.attendees, shown.summary, shown.reason) == (5, "结业", "多计一人")


def test_what_was_held_is_not_cancelled_and_what_was_cancelled_is_not_held() -> None:
    cancelled = ActivityCancelled("course", "疫情")
    given(ACTIVITY, PLANNED).when(CancelActivity("course", "疫情"), KNOWN).then(cancelled)
    for past, command in ((HELD, CancelActivity("course", "!")), (cancelled, HOLD)):
        with pytest.raises(AssertionError, match="no row takes"):
            given(ACTIVITY, PLANNED, past).when(command, KNOWN).then()


def test_every_body_and_member_that_took_part_reads_it() -> None:
    row = ACTIVITY.row(given(ACTIVITY, PLANNED, HELD).state, "course")
    assert (row.audience, row.organisation, row.named) == ("place", "office", ("town", "ana", "ben"))


AN_ID = "019a0000-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "party"), ("starts", "2026-13-01"), ("title", "a\x00b"), ("title", " "), ("hours", -1), ("hours", True),
     ("abilities", ["swimming"]), ("abilities", "cooperation"), ("tags", [""]), ("organisation", "office"), ("division", "62a")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_the_field_named(field: str, value: object) -> None:
    said = {"title": "培训", "kind": "training", "division": "620723", "organisation": AN_ID, "starts": "2026-04-13"}
    assert COMMANDS["plan"]().validate(said) == {}
    assert list(COMMANDS["plan"]().validate({**said, field: value})) == [field]


@pytest.mark.parametrize("value", [{}, [{"organisation": AN_ID}], [{"organisation": AN_ID, "number": "3"}], [3], None])
def test_attendance_is_bodies_with_numbers(value: object) -> None:
    assert COMMANDS["hold"]().validate({"attendance": []}) == {}
    assert list(COMMANDS["hold"]().validate({"attendance": value})) == ["attendance"]
