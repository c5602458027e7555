"""The task: who may do what, from which state; row for row as published.

Rows of the published table that differ only in their outcome (`rate`, `close_unrated`, `give_opinion`) are one here:
which event it becomes is the decision's.
"""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.task import commands as asked
from services.outcomes.task import domain, reckoning, schemas, succession
from services.outcomes.task import events as happened
from services.outcomes.task.at_reading import computed
from services.outcomes.task.circumstances import facts, place, place_of_new, subject, tracked_person, tracking
from services.outcomes.task.events import TaskEvent
from services.outcomes.task.fold import evolve
from services.outcomes.task.projections import row
from services.outcomes.task.state import LABELS, RUNNING, State, due


def without_the_calendar(told: Fields) -> Fields:
    """Version 1 did not say whether the calendar was published: nothing was called provisional then."""
    return {**told, "return_provisional": False}


def without_its_time(told: Fields) -> Fields:
    """Version 2 did not say when it was assigned."""
    return {**told, "assigned_at": None}


def of_an_outcome(told: Fields) -> Fields:
    """Version 3 was always of an outcome."""
    return {**told, "instruction": None}


def of_no_problem(told: Fields) -> Fields:
    """Version 4 did not say of which problem it was."""
    return {**told, "problem": None}


def with_the_old_date(told: Fields) -> Fields:
    """Version 2 left the due date as it was, and did not say when."""
    return {**told, "due": None, "policy": None, "assigned_at": None}


def entered_by_the_lead(told: Fields) -> Fields:
    """Version 1 knew no paper."""
    return {**told, "received_at": None}


def without_an_end(told: Fields) -> Fields:
    """Version 1 was ended by somebody."""
    return {**told, "until": None}


def without_a_report(told: Fields) -> Fields:
    """Version 1 named no day for a report."""
    return {**told, "report_by": None, "report_policy": None}


def without_files(told: Fields) -> Fields:
    """Version 1 had none."""
    return {**told, "files": []}


CHANGED = (
    EventType(
        happened.TaskAssigned,
        5,
        ((1, without_the_calendar), (2, without_its_time), (3, of_an_outcome), (4, of_no_problem)),
    ),
    EventType(happened.TaskReassigned, 3, ((1, without_the_calendar), (2, with_the_old_date))),
    EventType(happened.TaskReturnRequested, 2, ((1, entered_by_the_lead),)),
    EventType(happened.TaskExtensionRequested, 2, ((1, entered_by_the_lead),)),
    EventType(happened.TaskPaused, 2, ((1, without_an_end),)),
    EventType(happened.TaskReplyDrafted, 2, ((1, without_files),)),
    EventType(happened.TaskProgressReported, 2, ((1, without_files),)),
    EventType(happened.TaskTracked, 2, ((1, without_a_report),)),
)
OPEN = (*RUNNING, State.TRACKING)
"""Not an end, not paused and not open for rating."""

WITHOUT_OPINIONS = (
    State.ASSIGNED, State.SIGNED, State.RETURN_REQUESTED, State.HANDLING, State.PAUSED, State.EXTENSION_REQUESTED,
    State.REPLY_DRAFTED, State.REPLY_REVIEW, State.RATING_OPEN, State.REWORK, State.TRACKING,
)  # fmt: skip
"""Every state that is not an end, but the one in which co-handlers are waited for."""

