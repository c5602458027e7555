"""The policy of open dates: when the notice of a year comes, the days of topics that are posted are reckoned again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.topics.topic.commands import ReckonNoticeAgain


@dataclass(frozen=True, slots=True)
class CalendarNoticeEntered:
    year: int
    edition: int


@dataclass(frozen=True, slots=True)
class CalendarNoticeAmended:
    year: int
    edition: int


CalendarNotice: TypeAlias = CalendarNoticeEntered | CalendarNoticeAmended


def on_calendar_notice(event: CalendarNotice, posted: Sequence[str]) -> list[ReckonNoticeAgain]:
    """`posted` are the topics whose notice may touch that year."""
    return [ReckonNoticeAgain(topic, f"{event.year}@{event.edition}") for topic in posted]
