"""When an outcome may be closed: carried out, told to everybody, or not to be carried out for a reason."""

from collections.abc import Sequence

from services.outcomes import rules
from services.outcomes.outcome.commands import CloseOutcome
from services.outcomes.outcome.domain import Facts, TaskStanding
from services.outcomes.outcome.events import OutcomeClosed, OutcomeEvent
from services.outcomes.outcome.state import Outcome, State
from services.outcomes.outcome.told import left_to_tell

FINISHED = ("done", "cancelled")


def close_outcome(outcome: Outcome, command: CloseOutcome, facts: Facts) -> list[OutcomeEvent]:
    """The office may close a tracked outcome whose tasks still run; the system never does."""
    by_system = command.actor_role == "SYS"
    if by_system and outcome.state is State.PUBLICISED and outcome.closes_at and facts.now < outcome.closes_at:
        raise rules.StillBeingPublicised
    if left_to_tell(outcome, facts.readers):
        raise rules.NotEveryoneTold
    if by_system or outcome.state is State.PUBLICISED:
        _check_finished(facts.tasks, command.explanation)
    return [OutcomeClosed(outcome.outcome_id, outcome.topic_id, command.explanation, command.reason)]


def close_approved(outcome: Outcome, command: CloseOutcome, facts: Facts) -> list[OutcomeEvent]:
    """It is not carried out, or no longer: whoever waits for it is told why."""
    if not (command.reason or "").strip():
        raise rules.ClosingNeedsAReason
    return [OutcomeClosed(outcome.outcome_id, outcome.topic_id, command.explanation, command.reason)]


def _check_finished(tasks: Sequence[TaskStanding], explanation: str | None) -> None:
    finished = [task for task in tasks if task.state in FINISHED]
    if len(finished) < len(tasks):
        raise rules.TasksUnfinished
    if any(task.state == "done" and task.class_ == "C" for task in finished) and not (explanation or "").strip():
        raise rules.ClassCNotExplained
