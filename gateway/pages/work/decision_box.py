"""The decision box of the Party organisation: what it may decide of a record now, nothing chosen beforehand, and what goes with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from gateway.documents.resource import Resource
from gateway.documents.tables import table
from gateway.documents.who_may import LIFECYCLES
from gateway.pages.forms import Filling, FormField, questions
from gateway.pages.reader import PageReader, new_key
from gateway.pages.sent_form import SentForm
from gateway.pages.translated import _
from gateway.pages.work.phase import act_word, state_word
from infra.kernel.contract.row import advances

DECIDES = "PARTY"
DECIDED = ("topics", "plans", "outcomes")
"""What the Party organisation approves."""
ASKED = ("document_number", "reason")
"""What the box asks; a decision that takes more has its own form."""
CHOSEN = "decision"
REFUSED = 422


@dataclass(frozen=True)
class FilledIn:
    """What was sent of a box, and what was wrong with it, by field."""

    sent: SentForm
    errors: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DecisionOffered:
    """One of the choices: what it is called, what has to be given with it, the state that it leads to."""

    command: str
    label: str
    needs: str
    leads_to: str


@dataclass(frozen=True)
class DecisionBox:
    choices: list[DecisionOffered]
    chosen: str
    questions: list[FormField]
    wrongs: list[FormField]
    action: str
    key: str
    version: str

    @property
    def commands(self) -> list[str]:
        return [one.command for one in self.choices]

    @property
    def not_chosen(self) -> str:
        """What is said where nothing was chosen."""
        return next((one.wrong for one in self.wrongs if one.name == CHOSEN), "")


def status_of(filled: FilledIn | None) -> int:
    """Of the page on which the box stands."""
    return REFUSED if filled and filled.errors else 200


def decision_box(
    resource: Resource, record: Mapping[str, Any], reader: PageReader, address: str, filled: FilledIn | None
) -> DecisionBox | None:
    """None where this reader has nothing to decide that takes the record further."""
    if DECIDES not in reader.roles:
        return None
    decided = decisions(resource)
    offered = [one for one in record["allowed_commands"] if str(record["state"]) in decided.get(one, ())]
    if not any(advances(one) for one in offered):
        return None
    ordered = [one for one in resource.words if one in offered]
    choices = [_decision(resource, command, reader.lang) for command in ordered]
    asked = _questions(resource, choices, reader.lang, filled)
    return DecisionBox(
        choices=choices,
        chosen=filled.sent.text(CHOSEN) if filled else "",
        questions=asked,
        wrongs=[one for one in (_choice(filled), *asked) if one.wrong],
        action=f"{address}/decide",
        key=(filled and filled.sent.text("key")) or new_key(),
        version=(filled and filled.sent.text("version")) or str(record["version"]),
    )


def decisions(resource: Resource) -> Mapping[str, tuple[str, ...]]:
    """The commands that a box of these records may hold, each with the states from which the Party organisation gives it."""
    if resource.collection not in DECIDED:
        return {}
    ways = LIFECYCLES[resource.collection].commands
    return {
        command: tuple(state for way in ways[command] if DECIDES in way.roles for state in way.states)
        for command, schema in resource.commands.items()
        if schema._declared_fields and set(schema._declared_fields) <= set(ASKED)
    }


def _decision(resource: Resource, command: str, lang: str) -> DecisionOffered:
    needed = [one.label for one in questions(resource.commands[command], Filling(lang)) if one.required]
    state = _leads_to(LIFECYCLES[resource.collection].name).get(command, "")
    return DecisionOffered(
        command,
        act_word(resource, command, lang),
        _joined(needed, lang),
        state_word(resource, state, lang) if state else "",
    )


def _questions(
    resource: Resource, choices: list[DecisionOffered], lang: str, filled: FilledIn | None
) -> list[FormField]:
    """Each once, whichever of the decisions asks it, with the names of those that do."""
    filling = Filling(lang, filled.sent, errors=filled.errors) if filled else Filling(lang)
    asked: dict[str, FormField] = {}
    wanted_by: dict[str, list[str]] = {}
    for choice in choices:
        for one in questions(resource.commands[choice.command], filling):
            asked.setdefault(one.name, one)
            wanted_by.setdefault(one.name, []).append(choice.label)
    return [
        replace(asked[name], required=False, hint=_("%(acts)s时要写", acts=_joined(wanted_by[name], lang)))
        for name in ASKED
        if name in asked
    ]


def _joined(words: list[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(words)


def _choice(filled: FilledIn | None) -> FormField:
    wrong = filled.errors.get(CHOSEN) if filled else None
    return FormField(CHOSEN, "choice", _("决定"), "", required=True, wrong=wrong[0] if wrong else "")


@cache
def _leads_to(lifecycle: str) -> Mapping[str, str]:
    """By command the state that it leads to, where that is one and the same and another one."""
    said, found = table()["lifecycles"][lifecycle], dict[str, set[str]]()
    for row in said["transitions"]:
        found.setdefault(str(row["command"]), set()).add(str(row.get("to") or ""))
    return {
        command: state
        for command, states in found.items()
        for state in states
        if len(states) == 1 and state in said["states"]
    }
