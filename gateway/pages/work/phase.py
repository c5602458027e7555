"""Where a record stands and who is to act, said in one sentence from the published table: of every state of every lifecycle."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gateway.documents.resource import Resource
from gateway.documents.tables import table
from gateway.documents.who_may import LIFECYCLES, ROLES
from gateway.pages.own_words import NONE, WordsOfADivision
from gateway.pages.translated import _
from gateway.pages.words import in_language
from infra.kernel.contract.row import advances

SYSTEM, RESIDENT = "SYS", "PUB"
MOST_SAID = 3
USUAL = {
    "submissions": ("accept", "link_to_topic", "uphold_appeal"),
    "topics": ("approve", "endorse", "select", "pass_screening", "propose", "post_notice", "open_round", "conclude"),
    "meetings": (
        "schedule", "send_notices", "confirm_ready", "open", "end", "draft_minutes", "circulate_minutes", "sign_minutes",
        "publish_minutes",
    ),
    "outcomes": ("submit", "approve", "decompose", "dispatch", "feed_back", "close"),
    "tasks": ("sign_for", "start", "draft_reply", "submit_reply", "release_reply"),
}  # fmt: skip
"""Of several commands that lead on, those that people mean to give: first of all on the record, and beside its row in a list."""
HANDING_OVER = "hand_over"
ENDED = ("organisation_ended", "lead_ended")
"""Flags of a record whose body has ended; only then is it handed over to another."""
INSTEAD = frozenset(("escalate", "delegate"))
"""What may be done instead of going on here; nobody waits for it."""
KEPT = frozenset(("accounts", "offices", "people", "organisations"))
"""What is kept and not handled: in use it waits for nobody, though it can be locked or ended at any time."""


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


def acts(resource: Resource, record: Mapping[str, Any], lang: str) -> list[Act]:
    """What may be done of a record now: first what leads on, of that the usual, then in the order of the table."""
    order = _in_order(resource)
    ended, senseless = any(record.get(flag) for flag in ENDED), _senseless(record)
    offered = [
        Act(command, act_word(resource, command, lang), _leads_on(resource, command))
        for command in record["allowed_commands"]
        if command in resource.commands
        and command != senseless
        and (ended or not _helps_the_left_behind(resource, command))
    ]
    return sorted(offered, key=lambda one: (not one.leads_on, order.get(one.command, 0)))


def _senseless(record: Mapping[str, Any]) -> str:
    """Consent is given where there is none, and withdrawn where there is."""
    return "give_consent" if record.get("consent") else "withdraw_consent"


def _in_order(resource: Resource) -> Mapping[str, int]:
    usual = USUAL.get(resource.collection, ())
    return {command: number for number, command in enumerate(dict.fromkeys((*usual, *resource.words)))}


def _leads_on(resource: Resource, command: str) -> bool:
    return advances(command) and command not in INSTEAD and resource.collection not in KEPT


def _helps_the_left_behind(resource: Resource, command: str) -> bool:
    """Whether it is refused while the record's own body is there."""
    return command == HANDING_OVER and any(flag in resource.shown._declared_fields for flag in ENDED)


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
    others = waits_for(resource, state)
    if not others:
        return Phase(word, _("%(state)s。现在没有谁要做什么。", state=word), over=True)
    roles = dict.fromkeys(in_language(ROLES[role], lang) for roles in others.values() for role in roles)
    who = ("、" if lang == "zh" else ", ").join(roles)
    what = _joined([act_word(resource, command, lang) for command in others], lang)
    return Phase(word, _("%(state)s。等%(who)s：%(what)s。", state=word, who=who, what=what), over=False)


def waits_for(resource: Resource, state: str) -> Mapping[str, tuple[str, ...]]:
    """The commands that lead on from a state, each with the roles in which people give it."""
    found = {
        command: tuple(role for way in ways if state in way.states for role in way.roles)
        for command, ways in LIFECYCLES[resource.collection].commands.items()
        if _leads_on(resource, command)
        and not _helps_the_left_behind(resource, command)
        and any(state in way.states for way in ways)
    }
    of_people = {
        command: tuple(role for role in roles if role not in (SYSTEM, RESIDENT)) for command, roles in found.items()
    }
    order = _in_order(resource)
    in_order = sorted(of_people, key=lambda command: order.get(command, len(order)))
    return {command: of_people[command] for command in in_order if of_people[command]}


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
