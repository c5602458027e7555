"""The rules of measured effects: a number with its unit, and the days from the meeting to it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from infra.kernel.testing import given
from services.outcomes import profile_rules as rules
from services.outcomes.measured_effect.commands import MeasureAgain, MeasureEffect, WithdrawEffect
from services.outcomes.measured_effect.domain import Facts, MeasuredOutcome
from services.outcomes.measured_effect.events import EffectMeasured, EffectMeasuredAgain, EffectWithdrawn
from services.outcomes.measured_effect.lifecycle import MEASURED_EFFECT
from services.outcomes.measured_effect.projections import MeasuredEffectShown, row
from services.outcomes.measured_effect.schemas import COMMANDS
from services.outcomes.meeting_days import KnownMeetingDay, MeetingRescheduled, MeetingScheduled, on_meeting_set

MET, SEEN, TODAY = date(2026, 5, 6), date(2026, 5, 21), date(2026, 6, 1)
FACTS = Facts(TODAY, MeasuredOutcome("school-gate", "620723101", "council", "meeting", MET))
MEASURE = MeasureEffect("effect", "outcome", "停车位 𠮷", 60, "个", SEEN)
MEASURED = EffectMeasured(
    "effect", "outcome", "school-gate", "620723101", "council", None, "停车位 𠮷", 60, "个", SEEN, "meeting", MET, 15
)


def test_the_days_from_the_meeting_to_the_effect_are_reckoned() -> None:
    given(MEASURED_EFFECT).when(MEASURE, FACTS).then(MEASURED)
    given(MEASURED_EFFECT).when(replace(MEASURE, on=MET), FACTS).then(replace(MEASURED, on=MET, days=0))


def test_where_no_day_of_the_meeting_is_known_none_are_claimed() -> None:
    assert FACTS.outcome is not None
    unknown = replace(FACTS, outcome=replace(FACTS.outcome, met_on=None))
    given(MEASURED_EFFECT).when(MEASURE, unknown).then(replace(MEASURED, met_on=None, days=None))


def test_an_effect_is_there_after_the_meeting_and_not_in_days_to_come() -> None:
    before, tomorrow = date(2026, 5, 5), date(2026, 6, 2)
    given(MEASURED_EFFECT).when(replace(MEASURE, on=before), FACTS).refused(rules.EffectComesAfterTheMeeting)
    given(MEASURED_EFFECT).when(replace(MEASURE, on=tomorrow), FACTS).refused(rules.EffectMustHaveCome)
    again = MeasureAgain("effect", 64, before, "更正")
    given(MEASURED_EFFECT, MEASURED).when(again, FACTS).refused(rules.EffectComesAfterTheMeeting)


def test_the_task_that_is_named_is_one_of_the_outcome() -> None:
    of_another = replace(FACTS, task_is_its=False)
    given(MEASURED_EFFECT).when(replace(MEASURE, task="task"), of_another).refused(rules.TaskMustBeOfTheOutcome)
    given(MEASURED_EFFECT).when(replace(MEASURE, task="task"), FACTS).then(replace(MEASURED, task="task"))


def test_what_is_measured_again_keeps_both_numbers() -> None:
    again = EffectMeasuredAgain("effect", 64, TODAY, 26, 60, SEEN, "又增四个")
    given(MEASURED_EFFECT, MEASURED).when(MeasureAgain("effect", 64, TODAY, "又增四个"), FACTS).then(again)
    shown = row(given(MEASURED_EFFECT, MEASURED, again).state, "effect").shown
    assert isinstance(shown, MeasuredEffectShown)
    assert (shown.number, shown.unit, shown.on, shown.days, shown.met_on) == (64, "个", TODAY, 26, MET)
    same = MeasureAgain("effect", 60, SEEN, "无")
    given(MEASURED_EFFECT, MEASURED).when(same, FACTS).refused(rules.NothingOfTheProfileChanges)


def test_what_was_withdrawn_is_not_measured_again() -> None:
    withdrawn = EffectWithdrawn("effect", "登错成果")
    given(MEASURED_EFFECT, MEASURED).when(WithdrawEffect("effect", "登错成果")).then(withdrawn)
    with pytest.raises(AssertionError, match="no row takes"):
        given(MEASURED_EFFECT, MEASURED, withdrawn).when(MeasureAgain("effect", 64, TODAY, "又增"), FACTS).then()


def test_a_meeting_is_known_for_the_time_that_was_set_last() -> None:
    first, later = datetime(2026, 5, 5, 1, tzinfo=UTC), datetime(2026, 5, 6, 1, tzinfo=UTC)
    known = on_meeting_set(None, MeetingScheduled("meeting", first))
    assert on_meeting_set(known, MeetingRescheduled("meeting", later)) == KnownMeetingDay("meeting", later)


@pytest.mark.parametrize(
    ("field", "value"), [("number", 1.5), ("number", -1), ("unit", ""), ("on", "昨天"), ("what", "a\x00b"), ("task", 7)]
)
def test_what_does_not_fit_is_refused_and_the_field_named(field: str, value: object) -> None:
    said = {
        "outcome": "019a0000-0000-7000-8000-000000000001",
        "what": "停车位",
        "number": 60,
        "unit": "个",
        "on": "2026-05-21",
    }
    assert COMMANDS["measure"]().validate(said) == {}
    assert list(COMMANDS["measure"]().validate({**said, field: value})) == [field]
