"""Days that were counted over a year without a published calendar are marked provisional, in the event and in the record."""

from dataclasses import fields
from datetime import datetime
from typing import Any

import msgspec
import pytest
from chinese_calendar.constants import holidays

from infra.kernel.base.clock import CHINA
from infra.kernel.contract.codec import Codec
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.testing import Scenario, given, row_for
from services.meetings.meeting.commands import CirculateMinutes
from services.meetings.meeting.lifecycle import MEETING
from services.members.first_start import POLICIES
from services.outcomes.outcome.commands import DispatchOutcome
from services.outcomes.outcome.lifecycle import OUTCOME
from services.outcomes.task.commands import ReassignTask
from services.outcomes.task.lifecycle import TASK
from services.topics.topic.commands import PostNotice
from services.topics.topic.lifecycle import TOPIC
from tests.contract.test_events_stay_readable import GOLDEN, TYPES, recorded
from tests.unit.test_days_of_late_entries import LateLookups

LAST_KNOWN = max(holidays).year
ENTERED = pytest.mark.parametrize(
    ("entered", "provisional"),
    [
        (datetime(LAST_KNOWN, 3, 2, 12, tzinfo=CHINA), False),
        (datetime(LAST_KNOWN, 12, 31, 12, tzinfo=CHINA), True),
    ],
    ids=["within the last published year", "at its end"],
)


def told(name: str, version: int = 1) -> Any:
    """An event as it was first written."""
    golden = msgspec.json.decode((GOLDEN / f"{name}.v{version}.json").read_bytes())
    return Codec([TYPES[name]]).decode(recorded(golden))


def past(lifecycle: Lifecycle, *names: str) -> Scenario:
    return given(lifecycle, *(told(name) for name in names))


def decided(scenario: Scenario, command: Any, entered: datetime) -> list[Any]:
    lifecycle, state = scenario.lifecycle, scenario.state
    facts = lifecycle.facts(LateLookups(recorded_at=entered), state, command)  # type: ignore[arg-type]
    return list(row_for(lifecycle, command, state).decide(state, command, facts))


def shown(lifecycle: Lifecycle, *events: Any) -> Any:
    return lifecycle.row(given(lifecycle, *events).state, "record").shown


@ENTERED
def test_ruling_4_the_window_for_returning_a_dispatched_task(entered: datetime, provisional: bool) -> None:
    outcome = past(OUTCOME, "OutcomeDrafted", "OutcomeSubmitted", "OutcomeApproved", "OutcomeDecomposed")
    _, assigned, *_ = decided(outcome, DispatchOutcome("outcome"), entered)
    assert assigned.return_provisional is provisional
    assert shown(TASK, assigned).return_provisional is provisional


@ENTERED
def test_ruling_25_the_window_for_returning_a_reassigned_task(entered: datetime, provisional: bool) -> None:
    task = past(TASK, "TaskAssigned", "TaskReturnRequested")
    (reassigned,) = decided(task, ReassignTask("task", "town", "属镇政府"), entered)
    assert reassigned.return_provisional is provisional
    assert shown(TASK, *task.past, reassigned).return_provisional is provisional


@pytest.mark.parametrize("names", [("TaskAssigned",), ("TaskAssigned", "TaskReturnRequested", "TaskReassigned")])
def test_a_window_of_before_it_was_said_is_not_called_provisional(names: tuple[str, ...]) -> None:
    assert shown(TASK, *(told(name) for name in names)).return_provisional is False


@ENTERED
def test_the_notice_of_a_topic(entered: datetime, provisional: bool) -> None:
    topic = past(TOPIC, "TopicDrafted", "TopicApproved")
    (noticed,) = decided(topic, PostNotice("topic"), entered)
    assert noticed.provisional is provisional
    assert shown(TOPIC, *topic.past, noticed).notice_provisional is provisional


@ENTERED
def test_the_review_of_minutes(entered: datetime, provisional: bool) -> None:
    meeting = past(MEETING, "MeetingPlanned", "MeetingEnded", "MinutesDrafted")
    (circulated,) = decided(meeting, CirculateMinutes("meeting"), entered)
    assert circulated.provisional is provisional
    assert shown(MEETING, *meeting.past, circulated).review_provisional is provisional


SAY_IT = {
    "topic_notice": {"TopicNoticed"},
    "meeting_notice": {"MeetingNoticesSent"},
    "minutes_review": {"MinutesCirculated"},
    "task_return": {"TaskAssigned", "TaskReassigned"},
    "supervise_yellow": {"TaskOverdue"},
    "supervise_red": {"TaskOverdue"},
}


def test_the_events_of_every_policy_in_working_days_say_it() -> None:
    """Nobody can change a policy's unit, and days of the other unit need no calendar: those are certain."""
    assert {code for code, unit, _days in POLICIES if unit == "workdays"} == SAY_IT.keys()
    for name in set().union(*SAY_IT.values()):
        said = {field.name: field.type for field in fields(TYPES[name].cls)}
        assert bool in {said.get("provisional"), said.get("return_provisional")}, name
