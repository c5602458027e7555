"""What is allowed with a case, and what changes."""

from dataclasses import dataclass

from services.outcomes import case_rules as rules
from services.outcomes.case import commands as asked
from services.outcomes.case import events as happened
from services.outcomes.case.events import CaseEvent
from services.outcomes.case.state import Case


@dataclass(frozen=True, slots=True)
class Origin:
    """A topic, and what of it is there: an outcome's is that of the outcome."""

    division: str
    topic: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What of the records that a case is said to tell of whoever drafts it may read."""

    topic: Origin | None = None
    outcome: Origin | None = None


def draft_case(_: None, command: asked.DraftCase, facts: Facts) -> list[CaseEvent]:
    if command.topic is not None:
        _must_lie_there(facts.topic, command, rules.TopicToTellOfMustBeThere)
    if command.outcome is not None:
        _must_lie_there(facts.outcome, command, rules.OutcomeToTellOfMustBeThere)
    of_outcome = facts.outcome.topic if facts.outcome else None
    if command.topic and of_outcome and command.topic != of_outcome:
        raise rules.OutcomeToTellOfMustBeOfTheTopic
    return [
        happened.CaseDrafted(
            case_id=command.case_id,
            title=command.title,
            text=command.text,
            division=command.division,
            organisation=command.organisation,
            topic=command.topic or of_outcome,
            outcome=command.outcome,
            tags=tuple(dict.fromkeys(command.tags)),
        )
    ]


def _must_lie_there(origin: Origin | None, command: asked.DraftCase, otherwise: type[rules.OriginMustBeThere]) -> None:
    """In the division that the case is of, or below it."""
    if origin is None or not origin.division.startswith(command.division):
        raise otherwise


def revise_case(case: Case, command: asked.ReviseCase, facts: Facts) -> list[CaseEvent]:
    title, text = command.title or case.title, command.text or case.text
    tags = case.tags if command.tags is None else tuple(dict.fromkeys(command.tags))
    if (title, text, tags) == (case.title, case.text, case.tags):
        raise rules.NothingOfTheCaseIsChanged
    return [happened.CaseRevised(command.case_id, title, text, tags)]
