"""What is known of a load of divisions, folded from its events."""

from dataclasses import dataclass
from enum import StrEnum

from services.members.division.events import DivisionEvent, DivisionsLoaded


class State(StrEnum):
    LOADED = "loaded"


LABELS: dict[str, str] = {
    State.LOADED: "已载入",
}


@dataclass(frozen=True, slots=True)
class DivisionLoad:
    load_id: str
    state: State
    source: str
    divisions: int


def evolve(load: DivisionLoad | None, event: DivisionEvent) -> DivisionLoad:
    before, more = load.divisions if load else 0, len(event.divisions) if isinstance(event, DivisionsLoaded) else 1
    return DivisionLoad(event.load_id, State.LOADED, event.source, before + more)
