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
from services.outcomes.task import domain, schemas
from services.outcomes.task import events as happened
from services.outcomes.task.circumstances import facts, place, place_of_new, subject, tracked_person, tracking
from services.outcomes.task.events import TaskEvent
from services.outcomes.task.projections import row
from services.outcomes.task.state import LABELS, State, due, evolve


def without_the_calendar(told: Fields) -> Fields:
    """Version 1 did not say whether the calendar was published: nothing was called provisional then."""
    return {**told, "return_provisional": False}


def without_files(told: Fields) -> Fields:
    """Version 1 had none."""
    return {**told, "files": []}


ASSIGNED = EventType(happened.TaskAssigned, version=2, upcasters=((1, without_the_calendar),))
REPLY_DRAFTED = EventType(happened.TaskReplyDrafted, version=2, upcasters=((1, without_files),))
PROGRESS_REPORTED = EventType(happened.TaskProgressReported, version=2, upcasters=((1, without_files),))
REASSIGNED = EventType(happened.TaskReassigned, version=2, upcasters=((1, without_the_calendar),))

# fmt: off
TABLE = (
    # 交办 签收 退办 assignment and return
    Row("assign", asked.AssignTask, Records(happened.TaskAssigned), NOTHING, ("SYS",)),
    Row("sign_for", asked.SignForTask, Records(happened.TaskSigned), NOTHING, ("HND",), (State.ASSIGNED,)),
    Row("request_return", asked.RequestReturn, domain.request_return, REASON, ("HND",), (State.ASSIGNED, State.SIGNED)),
    Row("reassign", asked.ReassignTask, domain.reassign_task, schemas.Reassign, ("DISP",), (State.RETURN_REQUESTED,)),
    Row("deny_return", asked.DenyReturn, Records(happened.TaskReturnDenied), REASON, ("DISP",), (State.RETURN_REQUESTED,)),
    # 办理 会办 handling, with co-handlers
    Row("start", asked.StartTask, Records(happened.TaskStarted), NOTHING, ("HND",), (State.SIGNED,)),
    Row("ask_co_handlers", asked.AskCoHandlers, domain.ask_co_handlers, schemas.AskCoHandlers, ("HND",), (State.HANDLING,)),
    Row("give_opinion", asked.GiveOpinion, domain.give_opinion, schemas.GiveOpinion, ("CO",), (State.CO_WAITING,)),
    Row("time_out_co_handlers", asked.TimeOutCoHandlers, domain.time_out_co_handlers, NOTHING, ("SYS",), (State.CO_WAITING,)),
    # 暂停 延期 pause and extension
    Row("pause", asked.PauseTask, domain.pause_task, REASON, ("DISP",), (State.HANDLING,)),
    Row("resume", asked.ResumeTask, domain.resume_task, NOTHING, ("DISP", "SYS"), (State.PAUSED,)),
    Row("request_extension", asked.RequestExtension, domain.request_extension, schemas.RequestExtension, ("HND",), (State.HANDLING,)),
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
    Row("finish_tracking", asked.FinishTracking, domain.finish_tracking, REASON, ("HND", "DISP"), (State.TRACKING,)),
    Row("reopen", asked.ReopenTask, Records(happened.TaskReopened), REASON, ("OFF", "SUP", "SYS"),
        (State.DONE, State.RATING_OPEN, State.TRACKING)),
    # 催办 督办 撤销 from outside
    Row("urge", asked.UrgeTask, Records(happened.TaskUrged), NOTHING, ("DISP", "SUP", "SYS"),
        (State.ASSIGNED, State.SIGNED, State.HANDLING, State.CO_WAITING, State.REWORK)),
    Row("supervise", asked.SuperviseTask, Records(happened.TaskSupervised), schemas.Supervise, ("SUP", "SYS"),
        (State.ASSIGNED, State.SIGNED, State.HANDLING, State.CO_WAITING, State.REWORK)),
    Row("cancel", asked.CancelTask, Records(happened.TaskCancelled), REASON, ("PARTY",), (State.ASSIGNED, State.SIGNED, State.HANDLING)),
)
# fmt: on

TASK = Lifecycle(
    name="task",
    collection="tasks",
    label="任务（交办件）",
    id_field="task_id",
    events=events_of(TaskEvent, ASSIGNED, REASSIGNED, REPLY_DRAFTED, PROGRESS_REPORTED),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=OutcomesRuleBroken,
    due=due,
    subject=subject,
    tracking=tracking,
    tracked_person=tracked_person,
)
