"""What a document is made of: a record as its reader may read it, with what stands around it. Documents are in Chinese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gateway.pages.days import day_of
from gateway.pages.words import choice_word
from gateway.paper.official import Passage
from infra.kernel.base.clock import CHINA, moment

WEEK = "一二三四五六日"
DIGITS = "零一二三四五六七八九"
TEN = 10


@dataclass(frozen=True)
class Material:
    """`around` is what was read besides: records by the name of their collection. `address` is the record's page."""

    record: Mapping[str, Any]
    history: Sequence[Mapping[str, Any]]
    names: Mapping[str, str]
    address: str
    around: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)

    def name(self, record_id: Any) -> str:
        """What somebody or something is called, "" where its reader may not know."""
        return self.names.get(str(record_id), "")

    def named(self, ids: Sequence[Any]) -> str:
        return "、".join(name for one in ids if (name := self.name(one)))

    def last(self, *types: str) -> Mapping[str, Any] | None:
        """The newest of these events."""
        return next((event for event in reversed(self.history) if event["type"] in types), None)

    def day_of(self, *types: str) -> str:
        """The day of the newest of these events, as it stands under a document; "" where it has not come to that."""
        event = self.last(*types)
        return formal_day(event["occurred_at"]) if event else ""


def formal_day(said: str | None) -> str:
    """2026年7月22日."""
    if not said:
        return ""
    day = day_of(said)
    return f"{day.year}年{day.month}月{day.day}日"


def formal_time(begins: str | None, ends: str | None) -> str:
    """2026年7月22日（星期三）9:00至11:30."""
    if not begins:
        return "另行通知"
    at = moment(begins).astimezone(CHINA)
    said = f"{formal_day(begins)}（星期{WEEK[at.weekday()]}）{_hour(at)}"
    if not ends:
        return said
    until = moment(ends).astimezone(CHINA)
    return f"{said}至{'' if until.date() == at.date() else formal_day(ends)}{_hour(until)}"


def _hour(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 21 → 二十一; as headings are numbered."""
    tens, ones = divmod(number, TEN)
    begin = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return begin + (DIGITS[ones] if ones or not tens else "")


def paragraphs(text: str | None) -> list[Passage]:
    """What people wrote, line by line."""
    return [Passage(line.strip()) for line in (text or "").splitlines() if line.strip()]


def headed(number: int, heading: str) -> Passage:
    return Passage(f"{numeral(number)}、{heading}", "heading")


def result_class(record: Mapping[str, Any]) -> str:
    """A类（已解决或基本解决）."""
    letter, _blank, meaning = choice_word("class", str(record["class"]), "zh").partition(" ")
    return f"{letter}类（{meaning}）" if meaning else letter
