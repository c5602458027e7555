"""What is known of an expert, folded from its events; what falls due; how another entry of the same person sees it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from services.members.expert import events as happened
from services.members.expert.commands import ExpireExpert
from services.members.expert.events import ExpertEvent


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在库",
    State.ENDED: "已出库",
}


@dataclass(frozen=True, slots=True)
class Expert:
    expert_id: str
    state: State
    person: str
    division: str
    specialities: tuple[str, ...]
    qualifications: str
    starts: date
    ends: date | None
    ends_at: datetime | None
    reason: str | None = None


def evolve(expert: Expert | None, event: ExpertEvent) -> Expert:
    if isinstance(event, happened.ExpertListed):
        return Expert(
            event.expert_id,
            State.ACTIVE,
            event.person,
            event.division,
            event.specialities,
            event.qualifications,
            event.starts,
            event.ends,
            event.ends_at,
        )
    assert expert is not None
    match event:
        case happened.ExpertAmended(specialities=specialities, qualifications=qualifications):
            amended = replace(expert, specialities=specialities, qualifications=qualifications)
            return replace(amended, ends=event.ends, ends_at=event.ends_at)
        case happened.ExpertEnded(reason=reason):
            return replace(expert, state=State.ENDED, reason=reason)
        case happened.ExpertExpired():
            return replace(expert, state=State.ENDED)
        case _:
            assert_never(event)


def due(expert: Expert) -> list[tuple[datetime, ExpireExpert]]:
    """The end of his last day."""
    if expert.state is State.ACTIVE and expert.ends_at is not None:
        return [(expert.ends_at, ExpireExpert(expert.expert_id))]
    return []


@dataclass(frozen=True, slots=True)
class SeenExpert:
    id: str
    state: State
    person: str
    division: str
