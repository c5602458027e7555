"""The circumstances of a command: where an outcome stands, what else matters."""

from collections.abc import Sequence
from dataclasses import dataclass

from infra.kernel.access.places import KnownOrganisation, Place, ancestry
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups, NewsMissing
from infra.kernel.lookups.named import HOLDERS, ORGANISATION, handler_named
from services.outcomes.copies import KnownItem, KnownMeeting, KnownTopic
from services.outcomes.outcome import commands, domain
from services.outcomes.outcome.events import PlannedTask
from services.outcomes.outcome.state import Outcome
from services.outcomes.telling.circumstances import readers
from services.outcomes.telling.domain import NOBODY, Readers


@dataclass(frozen=True)
class OutcomeNamed:
    """An outcome as its row has it, for what is of that outcome."""

    id: str
    state: str
    division: str
    organisation: str
    topic: str
    title: str
    meeting: str


def outcome_named(lookups: Lookups, field: str, outcome_id: str) -> OutcomeNamed:
    """Raises NewsMissing where there is none."""
    found = lookups.one(OutcomeNamed, "outcomes", outcome_id)
    if found is None:
        raise NewsMissing(f"outcome {outcome_id}", names=field)
    return found


NEW_WORDS = (commands.FeedBackOutcome, commands.DeclineOutcome)
TELLING = (*NEW_WORDS, commands.TellOutcome, commands.CloseOutcome)


def facts(lookups: Lookups, outcome: Outcome | None, command: commands.OutcomeCommand) -> domain.Facts:
    match command:
        case commands.DraftOutcome():
            return domain.Facts(lookups.recorded_at, background=_background(lookups, command))
        case commands.ReviseOutcome():
            assert outcome is not None
            items = tuple(lookups.copies(KnownItem, "item", outcome.topic_id))
            return domain.Facts(lookups.recorded_at, items=items)
        case commands.DecomposeOutcome():
            assert outcome is not None
            check_organisations(lookups, command.tasks, outcome.division)
            return domain.Facts(lookups.recorded_at, terms=terms(lookups))
        case commands.DispatchOutcome():
            assert outcome is not None
            check_organisations(lookups, outcome.tasks, outcome.division)
            return domain.Facts(lookups.recorded_at, terms=terms(lookups))
        case commands.ConvertOutcome() if outcome is not None:
            return domain.Facts(lookups.recorded_at, above=_body_above(lookups, outcome.division))
        case _:
            tasks = lookups.shown(domain.TaskStanding, "tasks", outcome=command.outcome_id)
            return domain.Facts(lookups.recorded_at, tasks=tuple(tasks), readers=_readers(lookups, outcome, command))


def _body_above(lookups: Lookups, division: str) -> domain.BodyAbove | None:
    """Of the nearest division above that has one: a council, else a board, a station, an office; the first that there was."""
    for code in list(ancestry(lookups.acting_for(division)))[1:]:
        standing = [one for one in lookups.copies(KnownOrganisation, ORGANISATION, code) if not one.ended]
        for kinds in HOLDERS:
            if fitting := sorted(one.id for one in standing if one.kind in kinds):
                return domain.BodyAbove(code, fitting[0])
    return None


def _readers(lookups: Lookups, outcome: Outcome | None, command: commands.OutcomeCommand) -> Readers:
    if outcome is None or not isinstance(command, TELLING):
        return NOBODY
    last = outcome.words.number if outcome.words else 0
    number = last + 1 if isinstance(command, NEW_WORDS) else last
    topics = (outcome.topic_id, *adopted_from(lookups, outcome.topic_id))
    return readers(lookups, outcome.outcome_id, number, topics)


def _background(lookups: Lookups, command: commands.DraftOutcome) -> domain.Background:
    meeting = lookups.needed_copy(KnownMeeting, "meeting", command.meeting)
    return domain.Background(
        topic=lookups.needed_copy(KnownTopic, "topic", command.topic),
        meeting=meeting,
        items=tuple(lookups.copies(KnownItem, "item", meeting.topic_id)),
        adopted_from=adopted_from(lookups, command.topic),
    )


def adopted_from(lookups: Lookups, topic: str) -> tuple[str, ...]:
    """The topics whose result it is: the one above may have adopted that of a third one."""
    known = lookups.copy(KnownTopic, "topic", topic)
    adopted = known.adopted_from if known else None
    return (adopted, *adopted_from(lookups, adopted)) if adopted else ()


def terms(lookups: Lookups) -> domain.TaskTerms:
    reply, returning = lookups.ends("task_reply", lookups.recorded_at), lookups.ends("task_return", lookups.recorded_at)
    return domain.TaskTerms(
        today=day_in_china(lookups.recorded_at),
        due=reply.day,
        policy=reply.policy,
        return_until=returning.ends_at,
        return_policy=returning.policy,
        return_provisional=returning.provisional,
    )


def check_handlers(lookups: Lookups, task: commands.WantedTask, division: str) -> None:
    """The same of one task, whose fields are the command's own."""
    handler_named(lookups, "lead", task.lead, division)
    for one in task.co_handlers:
        handler_named(lookups, "co_handlers", one, division)


def check_organisations(lookups: Lookups, tasks: Sequence[commands.WantedTask | PlannedTask], division: str) -> None:
    """Whoever is to handle a task must be there; news of an organisation just made may still be on its way.

    One that ended after the tasks were decided on gets none: they are decided on again.
    """
    for organisation in {one for task in tasks for one in (task.lead, *task.co_handlers)}:
        handler_named(lookups, "tasks", organisation, division)


def place(outcome: Outcome, outcome_id: str) -> Place:
    return Place(division=outcome.division, council=outcome.organisation)


def place_of_new(lookups: Lookups, outcome: None, command: commands.DraftOutcome) -> Place:
    """An outcome stands where its topic does."""
    topic = lookups.needed_copy(KnownTopic, "topic", command.topic)
    return Place(division=topic.division, council=topic.organisation)
