"""The task: who may do what, from which state; row for row as published.

Rows of the published table that differ only in their outcome (`rate`, `close_unrated`, `give_opinion`) are one here:
which event it becomes is the decision's.
"""

from datetime import timedelta

from infra.kernel.clock import day_in_china, end_of_day
from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import KnownOrganisation, Place
from infra.kernel.wire import CommandSchema
from services.outcomes.rules import RuleBroken
from services.outcomes.task import commands, domain, events, reply_domain, reply_events, schemas
from services.outcomes.task.projections import row
from services.outcomes.task.state import LABELS, Task, due, evolve

# Whether these come in time, or name a day to come, is judged when they are entered.
IN_TIME = (commands.RequestReturn, commands.RequestExtension, commands.GrantExtension, commands.AskCoHandlers)


def facts(reader: Reader, task: Task | None, command: commands.TaskCommand) -> domain.Facts:
    judged_at = reader.recorded_at if isinstance(command, IN_TIME) else reader.now
    return domain.Facts(judged_at, day_in_china(judged_at), _deadline(reader, command))


def _deadline(reader: Reader, command: commands.TaskCommand) -> domain.Deadline | None:
    match command:
        case commands.ReassignTask(lead=lead):
            reader.needed_copy(KnownOrganisation, "organisation", lead)
            return _for_returning(reader)
        case commands.AskCoHandlers():
            return _for_opinions(reader, command)
        case commands.ReleaseReply():
            return _for_rating(reader)
        case _:
            return None


def _for_returning(reader: Reader) -> domain.Deadline:
    policy = reader.policy("task_return")
    ends_at, _provisional = reader.workdays_after(reader.recorded_at, policy.days)
    return domain.Deadline(day_in_china(ends_at), ends_at, policy.cited)


def _for_opinions(reader: Reader, command: commands.AskCoHandlers) -> domain.Deadline:
    if command.due:
        return domain.Deadline(command.due, end_of_day(command.due), None)
    policy = reader.policy("co_handlers_opinion")
    day = day_in_china(reader.recorded_at) + timedelta(days=policy.days)
    return domain.Deadline(day, end_of_day(day), policy.cited)


def _for_rating(reader: Reader) -> domain.Deadline:
    policy = reader.policy("rating")
    ends_at = reader.recorded_at + timedelta(days=policy.days)
    return domain.Deadline(day_in_china(ends_at), ends_at, policy.cited)


def place(task: Task, task_id: str) -> Place:
    return Place(division=task.division, council=task.organisation, leads=(task.lead,), co_handlers=task.co_handlers)


def place_of_new(command: commands.AssignTask, facts: domain.Facts) -> Place:
    return Place(division=command.division, council=command.organisation)


def tracking(reader: Reader, task: Task, code: str) -> bool:
    """Whoever submitted what the task's topic came from may rate the reply, with that tracking code."""
    return tracked_person(reader, task, code) is not None


def tracked_person(reader: Reader, task: Task, code: str) -> str | None:
    linked = (known for known in reader.copies(domain.KnownLinked, "linked", task.topic_id) if known.linked)
    return next((known.submitter for known in linked if known.tracking == code), None)


def subject(task: Task | None, command: commands.TaskCommand) -> str | None:
    """A resident's words are under the resident's key; a member speaks in office."""
    return command.tracking_subject if isinstance(command, commands.RateTask) else None