# fmt: off
TABLE = (
    # 交办 签收 退办 assignment and return
    Row("assign", asked.AssignTask, Records(happened.TaskAssigned), NOTHING, ("SYS",)),
    Row("sign_for", asked.SignForTask, Records(happened.TaskSigned), NOTHING, ("HND",), (State.ASSIGNED,)),
    Row("request_return", asked.RequestReturn, domain.request_return, schemas.RequestReturn, ("HND", "DISP"),
        (State.ASSIGNED, State.SIGNED)),
    Row("reassign", asked.ReassignTask, domain.reassign_task, schemas.Reassign, ("DISP",), (State.RETURN_REQUESTED,)),
    Row("reassign", asked.ReassignTask, succession.reassign_left_task, schemas.Reassign, ("DISP",),
        (State.ASSIGNED, State.SIGNED, State.HANDLING, State.CO_WAITING, State.PAUSED, State.EXTENSION_REQUESTED, State.REPLY_DRAFTED,
         State.REPLY_REVIEW, State.RATING_OPEN, State.REWORK, State.TRACKING), leads_on=False),
    Row("deny_return", asked.DenyReturn, Records(happened.TaskReturnDenied), REASON, ("DISP",), (State.RETURN_REQUESTED,)),
    # 办理 会办 handling, with co-handlers
    Row("start", asked.StartTask, Records(happened.TaskStarted), NOTHING, ("HND",), (State.SIGNED,)),
    Row("ask_co_handlers", asked.AskCoHandlers, domain.ask_co_handlers, schemas.AskCoHandlers, ("HND",), (State.HANDLING,)),
    Row("give_opinion", asked.GiveOpinion, domain.give_opinion, schemas.GiveOpinion, ("CO",), (State.CO_WAITING,)),
    Row("time_out_co_handlers", asked.TimeOutCoHandlers, domain.time_out_co_handlers, NOTHING, ("SYS",), (State.CO_WAITING,)),
    Row("change_co_handlers", asked.ChangeCoHandlers, domain.change_co_handlers, schemas.ChangeCoHandlers, ("DISP",), (State.CO_WAITING,)),
    Row("change_co_handlers", asked.ChangeCoHandlers, domain.change_co_handlers, schemas.ChangeCoHandlers, ("DISP",), WITHOUT_OPINIONS),
    # 承接 when one of those that handle it has ended
    Row("take_over", asked.TakeOverTask, succession.take_over_task, NOTHING, ("SYS",), (State.CO_WAITING,)),
    Row("take_over", asked.TakeOverTask, succession.take_over_task, NOTHING, ("SYS",), WITHOUT_OPINIONS),
    Row("note_lead_ended", asked.NoteLeadEnded, succession.note_lead_ended, NOTHING, ("SYS",), (*WITHOUT_OPINIONS, State.CO_WAITING)),
    Row("note_co_handler_ended", asked.NoteCoHandlerEnded, succession.note_co_handler_ended, NOTHING, ("SYS",), (State.CO_WAITING,)),
    Row("note_co_handler_ended", asked.NoteCoHandlerEnded, succession.note_co_handler_ended, NOTHING, ("SYS",), WITHOUT_OPINIONS),
    # 暂停 延期 pause and extension
    Row("pause", asked.PauseTask, domain.pause_task, schemas.Pause, ("DISP",), (State.HANDLING,)),
    Row("resume", asked.ResumeTask, domain.resume_task, NOTHING, ("DISP", "SYS"), (State.PAUSED,)),
    Row("request_extension", asked.RequestExtension, domain.request_extension, schemas.RequestExtension, ("HND", "DISP"),
        (State.HANDLING,)),
    Row("grant_extension", asked.GrantExtension, domain.grant_extension, schemas.GrantExtension, ("DISP",), (State.EXTENSION_REQUESTED,)),
    Row("deny_extension", asked.DenyExtension, Records(happened.TaskExtensionDenied), REASON, ("DISP",), (State.EXTENSION_REQUESTED,)),
    # 答复 the reply
    Row("draft_reply", asked.DraftReply, Records(happened.TaskReplyDrafted), schemas.DraftReply, ("HND",),
        (State.HANDLING, State.REPLY_DRAFTED)),
    Row("submit_reply", asked.SubmitReply, Records(happened.TaskReplySubmitted), NOTHING, ("HND",), (State.REPLY_DRAFTED,)),
    Row("send_back_reply", asked.SendBackReply, Records(happened.TaskReplySentBack), REASON, ("DISP", "OFF"), (State.REPLY_REVIEW,)),
    Row("release_reply", asked.ReleaseReply, domain.release_reply, NOTHING, ("DISP", "OFF"), (State.REPLY_REVIEW,)),
    # 评价 rating
    Row("rate", asked.RateTask, domain.rate_task, schemas.Rate, ("PUB", "MEM"), (State.RATING_OPEN,), personal=("comment", "reason")),
    Row("close_unrated", asked.CloseUnrated, domain.close_unrated, NOTHING, ("SYS",), (State.RATING_OPEN,)),
    # 重办 跟踪 rework and tracking
    Row("restart", asked.RestartTask, Records(happened.TaskRestarted), NOTHING, ("HND",), (State.REWORK,)),
    Row("report_progress", asked.ReportProgress, Records(happened.TaskProgressReported), schemas.ReportProgress,
        ("HND",), (State.TRACKING,)),
    Row("note_progress_missed", asked.NoteProgressMissed, domain.note_progress_missed, NOTHING, ("SYS",), (State.TRACKING,)),
    Row("finish_tracking", asked.FinishTracking, domain.finish_tracking, REASON, ("HND", "DISP"), (State.TRACKING,)),
    Row("reopen", asked.ReopenTask, Records(happened.TaskReopened), REASON, ("OFF", "SUP", "SYS"),
        (State.DONE, State.RATING_OPEN, State.TRACKING)),
    # 临期 超期 催办 督办 撤销 from outside
    Row("note_due_soon", asked.NoteDueSoon, domain.note_due_soon, NOTHING, ("SYS",), RUNNING),
    Row("note_overdue", asked.NoteOverdue, domain.note_overdue, NOTHING, ("SYS",), RUNNING),
    Row("reckon_again", asked.ReckonTaskAgain, reckoning.reckon_task_again, NOTHING, ("SYS",), (*RUNNING, State.PAUSED)),
    Row("urge", asked.UrgeTask, Records(happened.TaskUrged), NOTHING, ("DISP", "SUP", "SYS"), OPEN),
    Row("supervise", asked.SuperviseTask, Records(happened.TaskSupervised), schemas.Supervise, ("SUP", "SYS"), OPEN),
    Row("cancel", asked.CancelTask, Records(happened.TaskCancelled), REASON, ("PARTY",), (State.ASSIGNED, State.SIGNED, State.HANDLING)),
)
# fmt: on

TASK = Lifecycle(
    name="task",
    collection="tasks",
    label="任务（交办件）",
    id_field="task_id",
    events=events_of(TaskEvent, *CHANGED),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    beside=computed,
    rule_broken=OutcomesRuleBroken,
    due=due,
    subject=subject,
    tracking=tracking,
    tracked_person=tracked_person,
)
