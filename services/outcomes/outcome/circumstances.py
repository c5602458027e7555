"""The circumstances of a command: where an outcome stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Reader
from infra.kernel.lookups.named import organisation_named
from services.outcomes.copies import KnownItem, KnownMeeting, KnownTopic
from services.outcomes.outcome import commands, domain
from services.outcomes.outcome.state import Outcome


def facts(reader: Reader, outcome: Outcome | None, command: commands.OutcomeCommand) -> domain.Facts:
    match command:
        case commands.DraftOutcome():
            return domain.Facts(reader.recorded_at, background=_background(reader, command))
        case commands.DecomposeOutcome():
            _check_organisations(reader, command)
            return domain.Facts(reader.recorded_at, terms=_terms(reader))
        case commands.DispatchOutcome():
            return domain.Facts(reader.recorded_at, terms=_terms(reader))
        case _:
            tasks = reader.shown(domain.TaskStanding, "tasks", outcome=command.outcome_id)
            return domain.Facts(reader.recorded_at, tasks=tuple(tasks))


def _background(reader: Reader, command: commands.DraftOutcome) -> domain.Background:
    return domain.Background(
        topic=reader.needed_copy(KnownTopic, "topic", command.topic),
        meeting=reader.needed_copy(KnownMeeting, "meeting", command.meeting),
        items=tuple(reader.copies(KnownItem, "item", command.topic)),
    )


def _terms(reader: Reader) -> domain.TaskTerms:
    reply, returning = reader.ends("task_reply", reader.recorded_at), reader.ends("task_return", reader.recorded_at)
    return domain.TaskTerms(
        today=day_in_china(reader.recorded_at),
        due=reply.day,
        policy=reply.policy,
        return_until=returning.ends_at,
        return_policy=returning.policy,
    )


def _check_organisations(reader: Reader, command: commands.DecomposeOutcome) -> None:
    """Whoever is to handle a task must be there; news of an organisation just made may still be on its way."""
    for organisation in {one for task in command.tasks for one in (task.lead, *task.co_handlers)}:
        organisation_named(reader, "tasks", organisation)


def place(outcome: Outcome, outcome_id: str) -> Place:
    return Place(division=outcome.division, council=outcome.organisation)


def place_of_new(reader: Reader, outcome: None, command: commands.DraftOutcome) -> Place:
    """An outcome stands where its topic does."""
    topic = reader.needed_copy(KnownTopic, "topic", command.topic)
    return Place(division=topic.division, council=topic.organisation)
