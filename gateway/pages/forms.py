"""A command's form, made from its schema: what is asked, how it looks filled in, and the command's body of what was sent."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from marshmallow import Schema, fields

from gateway.pages.sent_form import SentForm
from gateway.pages.translated import _
from gateway.pages.words import choice_word, field_word, in_language
from infra.kernel.base.clock import CHINA, moment
from infra.kernel.contract import wire

LONG = frozenset(
    (
        "text", "background", "summary", "reason", "note", "findings", "measure", "feedback", "reply", "comment", "question",
        "answer", "explanation", "wording", "story", "contact_record", "opinion", "grounds", "cons", "pros", "heard", "matter",
        "aim", "purpose", "closing_reason",
    )
)  # fmt: skip
"""Texts of more than a line."""
OF_COLLECTION = {
    "organisation": "organisations", "lead": "organisations", "co_handlers": "organisations", "host": "organisations",
    "owner": "organisations", "successor": "organisations", "organisations": "organisations", "giver": "organisations",
    "venue": "venues", "member": "members", "members": "members", "meeting": "meetings", "meetings": "meetings",
    "topic": "topics", "into": "topics", "outcome": "outcomes", "task": "tasks", "programme": "programmes",
    "person": "people", "leader": "people", "substitute": "people", "participant": "participants",
    "submissions": "submissions", "brief": "briefs", "proposal": "proposals", "posting": "postings",
    "covenant": "covenants", "upper_topic": "topics", "office_organisation": "organisations", "units": "organisations",
    "hosts": "members", "co_signers": "members", "staying": "members", "supporters": "participants", "duty": "duties",
    "term": "terms", "next_term": "terms", "rule_text": "rule-texts", "case": "cases", "contest": "contests",
    "topics": "topics", "item": "items", "items": "items", "supersedes": "items", "derived_from": "plans",
    "higher_topic": "topics", "tasks": "tasks",
}  # fmt: skip
"""Which records a field names."""
OF_ITS_OWN_KIND = frozenset(("parent", "into"))
"""Another record of the same collection."""
DIVISIONS = "divisions"
PEOPLE = "people"
"""What a code names."""
OWN_DIVISION = "division"
"""Where a record itself is: that is in the reader's own county, whereas a person may live anywhere."""
BLANK_ROWS = 3
TYPED = ".typed"
"""Of a record that was not offered, its id as it was typed beside the choice."""
NEVER_FILLED = ("reason", "occurred_at", "password")
Offered = Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class FormField:
    """One question. `options` are (value, word); `rows` are those of a list of forms; `wrong` says what is the matter.

    `not_all`: others may be named, by an id or, `by_code`, by a code, which people know.
    """

    name: str
    kind: str
    label: str
    hint: str
    required: bool
    options: list[tuple[str, str]] = field(default_factory=list)
    value: list[str] = field(default_factory=list)
    wrong: str = ""
    rows: list[list["FormField"]] = field(default_factory=list)
    not_all: bool = False
    by_code: bool = False


@dataclass(frozen=True)
class Filling:
    """What a form is filled with: what was sent, else what the record says; which records there are to choose from.

    `collection` is that of the command's own record. `asked`, by the name of a list of forms: what each of them is about, as
    (value, words); `told` are the words of a field that is not asked but said.
    """

    lang: str
    sent: SentForm | None = None
    record: Mapping[str, Any] = field(default_factory=dict)
    known: Offered = field(default_factory=dict)
    errors: Mapping[str, Any] = field(default_factory=dict)
    collection: str = ""
    asked: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)


def questions(schema: type[Schema], filling: Filling, prefix: str = "") -> list[FormField]:
    """The form's questions in the order of the schema, what must be given first."""
    asked = [_question(name, member, filling, prefix) for name, member in _members(schema)]
    return sorted(asked, key=lambda one: not one.required)


def body_of(schema: type[Schema], sent: SentForm, prefix: str = "") -> dict[str, Any]:
    """What was filled in, as the command takes it; what was left empty is left out."""
    body: dict[str, Any] = {}
    for name, member in _members(schema):
        value = _value(member, sent, prefix + name)
        if value is False or value not in (None, [], {}):
            body[name] = value
    return body


