"""Who does what by when, as it is written on the page of an outcome's decomposition: its lines, and what is wrong with each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from gateway.pages.days import day_asked
from gateway.pages.forms import body_of
from gateway.pages.sent_form import SentForm
from gateway.pages.translated import _
from gateway.pages.words import in_language
from services.outcomes.outcome.schemas import Decompose, Wanted

MOST_LINES = 60
A_FIELD = re.compile(r"tasks-([0-9]{1,2})-([a-z_]+)")
WrongCells: TypeAlias = dict[str, str]
"""What is to be mended, by the field of the line."""


@dataclass(frozen=True)
class LineOfWork:
    """As it was typed; `number` is the one in its fields' names."""

    number: int
    title: str = ""
    lead: str = ""
    co_handlers: list[str] = field(default_factory=list)
    due: str = ""
    measure: str = ""
    beneficiaries: str = ""
    funds_yuan: str = ""

    @property
    def is_blank(self) -> bool:
        typed = (self.title, self.lead, self.due, self.measure, self.beneficiaries, self.funds_yuan)
        return not any((*typed, *self.co_handlers))


def of_the_items(items: Sequence[Mapping[str, Any]]) -> list[LineOfWork]:
    """A line for each that was agreed; who does it is for somebody to say."""
    return [LineOfWork(number, title=str(one["title"])) for number, one in enumerate(items)]


def of_the_plan(tasks: Sequence[Mapping[str, Any]]) -> list[LineOfWork]:
    """As it was decomposed before; a day that follows from the policy follows from it again."""
    return [
        LineOfWork(
            number,
            title=str(one["title"]),
            lead=str(one["lead"]),
            co_handlers=list(one["co_handlers"]),
            due="" if one.get("policy") else str(one["due"]),
            measure=str(one.get("measure") or ""),
            beneficiaries=_figure(one.get("beneficiaries")),
            funds_yuan=_figure(one.get("funds_yuan")),
        )
        for number, one in enumerate(tasks)
    ]


def as_sent(sent: SentForm) -> list[LineOfWork]:
    """With those that were left blank: who asked for a line more has not filled it in yet."""
    shown = {int(found[1]) for name in sent.texts if (found := A_FIELD.fullmatch(name))}
    return [_sent(sent, number) for number in sorted(shown)]


def with_one_more(lines: list[LineOfWork]) -> list[LineOfWork]:
    number = max((one.number for one in lines), default=-1) + 1
    return [*lines, *([LineOfWork(number)] if number < MOST_LINES else [])]


def body(sent: SentForm) -> dict[str, Any]:
    """Of the lines that say something, in their order, as the command takes them."""
    return body_of(Decompose, sent)


def mistakes(
    lines: Sequence[LineOfWork], sent: SentForm, organisations: Mapping[str, str], today: date, lang: str
) -> dict[int, WrongCells]:
    """By the line's number; the service checks once more, and knows what has changed meanwhile."""
    found = {one.number: dict(_wrong(one, sent, organisations, today, lang)) for one in lines if not one.is_blank}
    return {number: wrong for number, wrong in found.items() if wrong}


def _wrong(
    line: LineOfWork, sent: SentForm, organisations: Mapping[str, str], today: date, lang: str
) -> Iterator[tuple[str, str]]:
    """What the schema says first, so that what is said here in more words stands instead."""
    said = Wanted().validate(body_of(Wanted, sent, f"tasks-{line.number}-"))
    yield from ((name, in_language(str(next(iter(_flat(one)))), lang)) for name, one in said.items())
    if not line.title:
        yield "title", _("写明要做什么。")
    if not line.lead:
        yield "lead", _("选一个主办单位。")
    elif organisations and line.lead not in organisations:
        yield "lead", _("没有这个单位，或已撤销。请另选。")
    if line.lead and line.lead in line.co_handlers:
        yield "co_handlers", _("主办单位不用再列为会办。")
    if line.due and (day := day_asked(line.due)) is None:
        yield "due", _("日期要写成 2026-07-29 这样。")
    elif line.due and day is not None and day <= today:
        yield "due", _("期限要晚于今天。")


def _flat(said: Any) -> Iterator[str]:
    if isinstance(said, Mapping):
        said = list(said.values())
    for one in said:
        yield from (_flat(one) if isinstance(one, Mapping | list) else [str(one)])


def _sent(sent: SentForm, number: int) -> LineOfWork:
    def text(name: str) -> str:
        return sent.text(f"tasks-{number}-{name}")

    return LineOfWork(
        number,
        title=text("title"),
        lead=text("lead"),
        co_handlers=sent.texts_of(f"tasks-{number}-co_handlers"),
        due=text("due"),
        measure=text("measure"),
        beneficiaries=text("beneficiaries"),
        funds_yuan=text("funds_yuan"),
    )


def _figure(value: Any) -> str:
    return "" if value is None else str(value)
