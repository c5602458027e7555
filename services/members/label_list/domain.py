"""What is allowed with a list of a division's own, and what changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.members.label_list.commands import AmendLabelList, CreateLabelList
from services.members.label_list.events import (
    Kind,
    LabelListAmended,
    LabelListCreated,
    LabelListEvent,
    ListItem,
)
from services.members.label_list.state import LabelList
from services.members.label_list.states_of_records import STATES
from services.members.list_rules import (
    EveryStateOfATopicHasOneStep,
    ItemsMustDiffer,
    ItemsSayWhatTheirKindAsksFor,
    StepsCoverStatesThatExist,
    WordsAreForWhatExists,
)
from services.members.organisation.commands import KINDS as KINDS_OF_BODIES
from services.members.rules import DivisionMustExist

# The one member, besides code and label, that an item of each kind has.
ASKED_FOR: dict[Kind, str | None] = {
    "categories": None,
    "scoring": "points",
    "tags": "family",
    "steps": "covers",
    "result_classes": "canonical",
    "words": None,
    "scope": "level",
}


@dataclass(frozen=True, slots=True)
class Facts:
    division_known: bool = True


def create_list(_: None, command: CreateLabelList, facts: Facts) -> list[LabelListEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    items = checked(command.kind, command.items)
    return [LabelListCreated(command.label_list_id, command.kind, command.division, command.title, items)]


def amend_list(known: LabelList, command: AmendLabelList, facts: Facts) -> list[LabelListEvent]:
    items = checked(known.kind, command.items)
    return [LabelListAmended(command.label_list_id, command.title or known.title, items)]


def checked(kind: Kind, items: Sequence[ListItem]) -> tuple[ListItem, ...]:
    if len({item.code for item in items}) < len(items):
        raise ItemsMustDiffer
    if any(said(item) != {ASKED_FOR[kind]} - {None} for item in items):
        raise ItemsSayWhatTheirKindAsksFor(ASKED_FOR[kind] or "code label")
    if kind in FURTHER:
        FURTHER[kind](items)
    return tuple(items)


def said(item: ListItem) -> set[str | None]:
    """Which of the members that only some kinds have."""
    members = {
        "family": item.family,
        "points": item.points,
        "covers": item.covers,
        "canonical": item.canonical,
        "level": item.level,
    }
    return {name for name, value in members.items() if value}


def _steps(items: Sequence[ListItem]) -> None:
    """A topic stands at one step, whatever its state; a meeting, an outcome or a task at one or at none."""
    covered = [one for item in items for one in item.covers]
    unknown = [one for one in covered if one.partition(".")[2] not in STATES.get(one.partition(".")[0], ())]
    if unknown:
        raise StepsCoverStatesThatExist(" ".join(unknown))
    missing = [state for state in STATES["topic"] if f"topic.{state}" not in covered]
    twice = {one for one in covered if covered.count(one) > 1}
    if missing or twice:
        raise EveryStateOfATopicHasOneStep(" ".join([*missing, *sorted(twice)]))


def _words(items: Sequence[ListItem]) -> None:
    """Words are for a kind of body (`council`) or for a state (`topic.screening`)."""
    known = {*KINDS_OF_BODIES, *(f"{name}.{state}" for name, states in STATES.items() for state in states)}
    unknown = [item.code for item in items if item.code not in known]
    if unknown:
        raise WordsAreForWhatExists(" ".join(unknown))


FURTHER: dict[Kind, Callable[[Sequence[ListItem]], None]] = {"steps": _steps, "words": _words}