def references(schema: type[Schema], own: str) -> list[str]:
    """The collections that its fields name records of, those of the forms within it too."""
    found = [one for name, member in _members(schema) for one in _references(name, member, own)]
    return list(dict.fromkeys(found))


def _references(name: str, member: Any, own: str) -> list[str]:
    kind = _kind(name, member)
    if kind in ("rows", "group"):
        inner: Any = member.inner if isinstance(member, fields.List) else member
        return references(type(inner.schema), own)
    return [_names_records_of(name, member, own)] if kind in ("record", "records") else []


def _names_records_of(name: str, member: Any, own: str) -> str:
    if isinstance(member.inner if isinstance(member, fields.List) else member, wire.Code):
        return DIVISIONS
    return own if name in OF_ITS_OWN_KIND else OF_COLLECTION[name]


def _members(schema: type[Schema]) -> Iterator[tuple[str, Any]]:
    for name, member in schema._declared_fields.items():
        yield member.data_key or name, member


def _kind(name: str, member: Any) -> str:
    inner = member.inner if isinstance(member, fields.List) else member
    many = isinstance(member, fields.List)
    if isinstance(member, wire.FileDigests):
        return "files"
    if isinstance(inner, fields.Nested):
        return "rows" if many else "group"
    if isinstance(inner, wire.OneOf):
        return "choices" if many else "choice"
    if isinstance(inner, wire.Code) or (isinstance(inner, wire.Id) and name in {*OF_COLLECTION, *OF_ITS_OWN_KIND}):
        return "records" if many else "record"
    if many:
        return "lines"
    for type_, kind in ((wire.Bool, "check"), (wire.Day, "day"), (wire.Time, "time"), (wire.Int, "number")):
        if isinstance(inner, type_):
            return kind
    return "text" if name in LONG else "line"


def _question(name: str, member: Any, filling: Filling, prefix: str) -> FormField:
    kind, full = "told" if name in filling.told else _kind(name, member), prefix + name
    if kind == "check" and (member.required or name in filling.record):
        kind = "yes_or_no"
    inner = member.inner if isinstance(member, fields.List) else member
    options, value = _options(name, inner, kind, filling), _filled(full, name, kind, filling)
    return FormField(
        name=full,
        kind=kind,
        label=filling.told.get(name) or field_word(name, filling.lang, kind == "number"),
        hint=in_language(str(member.metadata.get("description", "")), filling.lang),
        required=bool(member.required),
        options=options,
        value=value,
        wrong="；".join(in_language(one, filling.lang) for one in _said(filling.errors.get(name))),
        rows=_rows(inner, name, full, kind, filling),
        not_all=kind == "record" and _may_be_elsewhere(name, member, {*value} <= {"", *dict(options)}, any(value)),
        by_code=kind == "record" and _names_records_of(name, member, "") == DIVISIONS,
    )


def _may_be_elsewhere(name: str, member: Any, offered: bool, chosen: bool) -> bool:
    """Who was chosen of those offered is shown by his name."""
    named = _names_records_of(name, member, "")
    return (named == PEOPLE and not (offered and chosen)) or (
        named == DIVISIONS and (name != OWN_DIVISION or not offered)
    )


def _options(name: str, inner: Any, kind: str, filling: Filling) -> list[tuple[str, str]]:
    if kind in ("choice", "choices"):
        return [(one, choice_word(name, one, filling.lang)) for one in inner.choices]
    if kind in ("record", "records"):
        return filling.known.get(_names_records_of(name, inner, filling.collection), [])
    return [("true", _("是")), ("false", _("否"))] if kind == "yes_or_no" else []


def _filled(full: str, name: str, kind: str, filling: Filling) -> list[str]:
    """What was sent, else what the record says; a reason is given anew each time."""
    if filling.sent is not None:
        sent = filling.sent.texts
        return [one for one in (*sent.getlist(full), *sent.getlist(f"{full}{TYPED}")) if one]
    value = filling.record.get(name)
    if value is None or name in NEVER_FILLED or kind in ("rows", "group", "files"):
        return []
    return [_as_typed(one, kind) for one in (value if isinstance(value, list) else [value])]