TASK = Lifecycle(
    name="task",
    collection="tasks",
    label="任务（交办件）",
    id_field="task_id",
    events=(
        EventType(events.TaskAssigned),
        EventType(events.TaskSigned),
        EventType(events.TaskReturnRequested),
        EventType(events.TaskReassigned),
        EventType(events.TaskReturnDenied),
        EventType(events.TaskStarted),
        EventType(events.TaskCoHandlersAsked),
        EventType(events.TaskCoOpinionGiven),
        EventType(events.TaskCoHandlersTimedOut),
        EventType(events.TaskPaused),
        EventType(events.TaskResumed),
        EventType(events.TaskExtensionRequested),
        EventType(events.TaskExtended),
        EventType(events.TaskExtensionDenied),
        EventType(reply_events.TaskReplyDrafted),
        EventType(reply_events.TaskReplySubmitted),
        EventType(reply_events.TaskReplySentBack),
        EventType(reply_events.TaskReplied),
        EventType(reply_events.TaskDone),
        EventType(reply_events.TaskTracked),
        EventType(reply_events.TaskReworkDemanded),
        EventType(reply_events.TaskDoneDissatisfied),
        EventType(reply_events.TaskRestarted),
        EventType(reply_events.TaskProgressReported),
        EventType(reply_events.TaskReopened),
        EventType(events.TaskUrged),
        EventType(events.TaskSupervised),
        EventType(events.TaskCancelled),
    ),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition("assign", commands.AssignTask, domain.assign_task, CommandSchema, by=("SYS",)),
    transitions=(
        Transition(
            "sign_for", commands.SignForTask, domain.sign_for_task, schemas.SignFor,
            by=("HND",), from_states=("assigned",),
        ),
        Transition(
            "request_return", commands.RequestReturn, domain.request_return, schemas.RequestReturn,
            by=("HND",), from_states=("assigned", "signed"),
        ),
        Transition(
            "reassign", commands.ReassignTask, domain.reassign_task, schemas.Reassign,
            by=("DISP",), from_states=("return_requested",),
        ),
        Transition(
            "deny_return", commands.DenyReturn, domain.deny_return, schemas.DenyReturn,
            by=("DISP",), from_states=("return_requested",),
        ),
        Transition(
            "start", commands.StartTask, domain.start_task, schemas.Start,
            by=("HND",), from_states=("signed",),
        ),
        Transition(
            "ask_co_handlers", commands.AskCoHandlers, domain.ask_co_handlers, schemas.AskCoHandlers,
            by=("HND",), from_states=("handling",),
        ),
        Transition(
            "give_opinion", commands.GiveOpinion, domain.give_opinion, schemas.GiveOpinion,
            by=("CO",), from_states=("co_waiting",),
        ),
        Transition(
            "time_out_co_handlers", commands.TimeOutCoHandlers, domain.time_out_co_handlers, CommandSchema,
            by=("SYS",), from_states=("co_waiting",),
        ),
        Transition(
            "pause", commands.PauseTask, domain.pause_task, schemas.Pause,
            by=("DISP",), from_states=("handling",),
        ),
        Transition(
            "resume", commands.ResumeTask, domain.resume_task, schemas.Resume,
            by=("DISP", "SYS"), from_states=("paused",),
        ),
        Transition(
            "request_extension", commands.RequestExtension, domain.request_extension, schemas.RequestExtension,
            by=("HND",), from_states=("handling",),
        ),
        Transition(
            "grant_extension", commands.GrantExtension, domain.grant_extension, schemas.GrantExtension,
            by=("DISP",), from_states=("extension_requested",),
        ),
        Transition(
            "deny_extension", commands.DenyExtension, domain.deny_extension, schemas.DenyExtension,
            by=("DISP",), from_states=("extension_requested",),
        ),
        Transition(
            "draft_reply", commands.DraftReply, reply_domain.draft_reply, schemas.DraftReply,
            by=("HND",), from_states=("handling", "reply_drafted"),
        ),
        Transition(
            "submit_reply", commands.SubmitReply, reply_domain.submit_reply, schemas.SubmitReply,
            by=("HND",), from_states=("reply_drafted",),
        ),
        Transition(
            "send_back_reply", commands.SendBackReply, reply_domain.send_back_reply, schemas.SendBackReply,
            by=("DISP", "OFF"), from_states=("reply_review",),
        ),
        Transition(
            "release_reply", commands.ReleaseReply, reply_domain.release_reply, schemas.ReleaseReply,
            by=("DISP", "OFF"), from_states=("reply_review",),
        ),
        Transition(
            "rate", commands.RateTask, reply_domain.rate_task, schemas.Rate,
            by=("PUB", "MEM"), from_states=("rating_open",), personal=("comment", "reason"),
        ),
        Transition(
            "close_unrated", commands.CloseUnrated, reply_domain.close_unrated, CommandSchema,
            by=("SYS",), from_states=("rating_open",),
        ),
        Transition(
            "restart", commands.RestartTask, reply_domain.restart_task, schemas.Restart,
            by=("HND",), from_states=("rework",),
        ),
        Transition(
            "report_progress", commands.ReportProgress, reply_domain.report_progress, schemas.ReportProgress,
            by=("HND",), from_states=("tracking",),
        ),
        Transition(
            "finish_tracking", commands.FinishTracking, reply_domain.finish_tracking, schemas.FinishTracking,
            by=("HND", "DISP"), from_states=("tracking",),
        ),
        Transition(
            "reopen", commands.ReopenTask, reply_domain.reopen_task, schemas.Reopen,
            by=("OFF", "SUP", "SYS"), from_states=("done", "rating_open", "tracking"),
        ),
        Transition(
            "urge", commands.UrgeTask, domain.urge_task, schemas.Urge,
            by=("DISP", "SUP", "SYS"), from_states=("assigned", "signed", "handling", "co_waiting", "rework"),
        ),
        Transition(
            "supervise", commands.SuperviseTask, domain.supervise_task, schemas.Supervise,
            by=("SUP", "SYS"), from_states=("assigned", "signed", "handling", "co_waiting", "rework"),
        ),
        Transition(
            "cancel", commands.CancelTask, domain.cancel_task, schemas.Cancel,
            by=("PARTY",), from_states=("assigned", "signed", "handling"),
        ),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
    due=due,
    subject=subject,
    tracking=tracking,
    tracked_person=tracked_person,
)  # fmt: skip
