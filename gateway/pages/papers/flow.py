"""流程图: the ways of a matter as they are drawn on a wall, each step from the published lifecycles: what it is called, who takes
it on, within which limit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from gateway.documents.resource import Resource
from gateway.documents.tables import table
from gateway.documents.who_may import LIFECYCLES
from gateway.pages.translated import _
from gateway.pages.words import role_word
from gateway.pages.work.phase import SYSTEM, state_word
from gateway.pages.work.record_in_words import label_of

Limits: TypeAlias = Mapping[str, Mapping[str, Any]]
"""By the policy's code, its days and their unit."""

TALKED_OVER = (
    ("submissions", ("triaging", "accepted", "linked_topic")),
    ("topics", ("proposed", "screening", "shortlisted", "reviewing", "pending_approval", "approved", "noticed",
                "preparing", "consulting", "concluded")),
    ("plans", ("under_review", "approved")),
    ("meetings", ("scheduled", "notified", "ready", "in_session", "ended", "minutes_draft", "minutes_review",
                  "minutes_signed", "published")),
)  # fmt: skip
CARRIED_OUT = (
    ("outcomes", ("under_review", "approved", "decomposed", "dispatched")),
    ("tasks", ("assigned", "signed", "handling", "reply_drafted", "reply_review", "rating_open", "done")),
    ("outcomes", ("all_replied", "verifying", "fed_back", "publicised", "closed")),
)
"""Each state of a way leads to the next one by a step of the published table."""
LIMITED = {
    ("topics", "noticed"): "topic_notice",
    ("meetings", "notified"): "meeting_notice",
    ("meetings", "minutes_review"): "minutes_review",
    ("tasks", "assigned"): "task_return",
    ("tasks", "handling"): "task_reply",
    ("tasks", "rating_open"): "rating",
}
"""Which policy's days are counted there."""
MOST_NAMED = 2

WIDTH, PITCH, BOX = 273, 12.8, 9.8
LABEL, WHO, LIMIT = (4, 98), (112, 92), (210, 63)
"""Where each part of a row begins, and how wide it may be, in millimetres of an A3 sheet."""
WIDE, NARROW = 8.0, 4.4
"""How wide a character is as it is set, a Chinese one and another."""


@dataclass(frozen=True)
class FittedText:
    """`squeezed`: the width that it is set to, where it would be wider; "" elsewhere."""

    text: str
    x: float
    squeezed: str


@dataclass(frozen=True)
class FlowRow:
    """A heading has no box; `leads_on`: an arrow goes down from it."""

    y: float
    heading: bool
    label: FittedText
    who: FittedText
    limit: FittedText
    leads_on: bool


@dataclass(frozen=True)
class DrawnFlow:
    rows: list[FlowRow]
    height: float


Way: TypeAlias = Sequence[tuple[str, Sequence[str]]]


def drawn(way: Way, resources: Mapping[str, Resource], limits: Limits, lang: str) -> DrawnFlow:
    rows = list(_rows(way, resources, limits, lang))
    return DrawnFlow(rows, round(len(rows) * PITCH, 1))


def _rows(way: Way, resources: Mapping[str, Resource], limits: Limits, lang: str) -> Iterator[FlowRow]:
    number = 0
    for collection, states in way:
        resource = resources[collection]
        yield _row(number, label_of(resource, lang), "", "", heading=True, leads_on=False)
        number += 1
        for state, following in zip(states, (*states[1:], ""), strict=True):
            label, who = state_word(resource, state, lang), said_who(collection, state, following, lang)
            limit = limit_said(LIMITED.get((collection, state), ""), limits)
            yield _row(number, label, who, limit, heading=False, leads_on=bool(following))
            number += 1


def _row(number: int, label: str, who: str, limit: str, heading: bool, leads_on: bool) -> FlowRow:
    return FlowRow(
        round(number * PITCH, 1), heading, _fitted(label, *LABEL), _fitted(who, *WHO), _fitted(limit, *LIMIT), leads_on
    )


def _fitted(text: str, x: float, room: float) -> FittedText:
    wide = sum(WIDE if ord(one) > ord("ÿ") else NARROW for one in text)
    return FittedText(text, x, f"{room:g}" if wide > room else "")


def said_who(collection: str, state: str, following: str, lang: str) -> str:
    """Who takes a record from this state to the following one; nobody at the end of a way."""
    roles = [role for role in who_leads_on(collection, state, following) if role != SYSTEM]
    if not roles:
        return _("系统自动") if following else ""
    words = dict.fromkeys(role_word(role, lang).partition(" of ")[0] for role in roles[:MOST_NAMED])
    return ("、" if lang == "zh" else ", ").join(words)


def who_leads_on(collection: str, state: str, following: str) -> list[str]:
    steps = [row for row in _steps(LIFECYCLES[collection].name) if state in row["from"] and row["to"] == following]
    return list(dict.fromkeys(role for row in steps for role in row["roles"]))


def limit_said(code: str, limits: Limits) -> str:
    """5 个工作日; "" where no limit is counted."""
    limit = limits.get(code)
    if limit is None:
        return ""
    if limit["unit"] == "workdays":
        return _("%(num)s 个工作日", num=limit["days"])
    return _("%(num)s 天", num=limit["days"])


@cache
def _steps(lifecycle: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table()["lifecycles"][lifecycle]["transitions"]
    return found
