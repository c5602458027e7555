"""What can be asked about the progress of an agenda."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BeginAgendaPoint:
    agenda_point_id: str
    meeting_id: str
    number: int


@dataclass(frozen=True, slots=True)
class FinishAgendaPoint:
    """`minutes` where the clock does not say how long it took."""

    agenda_point_id: str
    meeting_id: str
    minutes: int | None = None
