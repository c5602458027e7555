"""What can have happened to a point of a meeting's agenda."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class AgendaPointBegun:
    """The meeting came to this point of its agenda (进入议程); `planned` is how many minutes it was given there."""

    meeting_id: str
    agenda_point_id: str
    topic_id: str
    number: int
    title: str
    kind: str | None
    planned: int | None
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class AgendaPointFinished:
    """The point was done with, after so many minutes (议程完成)."""

    meeting_id: str
    agenda_point_id: str
    finished_at: datetime
    minutes: int


AgendaPointEvent: TypeAlias = AgendaPointBegun | AgendaPointFinished
