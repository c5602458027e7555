"""The rules of the task."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from marshmallow import ValidationError

from infra.kernel.testing import Scenario, given
from services.outcomes import rules
from services.outcomes.copies import KnownLinked
from services.outcomes.task.circumstances import subject, tracked_person, tracking
from services.outcomes.task.commands import (
    AskCoHandlers,
    CloseUnrated,
    FinishTracking,
    GiveOpinion,
    GrantExtension,
    PauseTask,
    RateTask,
    ReassignTask,
    ReleaseReply,
    ReportProgress,
    RequestExtension,
    RequestReturn,
    ResumeTask,
    SuperviseTask,
    TaskEffect,
    TimeOutCoHandlers,
    UrgeTask,
)
from services.outcomes.task.domain import Deadline, Facts
from services.outcomes.task.events import (
    TaskAssigned,
    TaskCoHandlersAsked,
    TaskCoHandlersTimedOut,
    TaskCoOpinionGiven,
    TaskDone,
    TaskDoneDissatisfied,
    TaskExtended,
    TaskExtensionRequested,
    TaskPaused,
    TaskReassigned,
    TaskReplied,
    TaskReplyDrafted,
    TaskReplySubmitted,
    TaskResumed,
    TaskReturnRequested,
    TaskReworkDemanded,
    TaskSigned,
    TaskStarted,
    TaskTracked,
)
from services.outcomes.task.lifecycle import TASK
from services.outcomes.task.projections import TaskSeen, tracked
from services.outcomes.task.schemas import DraftReply, Rate
from services.outcomes.task.state import due

NOON = datetime(2026, 5, 6, 4, tzinfo=UTC)
TODAY = date(2026, 5, 6)
DUE = date(2026, 8, 4)
RETURN_UNTIL = datetime(2026, 5, 13, 16, tzinfo=UTC)
OPINIONS_END = datetime(2026, 5, 21, 16, tzinfo=UTC)
RATE_UNTIL = NOON + timedelta(days=15)
REPORT_BY = NOON + timedelta(days=90)
REPORT = Deadline(DUE, REPORT_BY, "task_progress@1")
NOW = Facts(NOON, TODAY)
IDS = ("task", "outcome", "school-gate")

ASSIGNED = TaskAssigned(
    *IDS, "设减速带", "police", ("roads", "school"), DUE, "task_reply@1", None, 800, None,
    "620723101", "council", RETURN_UNTIL, "task_return@1", False, NOON,
)  # fmt: skip
ALONE = TaskAssigned(
    *IDS, "设减速带", "police", (), DUE, "task_reply@1", None, 800, None,
    "620723101", "council", RETURN_UNTIL, "task_return@1", False, NOON,
)  # fmt: skip
SIGNED, STARTED = TaskSigned(*IDS), TaskStarted(*IDS)
ASKED = TaskCoHandlersAsked(
    *IDS, "宽度？", ("roads", "school"), date(2026, 5, 21), OPINIONS_END, "co_handlers_opinion@1"
)
ROADS_SAID = TaskCoOpinionGiven(*IDS, "roads", "3 米")
SCHOOL_SAID = TaskCoOpinionGiven(*IDS, "school", "同意")
REPLIED = TaskReplied(*IDS, "A", RATE_UNTIL, "rating@1")
HANDLING = (ASSIGNED, SIGNED, STARTED)


def drafted(letter: str) -> TaskReplyDrafted:
    return TaskReplyDrafted(*IDS, letter, "已装三道", "5月6日电话", (TaskEffect("减速带", 3, "道"),))


def in_review(letter: str) -> tuple[object, ...]:
    return (*HANDLING, drafted(letter), TaskReplySubmitted(*IDS))


def replied(letter: str, *before: object) -> Scenario:
    return given(TASK, *before, *in_review(letter), TaskReplied(*IDS, letter, RATE_UNTIL, "rating@1"))


def handling() -> Scenario:
    return given(TASK, *HANDLING)


def test_a_task_may_be_returned_within_the_window() -> None:
    asked = given(TASK, ASSIGNED).when(RequestReturn("task", "不属本单位"), Facts(RETURN_UNTIL, date(2026, 5, 14)))
    asked.then(TaskReturnRequested(*IDS, "不属本单位", None))


def test_a_task_may_not_be_returned_after_the_window() -> None:
    late = Facts(RETURN_UNTIL + timedelta(seconds=1), date(2026, 5, 14))
    given(TASK, ASSIGNED).when(RequestReturn("task", "不属本单位"), late).refused(rules.ReturnWindowPassed)


def test_the_old_lead_of_a_reassigned_task_stays_named() -> None:
    window, by_policy = Deadline(date(2026, 5, 14), RETURN_UNTIL, "task_return@1"), Deadline(DUE, NOON, "task_reply@1")
    reassigned = TaskReassigned(
        *IDS, "town", "police", RETURN_UNTIL, "task_return@1", "属镇政府", False, DUE, "task_reply@1", NOON
    )
    past = given(TASK, ASSIGNED, TaskReturnRequested(*IDS, "不属本单位", None))
    past.when(ReassignTask("task", "town", "属镇政府"), Facts(NOON, TODAY, window, due=by_policy)).then(reassigned)
    after = given(TASK, ASSIGNED, TaskReturnRequested(*IDS, "不属本单位", None), reassigned).state
    assert TASK.row(after, "task").named == ("town", "roads", "school", "police")
    assert TASK.place(after, "task").leads == ("town",)


@pytest.mark.parametrize(("lead", "rule"), [("police", rules.LeadUnchanged), ("roads", rules.LeadIsCoHandler)])
def test_a_task_is_reassigned_to_another_lead_that_is_no_co_handler(lead: str, rule: type[Exception]) -> None:
    past = given(TASK, ASSIGNED, TaskReturnRequested(*IDS, "不属本单位", None))
    past.when(ReassignTask("task", lead, "属镇政府"), NOW).refused(rule)


def test_co_handlers_are_asked_by_the_policys_day() -> None:
    by = Deadline(date(2026, 5, 21), OPINIONS_END, "co_handlers_opinion@1")
    asked = handling().when(AskCoHandlers("task", "宽度？"), Facts(NOON, TODAY, by))
    asked.then(ASKED)
    asked.then_state("co_waiting")


def test_a_task_without_co_handlers_has_nobody_to_ask() -> None:
    given(TASK, ALONE, SIGNED, STARTED).when(AskCoHandlers("task", "宽度？"), NOW).refused(rules.NoCoHandlers)


def test_the_task_waits_until_the_last_co_handler_answered() -> None:
    first = given(TASK, *HANDLING, ASKED).when(GiveOpinion("task", "3 米", "roads"), NOW)
    first.then(ROADS_SAID)
    first.then_state("co_waiting")
    given(TASK, *HANDLING, ASKED, ROADS_SAID).when(GiveOpinion("task", "同意", "school"), NOW).then_state("handling")


def test_a_co_handler_answers_once() -> None:
    past = given(TASK, *HANDLING, ASKED, ROADS_SAID)
    past.when(GiveOpinion("task", "4 米", "roads"), NOW).refused(rules.OpinionAlreadyGiven)


def test_when_their_date_passed_those_who_did_not_answer_are_on_record() -> None:
    past = given(TASK, *HANDLING, ASKED, ROADS_SAID)
    assert due(past.state)[0] == (OPINIONS_END, TimeOutCoHandlers("task"))
    past.when(TimeOutCoHandlers("task"), NOW).refused(rules.OpinionsStillDue)
    over = past.when(TimeOutCoHandlers("task"), Facts(OPINIONS_END, date(2026, 5, 22)))
    over.then(TaskCoHandlersTimedOut(*IDS, ("school",)))
    over.then_state("handling")


def test_the_due_date_moves_by_the_days_of_a_pause_and_both_stay_visible() -> None:
    handling().when(PauseTask("task", "等待征地"), NOW).then(TaskPaused(*IDS, TODAY, "等待征地", None))
    past = (*HANDLING, TaskPaused(*IDS, TODAY, "等待征地", None))
    resumed = TaskResumed(*IDS, DUE, date(2026, 8, 14))
    given(TASK, *past).when(ResumeTask("task"), Facts(NOON, date(2026, 5, 16))).then(resumed)
    task = given(TASK, *past, resumed).state
    assert (task.original_due, task.due) == (DUE, date(2026, 8, 14))


def test_an_extension_is_requested_before_the_due_date_has_passed() -> None:
    asked = RequestExtension("task", date(2026, 9, 1), "雨季")
    handling().when(asked, Facts(NOON, DUE)).then(TaskExtensionRequested(*IDS, date(2026, 9, 1), "雨季", None))
    handling().when(asked, Facts(NOON, DUE + timedelta(days=1))).refused(rules.TaskExpired)


def test_days_that_are_named_for_a_task_lie_ahead_of_the_entry() -> None:
    month_late = DUE + timedelta(days=30)
    overdue = Facts(NOON, month_late)
    asked = given(TASK, *HANDLING, TaskExtensionRequested(*IDS, date(2026, 9, 1), "雨季", None))
    asked.when(GrantExtension("task", "同意"), overdue).refused(rules.NamedDayMustLieAhead)
    asked.when(GrantExtension("task", "同意", month_late), overdue).refused(rules.NamedDayMustLieAhead)
    asked.when(GrantExtension("task", "同意", month_late + timedelta(days=1)), overdue).then(
        TaskExtended(*IDS, DUE, month_late + timedelta(days=1), "同意")
    )
    handling().when(AskCoHandlers("task", "宽度？", TODAY), NOW).refused(rules.NamedDayMustLieAhead)


def test_an_extension_is_to_a_later_day() -> None:
    handling().when(RequestExtension("task", DUE, "雨季"), NOW).refused(rules.NewDueDateNotLater)


def test_an_extension_is_granted_as_requested_unless_another_date_is_said() -> None:
    past = given(TASK, *HANDLING, TaskExtensionRequested(*IDS, date(2026, 9, 1), "雨季", None))
    past.when(GrantExtension("task", "同意"), NOW).then(TaskExtended(*IDS, DUE, date(2026, 9, 1), "同意"))
    sooner = GrantExtension("task", "同意", date(2026, 8, 20))
    past.when(sooner, NOW).then(TaskExtended(*IDS, DUE, date(2026, 8, 20), "同意"))
    past.when(GrantExtension("task", "同意", DUE), NOW).refused(rules.NewDueDateNotLater)


def test_a_released_reply_may_be_rated_for_the_policys_days() -> None:
    until = Deadline(date(2026, 5, 21), RATE_UNTIL, "rating@1")
    given(TASK, *in_review("A")).when(ReleaseReply("task"), Facts(NOON, TODAY, until)).then(REPLIED)


@pytest.mark.parametrize("letter", ["A", "C"])
@pytest.mark.parametrize("rating", ["satisfied", "basically_satisfied"])
def test_a_reply_of_class_a_or_c_that_is_found_good_is_done(letter: str, rating: str) -> None:
    done = TaskDone(*IDS, letter, rating, "谢谢", None)
    replied(letter).when(RateTask("task", rating, "谢谢"), NOW).then(done)


def test_a_reply_of_class_b_that_is_found_good_is_tracked() -> None:
    replied("B").when(RateTask("task", "satisfied"), Facts(NOON, TODAY, REPORT)).then(
        TaskTracked(*IDS, "B", "satisfied", None, REPORT_BY, "task_progress@1")
    )


@pytest.mark.parametrize("before", [0, 1])
def test_whoever_is_dissatisfied_a_first_or_second_time_gets_rework(before: int) -> None:
    past = [TaskReworkDemanded(*IDS, time, None, "没装") for time in range(1, before + 1)]
    asked = given(TASK, ASSIGNED, *past, REPLIED, drafted("A"), REPLIED).when(
        RateTask("task", "dissatisfied", None, "没装"), NOW
    )
    asked.then(TaskReworkDemanded(*IDS, before + 1, None, "没装"))
    asked.then_state("rework")


def test_dissatisfied_a_third_time_it_is_closed_as_such_and_supervised() -> None:
    twice = (TaskReworkDemanded(*IDS, 1, None, "没装"), TaskReworkDemanded(*IDS, 2, None, "没装"))
    past = (ASSIGNED, drafted("A"), *twice, REPLIED)
    closed = TaskDoneDissatisfied(*IDS, "A", 3, "ordinary", "还是没装", "没装")
    given(TASK, *past).when(RateTask("task", "dissatisfied", "还是没装", "没装"), NOW).then(closed)
    task = given(TASK, *past, closed).state
    assert (task.state, task.supervised, task.dissatisfied) == ("done", "ordinary", 3)


@pytest.mark.parametrize(
    ("letter", "becomes"),
    [
        ("A", TaskDone(*IDS, "A", None, None, None)),
        ("B", TaskTracked(*IDS, "B", None, None, REPORT_BY, "task_progress@1")),
    ],
)
def test_a_reply_that_nobody_rated_counts_as_accepted(letter: str, becomes: object) -> None:
    past = replied(letter)
    assert due(past.state) == [(RATE_UNTIL, CloseUnrated("task"))]
    past.when(CloseUnrated("task"), NOW).refused(rules.RatingPeriodRunning)
    past.when(CloseUnrated("task"), Facts(RATE_UNTIL, date(2026, 5, 21), REPORT)).then(becomes)


def test_a_tracked_task_reports_again_or_is_finished() -> None:
    tracked = given(TASK, *in_review("B"), TaskTracked(*IDS, "B", "satisfied", None, REPORT_BY, "task_progress@1"))
    tracked.when(ReportProgress("task", "已招标"), NOW).then_state("reply_drafted")
    tracked.when(FinishTracking("task", "已装好"), NOW).then(TaskDone(*IDS, "B", None, None, "已装好"))


def test_urging_and_supervision_are_flags() -> None:
    handling().when(UrgeTask("task"), NOW).then_state("handling")
    handling().when(SuperviseTask("task", "yellow", "逾期"), NOW).then_state("handling")


def test_whoever_is_dissatisfied_says_why() -> None:
    with pytest.raises(ValidationError, match="'reason'"):
        Rate().load({"rating": "dissatisfied", "reason": " "})
    assert Rate().load({"rating": "satisfied"}) == {"rating": "satisfied"}


def test_the_class_of_a_reply_is_called_class_on_the_wire() -> None:
    said = {
        "class": "A",
        "text": "已装三道",
        "contact_record": "5月6日电话",
        "effects": [{"what": "减速带", "number": 3}],
    }
    loaded = DraftReply().load(said)
    assert (loaded["class_code"], loaded["effects"]) == ("A", (TaskEffect("减速带", 3),))
    with pytest.raises(ValidationError, match="'class'"):
        DraftReply().load({**said, "class": "D"})


class LinkedSubmissions:
    """The copies of submissions, as a reader answers them; one was unlinked."""

    def copies(self, into: type[KnownLinked], kind: str, parent: str) -> list[KnownLinked]:
        assert (kind, parent) == ("linked", "school-gate")
        return [
            KnownLinked("by-phone", "school-gate", "digest-of-ana", "ana"),
            KnownLinked("by-qr", "school-gate", "digest-of-ben", "ben", linked=False),
        ]


def test_a_tracking_code_of_a_linked_submission_opens_the_task_and_names_its_person() -> None:
    reader, task = LinkedSubmissions(), replied("A").state
    assert tracking(reader, task, "digest-of-ana")  # type: ignore[arg-type]
    assert not tracking(reader, task, "digest-of-ben")  # type: ignore[arg-type]
    assert tracked_person(reader, task, "digest-of-ana") == "ana"  # type: ignore[arg-type]
    assert tracked_person(reader, task, "digest-of-ben") is None  # type: ignore[arg-type]
    assert subject(task, RateTask("task", "satisfied", tracking_subject="ana")) == "ana"


def test_ruling_18_who_may_rate_a_reply_reads_it_and_not_before_it_is_out() -> None:
    out = TaskSeen("task", "rating_open", "police", date(2026, 5, 31), None, "已装减速带", "A", RATE_UNTIL)
    seen = tracked(out, "县交警大队")
    assert (seen.lead, seen.reply, seen.class_code, seen.rate_until) == ("县交警大队", "已装减速带", "A", RATE_UNTIL)
    for state in ("done", "tracking", "rework"):
        again = tracked(replace(out, state=state), "县交警大队")
        assert (again.reply, again.rate_until) == ("已装减速带", None)
    for state in ("reply_drafted", "reply_review", "handling", "cancelled"):
        assert tracked(replace(out, state=state), "县交警大队").reply is None
