"""Where a record stands and who is to act, said in one sentence from the published table: of every state of every lifecycle."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gateway.documents.resource import Resource
from gateway.documents.tables import table
from gateway.documents.who_may import LIFECYCLES, ROLES
from gateway.pages.own_words import NONE, WordsOfADivision
from gateway.pages.translated import _
from gateway.pages.words import in_language
from infra.kernel.contract.row import advances

SYSTEM, RESIDENT = "SYS", "PUB"
MOST_SAID = 3


@dataclass(frozen=True)
class Act:
    """A command as a page offers it; `leads_on`: it takes the record a step further."""

    command: str
    label: str
    leads_on: bool


@dataclass(frozen=True)
class Phase:
    """`over`: nobody has anything to do any more."""

    state: str
    sentence: str
    over: bool


def acts(resource: Resource, allowed: list[str], lang: str) -> list[Act]:
    """What may be done now: first what leads on, in the order of the table."""
    order = {command: number for number, command in enumerate(resource.words)}
    offered = [
        Act(command, act_word(resource, command, lang), advances(command))
        for command in allowed
        if command in resource.commands
    ]
    return sorted(offered, key=lambda one: (not one.leads_on, order.get(one.command, 0)))


def act_word(resource: Resource, command: str, lang: str) -> str:
    """What a command does, without what is said beside it."""
    said = in_language(resource.words.get(command, command), lang)
    return said.partition("，")[0].partition("：")[0] if lang == "zh" else said


def state_word(resource: Resource, state: str, lang: str, own_words: WordsOfADivision = NONE) -> str:
    """The division's own word where it has one, else the published one; in English its identifier in words."""
    if lang != "zh":
        return state.replace("_", " ")
    lifecycle = LIFECYCLES[resource.collection]
    return own_words.get(f"{lifecycle.name}.{state}") or lifecycle.states.get(state, state)


def phase(resource: Resource, state: str, mine: list[Act], lang: str, own_words: WordsOfADivision = NONE) -> Phase:
    """The sentence for this reader: what is his to do, else whom it waits for."""
    word = state_word(resource, state, lang, own_words)
    own = [one.label for one in mine if one.leads_on]
    if own:
        return Phase(word, _("%(state)s。轮到您：%(acts)s。", state=word, acts=_joined(own, lang)), over=False)
    others = waits_for(resource.collection, state)
    if not others:
        return Phase(word, _("%(state)s。现在没有谁要做什么。", state=word), over=True)
    roles = dict.fromkeys(in_language(ROLES[role], lang) for roles in others.values() for role in roles)
    who = ("、" if lang == "zh" else ", ").join(roles)
    what = _joined([act_word(resource, command, lang) for command in others], lang)
    return Phase(word, _("%(state)s。等%(who)s：%(what)s。", state=word, who=who, what=what), over=False)


def waits_for(collection: str, state: str) -> Mapping[str, tuple[str, ...]]:
    """The commands that lead on from a state, each with the roles in which people give it."""
    found = {
        command: tuple(role for way in ways if state in way.states for role in way.roles)
        for command, ways in LIFECYCLES[collection].commands.items()
        if advances(command) and any(state in way.states for way in ways)
    }
    of_people = {
        command: tuple(role for role in roles if role not in (SYSTEM, RESIDENT)) for command, roles in found.items()
    }
    return {command: roles for command, roles in of_people.items() if roles}


def _joined(words: list[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(words[:MOST_SAID])


@dataclass(frozen=True)
class EventMeaning:
    """What an event was: its command, and the state that it led to, "" where that was no other one."""

    lifecycle: str
    command: str
    to: str


@cache
def steps() -> dict[str, EventMeaning]:
    """By event type."""
    found: dict[str, EventMeaning] = {}
    for name, said in table()["lifecycles"].items():
        for row in (*([said["creation"]] if said.get("creation") else []), *said["transitions"]):
            to = str(row.get("to") or "")
            found.setdefault(
                str(row["event"]), EventMeaning(name, str(row["command"]), to if to in said["states"] else "")
            )
    return found
