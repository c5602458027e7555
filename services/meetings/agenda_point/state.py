"""What is known of one point of the agenda: a part of the meeting's state."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.meetings.agenda_point.events import AgendaPointBegun, AgendaPointEvent


class State(StrEnum):
    BEGUN = "begun"
    DONE = "done"


LABELS: dict[str, str] = {State.BEGUN: "进行中", State.DONE: "已完成"}


@dataclass(frozen=True)
class AgendaPoint:
    agenda_point_id: str
    state: State
    number: int
    title: str
    kind: str | None
    planned: int | None
    begun_at: datetime
    finished_at: datetime | None = None
    minutes: int | None = None


def evolve_agenda_point(one: AgendaPoint | None, event: AgendaPointEvent) -> AgendaPoint:
    if isinstance(event, AgendaPointBegun):
        return AgendaPoint(
            event.agenda_point_id, State.BEGUN, event.number, event.title, event.kind, event.planned, event.begun_at
        )
    assert one is not None
    return replace(one, state=State.DONE, finished_at=event.finished_at, minutes=event.minutes)
