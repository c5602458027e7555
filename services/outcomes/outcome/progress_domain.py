"""What follows for an outcome from the standing of its tasks."""

from collections.abc import Sequence

from services.outcomes import rules
from services.outcomes.outcome.commands import (
    CloseOutcome,
    NoteAllReplied,
    NoteProgress,
    NoteRework,
    SendBackOutcome,
    StartOutcome,
    TrackOutcome,
)
from services.outcomes.outcome.domain import Facts, TaskStanding
from services.outcomes.outcome.events import (
    OutcomeAllReplied,
    OutcomeClosed,
    OutcomeEvent,
    OutcomeProgressNoted,
    OutcomeReworkStarted,
    OutcomeSentBack,
    OutcomeStarted,
    OutcomeTracked,
)
from services.outcomes.outcome.state import Outcome, State
from services.outcomes.task.events import TaskEvent
from services.outcomes.task.reply_events import TaskReopened

REPLIED = ("rating_open", "tracking", "done")
FINISHED = ("done", "cancelled")


def start_outcome(outcome: Outcome, command: StartOutcome, facts: Facts) -> list[OutcomeEvent]:
    return [OutcomeStarted(outcome.outcome_id, outcome.topic_id)]


def note_all_replied(outcome: Outcome, command: NoteAllReplied, facts: Facts) -> list[OutcomeEvent]:
    if not _all_replied(facts.tasks):
        raise rules.RepliesOutstanding
    return [OutcomeAllReplied(outcome.outcome_id, outcome.topic_id)]


def note_rework(outcome: Outcome, command: NoteRework, facts: Facts) -> list[OutcomeEvent]:
    """The news may be late: the task may have replied again since."""
    if _all_replied(facts.tasks):
        raise rules.EveryTaskReplied
    return [OutcomeReworkStarted(outcome.outcome_id, outcome.topic_id)]


def note_progress(outcome: Outcome, command: NoteProgress, facts: Facts) -> list[OutcomeEvent]:
    if _all_replied(facts.tasks):
        raise rules.EveryTaskReplied
    return [OutcomeProgressNoted(outcome.outcome_id, outcome.topic_id)]


def _all_replied(tasks: Sequence[TaskStanding]) -> bool:
    return all(task.state in REPLIED for task in tasks if task.state != "cancelled")


def send_back_outcome(outcome: Outcome, command: SendBackOutcome, facts: Facts) -> list[OutcomeEvent | TaskEvent]:
    """The tasks are reopened in the same decision."""
    named = tuple(dict.fromkeys(command.tasks))
    standing = {task.id: task for task in facts.tasks}
    if not standing.keys() >= set(named):
        raise rules.TaskOfAnotherOutcome
    if any(standing[task_id].state not in REPLIED for task_id in named):
        raise rules.TaskNotReplied
    reopened = [TaskReopened(task_id, outcome.outcome_id, outcome.topic_id, command.reason) for task_id in named]
    return [OutcomeSentBack(outcome.outcome_id, outcome.topic_id, named, command.reason), *reopened]


def track_outcome(outcome: Outcome, command: TrackOutcome, facts: Facts) -> list[OutcomeEvent]:
    if any(task.state == "rating_open" for task in facts.tasks):
        raise rules.RatingOpen
    if not any(task.state == "tracking" for task in facts.tasks):
        raise rules.NothingToTrack
    return [OutcomeTracked(outcome.outcome_id, outcome.topic_id)]


def close_outcome(outcome: Outcome, command: CloseOutcome, facts: Facts) -> list[OutcomeEvent]:
    """The office may close a tracked outcome whose tasks still run; the system never does."""
    by_system = command.actor_role == "SYS"
    if by_system and outcome.state is State.PUBLICISED and outcome.closes_at and facts.now < outcome.closes_at:
        raise rules.StillBeingPublicised
    if by_system or outcome.state is State.PUBLICISED:
        _check_finished(facts.tasks, command.explanation)
    return [OutcomeClosed(outcome.outcome_id, outcome.topic_id, command.explanation)]


def _check_finished(tasks: Sequence[TaskStanding], explanation: str | None) -> None:
    finished = [task for task in tasks if task.state in FINISHED]
    if len(finished) < len(tasks):
        raise rules.TasksUnfinished
    if any(task.state == "done" and task.class_ == "C" for task in finished) and not (explanation or "").strip():
        raise rules.ClassCNotExplained
