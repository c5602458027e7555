"""The policy of open dates: when the notice of a year comes, those of tasks are reckoned again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.outcomes.task.commands import ReckonTaskAgain


@dataclass(frozen=True, slots=True)
class CalendarNoticeEntered:
    year: int
    edition: int


@dataclass(frozen=True, slots=True)
class CalendarNoticeAmended:
    year: int
    edition: int


CalendarNotice: TypeAlias = CalendarNoticeEntered | CalendarNoticeAmended


def on_calendar_notice(event: CalendarNotice, open_tasks: Sequence[str]) -> list[ReckonTaskAgain]:
    """`open_tasks` are those of which a date counted in working days may touch that year."""
    return [ReckonTaskAgain(task, f"{event.year}@{event.edition}") for task in open_tasks]