def _as_typed(value: Any, kind: str) -> str:
    """As the browser has it: a time in its own form, a yes or no as the word that is sent, of a record its id."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return str(next((value[name] for name in ("id", "member", "organisation") if name in value), ""))
    if kind == "time":
        return moment(str(value)).astimezone(CHINA).strftime("%Y-%m-%dT%H:%M")
    return str(value)


def _rows(inner: Any, name: str, full: str, kind: str, filling: Filling) -> list[list[FormField]]:
    """Of a list of forms: those that were sent, or that the record has, and blank ones after them."""
    if kind not in ("rows", "group"):
        return []
    schema, stored, wrong = type(inner.schema), filling.record.get(name), filling.errors.get(name)
    if kind == "group":
        return [questions(schema, _inside(filling, stored, wrong), f"{full}-")]
    if name in filling.asked:
        return _asked_rows(schema, filling, name, full)
    had = stored if isinstance(stored, list) else []
    sent = _sent_rows(filling.sent, full) if filling.sent else list(range(len(had)))
    first_blank = max(sent, default=-1) + 1
    return [
        questions(
            schema,
            _inside(filling, had[number] if number < len(had) else None, _of_row(wrong, number)),
            f"{full}-{number}-",
        )
        for number in (*sent, *range(first_blank, first_blank + BLANK_ROWS))
    ]


def _asked_rows(schema: type[Schema], filling: Filling, name: str, full: str) -> list[list[FormField]]:
    """One for each of what is asked about, which stands in its first field."""
    (about, _member), *_others = _members(schema)
    rows, wrong = enumerate(filling.asked[name]), filling.errors.get(name)
    inside = [(at, _inside(filling, {about: value}, _of_row(wrong, at)), words) for at, (value, words) in rows]
    return [questions(schema, replace(one, told={about: words}), f"{full}-{at}-") for at, one, words in inside]


def _inside(filling: Filling, stored: Any, wrong: Any) -> Filling:
    return replace(
        filling,
        record=stored if isinstance(stored, Mapping) else {},
        errors=wrong if isinstance(wrong, Mapping) else {},
    )


def _of_row(wrong: Any, number: int) -> Any:
    return wrong.get(number, wrong.get(str(number))) if isinstance(wrong, Mapping) else None


def _sent_rows(sent: SentForm, full: str) -> list[int]:
    found = {
        int(row[1])
        for name in sent.texts
        if sent.text(name) and (row := re.match(rf"{re.escape(full)}-(\d{{1,4}})-", name))
    }
    return sorted(found)


def _value(member: Any, sent: SentForm, full: str) -> Any:
    kind = _kind(full.rpartition("-")[2], member)
    inner: Any = member.inner if isinstance(member, fields.List) else member
    if kind == "rows":
        return [body_of(type(inner.schema), sent, f"{full}-{number}-") for number in _sent_rows(sent, full)]
    if kind == "group":
        return body_of(type(inner.schema), sent, f"{full}-")
    if kind in ("choices", "records", "files"):
        return [one.strip() for text in sent.texts_of(full) for one in text.split("\n") if one.strip()]
    text = sent.text(full) or (sent.text(f"{full}{TYPED}") if kind == "record" else "")
    if kind == "lines":
        return [one.strip() for one in text.split("\n") if one.strip()]
    return _typed(kind, text)


def _typed(kind: str, text: str) -> Any:
    """What cannot be understood goes as it was written: the service says what is wrong with it."""
    if not text:
        return None
    if kind == "check":
        return text != "false"
    if kind == "number" and re.fullmatch(r"[0-9]{1,15}", text):
        return int(text)
    if kind == "time" and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text):
        return f"{text}:00+08:00"
    return text


def _said(errors: Any) -> Iterator[str]:
    """All that is said of a field, and of what lies in it."""
    if isinstance(errors, str):
        yield errors
    elif isinstance(errors, Mapping):
        for one in errors.values():
            yield from _said(one)
    elif errors:
        for one in errors:
            yield from _said(one)
