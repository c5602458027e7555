"""What a record says, line by line, in words: names for ids, days for dates, labels for values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import fields

from gateway.documents.resource import Resource
from gateway.pages.days import day_said, time_said
from gateway.pages.forms import LONG, OF_COLLECTION
from gateway.pages.own_words import WordsOfADivision
from gateway.pages.translated import _
from gateway.pages.words import choice_word, field_word, is_a_choice
from infra.kernel.contract import wire

NOT_A_FACT = frozenset(
    (
        "id", "state", "version", "division", "created_at", "updated_at", "allowed_commands", "title", "name", "files",
        "cleared_files", "step", "tagged", "screening_items", "screening_list_version", "policy",
    )
)  # fmt: skip
"""What stands elsewhere on the page, or says nothing to a reader."""
NOT_IN_A_TABLE = ("policy", "task_id")
"""What says nothing to a reader, and what the title beside it leads to."""
FLAGS = ("overdue", "due_soon", "lead_ended", "organisation_ended", "notice_provisional", "return_provisional")
OF_CHOICES = (
    "channel", "rating", "verdict", "result", "position", "source", "kind", "class", "supervised", "mode", "state",
)  # fmt: skip
"""Whose values are codes, though their schema does not say so."""
WITHOUT_A_PAGE = ("people", "participants", "items")
"""Kinds whose records have no address of their own, or none that who reads of them may open."""
MOST_OF_A_TITLE = 60
"""Characters: what a resident wrote has no title, and may be pages long."""
ID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
A_TIME = re.compile(r"\d{4}-\d\d-\d\dT.*")


@dataclass(frozen=True)
class Fact:
    """`kind` is "line", "words" (somebody's own, unchanged), "link", "list" or "table"."""

    label: str
    kind: str
    text: str = ""
    href: str = ""
    items: list["Fact"] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    rows: list[list["Fact"]] = field(default_factory=list)


@dataclass(frozen=True)
class InWords:
    """`names` by id; `lang` the reader's; `own_words` of the division where the record is."""

    names: Mapping[str, str]
    lang: str
    own_words: WordsOfADivision


def facts(resource: Resource, record: Mapping[str, Any], naming: InWords) -> list[Fact]:
    """In the order of the schema; what is empty, or no, is left out."""
    return [
        _fact(name, value, _choice(member), naming)
        for name, member, value in _said(resource, record)
        if name not in NOT_A_FACT and name not in FLAGS and not _nothing(value) and not _nameless(name, value, naming)
    ]


def flags(record: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    """(class, word) of each flag that the record carries: a flag is not a state."""
    found = [("over", _("超期"))] if record.get("overdue") else []
    if record.get("due_soon") and not record.get("overdue"):
        found.append(("soon", _("临期")))
    if record.get("urged"):
        found.append(("urged", _("已催 %(num)s 次", num=record["urged"])))
    if record.get("supervised") in ("yellow", "red"):
        found.append((str(record["supervised"]), choice_word("supervised", str(record["supervised"]), lang)))
    if record.get("lead_ended") or record.get("organisation_ended"):
        found.append(("over", _("所属单位已撤销")))
    return found


def title_of(resource: Resource, record: Mapping[str, Any], lang: str, names: Mapping[str, str]) -> str:
    """What a record is called, or the person in it by `names`; never an id. Long words are cut: the record has them whole."""
    said = record.get("title") or record.get("name") or record.get("text") or record.get("label") or record.get("what")
    label = resource.label.partition(" ")[0 if lang == "zh" else 2].partition("（")[0]
    if said or (said := names.get(str(record.get("person")))):
        return shortened(str(said))
    if not record.get("round"):
        return label
    return f"{label} " + _("第 %(num)s 轮", num=record["round"])


def shortened(said: str) -> str:
    return said if len(said) <= MOST_OF_A_TITLE else said[: MOST_OF_A_TITLE - 1].rstrip() + "…"


def _said(resource: Resource, record: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    members = {member.data_key or name: member for name, member in resource.shown._declared_fields.items()}
    for name, value in record.items():
        yield name, members.get(name), value


def _choice(member: Any) -> bool:
    inner = member.inner if isinstance(member, fields.List) else member
    return isinstance(inner, wire.OneOf)


def _nothing(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {}, 0)


def _nameless(name: str, value: Any, naming: InWords) -> bool:
    """Only ids that nobody has told a name of, of records that have no page: there is nothing to read or to follow."""
    if isinstance(value, list):
        return bool(value) and all(_nameless(name, one, naming) for one in value)
    has_a_page = OF_COLLECTION.get(name, WITHOUT_A_PAGE[0]) not in WITHOUT_A_PAGE
    return isinstance(value, str) and bool(ID.fullmatch(value)) and not has_a_page and value not in naming.names


def _fact(name: str, value: Any, choice: bool, naming: InWords) -> Fact:
    label = field_word(name, naming.lang, isinstance(value, int))
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return _table(label, value, naming)
    if isinstance(value, list):
        named = [one for one in value if not _nameless(name, one, naming)]
        return Fact(label, "list", items=[_one(name, one, choice, naming, "") for one in named])
    if isinstance(value, dict):
        return Fact(
            label, "list", items=[_fact(key, one, False, naming) for key, one in value.items() if not _nothing(one)]
        )
    return _one(name, value, choice, naming, label)


def _table(label: str, rows: list[dict[str, Any]], naming: InWords) -> Fact:
    said = [name for name in rows[0] if name not in NOT_IN_A_TABLE and any(not _nothing(row.get(name)) for row in rows)]
    heads = [name for name in said if not all(_nameless(name, row.get(name), naming) for row in rows)]
    cells = [_cells(row, heads, naming) for row in rows]
    return Fact(
        label,
        "table",
        heads=[field_word(name, naming.lang, isinstance(rows[0].get(name), int)) for name in heads],
        rows=cells,
    )


def _cells(row: dict[str, Any], heads: list[str], naming: InWords) -> list[Fact]:
    """The title of a task that is there leads to it."""
    cells, task = [_cell(name, row.get(name), naming) for name in heads], str(row.get("task_id"))
    if task in naming.names and "title" in heads:
        cells[heads.index("title")] = Fact("", "link", str(row["title"]), f"/tasks/{task}")
    return cells


def _when(text: str) -> str:
    """A day or time in words; "" for what only looks like one: people write what they like."""
    try:
        if A_DAY.fullmatch(text):
            return day_said(text)
        return time_said(text) if A_TIME.fullmatch(text) else ""
    except ValueError:
        return ""


def _cell(name: str, value: Any, naming: InWords) -> Fact:
    return Fact("", "line") if _nothing(value) else _fact(name, value, False, naming)


def _one(name: str, value: Any, choice: bool, naming: InWords, label: str) -> Fact:
    if isinstance(value, bool):
        return Fact(label, "line", _("是") if value else _("否"))
    text = str(value)
    if ID.fullmatch(text):
        known = naming.names.get(text)
        collection = OF_COLLECTION.get(name)
        word = field_word(name, naming.lang)
        if collection is None or collection in WITHOUT_A_PAGE:
            return Fact(label, "line", known or word)
        return Fact(label, "link", known or _("看%(what)s", what=word), f"/{collection}/{text}")
    if text in naming.names:
        return Fact(label, "line", naming.names[text])
    if name not in LONG and (when := _when(text)):
        return Fact(label, "line", when)
    if name == "kind" and text in naming.own_words:
        return Fact(label, "line", naming.own_words[text])
    of_a_choice = choice or name in OF_CHOICES or (name not in LONG and is_a_choice(text))
    if of_a_choice:
        return Fact(label, "line", choice_word(name, text, naming.lang))
    return Fact(label, "words" if name in LONG and label else "line", text)
