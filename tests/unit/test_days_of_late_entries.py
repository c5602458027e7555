"""Days that people are given begin when a step is entered, whatever earlier day it is said to have happened on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import TypeVar

from infra.kernel.access.places import KnownOrganisation
from infra.kernel.contract.policy import Period, PolicyInForce
from infra.kernel.lookups.periods import period_of
from services.meetings.meeting.circumstances import facts as facts_of_meeting
from services.meetings.meeting.commands import CirculateMinutes, PublishMinutes, SendNotices
from services.outcomes.outcome.circumstances import facts as facts_of_outcome
from services.outcomes.outcome.commands import DispatchOutcome, PubliciseOutcome
from services.outcomes.task.circumstances import facts as facts_of_task
from services.outcomes.task.commands import (
    AskCoHandlers,
    ReassignTask,
    ReleaseReply,
    RequestExtension,
    RequestReturn,
    ResumeTask,
)
from services.topics.submission.circumstances import facts as facts_of_submission
from services.topics.submission.commands import AppealRejection
from services.topics.topic.circumstances import facts as facts_of_topic
from services.topics.topic.objection_commands import LodgeObjection

T = TypeVar("T")
SAID = datetime(2001, 1, 1, tzinfo=UTC)
ENTERED = datetime(2026, 3, 2, 4, tzinfo=UTC)
FIVE_WORKING_DAYS = datetime(2026, 3, 9, 16, tzinfo=UTC)


@dataclass(frozen=True)
class LateLookups:
    """Lookups for what is entered years late; every policy gives five days."""

    now: datetime = SAID
    recorded_at: datetime = ENTERED

    def ends(self, code: str, start: datetime) -> Period:
        return period_of(PolicyInForce(code, 5, 1), start)

    def copy(self, into: type[T], kind: str, copy_id: str) -> KnownOrganisation:
        return KnownOrganisation(copy_id, "police", "department", "620723")

    def shown(self, into: type[T], collection: str, *, outcome: str) -> list[T]:
        return []


LOOKUPS = LateLookups()
OF_THE_TOWN = SimpleNamespace(division="620723101")


def test_the_notice_of_a_meeting_and_the_review_of_its_minutes_begin_when_they_are_entered() -> None:
    for command in (SendNotices("meeting", "来"), CirculateMinutes("meeting")):
        period = facts_of_meeting(LOOKUPS, None, command).period  # type: ignore[arg-type]
        assert period is not None
        assert period.until == FIVE_WORKING_DAYS


def test_ruling_2_the_days_of_a_task_begin_when_they_are_entered() -> None:
    days = timedelta(days=5)
    for command, ends_at in (
        (ReassignTask("task", "police", "moved"), FIVE_WORKING_DAYS),
        (AskCoHandlers("task", "?"), datetime(2026, 3, 7, 16, tzinfo=UTC)),
        (ReleaseReply("task"), ENTERED + days),
    ):
        deadline = facts_of_task(LOOKUPS, OF_THE_TOWN, command).deadline  # type: ignore[arg-type]
        assert deadline is not None
        assert deadline.ends_at == ends_at, command


def test_what_is_dispatched_or_made_public_runs_from_its_entry() -> None:
    decomposed = SimpleNamespace(tasks=(), division="620723101")
    terms = facts_of_outcome(LOOKUPS, decomposed, DispatchOutcome("outcome")).terms  # type: ignore[arg-type]
    assert terms is not None
    assert (terms.due, terms.return_until) == (date(2026, 3, 7), FIVE_WORKING_DAYS)
    assert facts_of_outcome(LOOKUPS, None, PubliciseOutcome("outcome", "公示")).now == ENTERED  # type: ignore[arg-type]


def test_ruling_2_whether_it_came_in_time_is_judged_when_it_is_entered() -> None:
    for command in (RequestReturn("task", "不属本单位"), RequestExtension("task", date(2026, 9, 1), "雨季")):
        facts = facts_of_task(LOOKUPS, None, command)  # type: ignore[arg-type]
        assert (facts.now, facts.today) == (ENTERED, date(2026, 3, 2)), command
    assert facts_of_topic(LOOKUPS, None, LodgeObjection("topic", "objection", "!", None, "PUB")).now == ENTERED  # type: ignore[arg-type]
    assert facts_of_submission(LOOKUPS, None, AppealRejection("submission", "!", "PUB")).now == ENTERED  # type: ignore[arg-type]


def test_a_pause_ends_when_its_end_is_entered() -> None:
    """Until then the lead saw a clock that stood: a resumption dated back takes none of those days away."""
    assert facts_of_task(LOOKUPS, None, ResumeTask("task")).today == date(2026, 3, 2)  # type: ignore[arg-type]


def test_the_time_in_public_of_minutes_begins_when_they_are_entered_as_published() -> None:
    assert facts_of_meeting(LOOKUPS, None, PublishMinutes("meeting")).now == ENTERED  # type: ignore[arg-type]
