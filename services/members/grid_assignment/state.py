"""What is known of an assignment to the grid, folded from its events."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.members.grid_assignment.events import GridAssignmentEnded, GridAssignmentEvent, MemberAssignedToGrid


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class GridAssignment:
    grid_assignment_id: str
    state: State
    member: str
    person: str
    division: str
    cell: str
    starts: date
    ends: date | None
    reason: str | None = None


def evolve(assignment: GridAssignment | None, event: GridAssignmentEvent) -> GridAssignment:
    match event:
        case MemberAssignedToGrid():
            return GridAssignment(
                event.grid_assignment_id,
                State.ACTIVE,
                event.member,
                event.person,
                event.division,
                event.cell,
                event.starts,
                event.ends,
            )
        case GridAssignmentEnded():
            assert assignment is not None
            return replace(assignment, state=State.ENDED, reason=event.reason)
        case _:
            assert_never(event)


@dataclass(frozen=True, slots=True)
class SeenAssignment:
    """An assignment, as the next one of the same member sees it."""

    state: str
    member: str
    division: str
    cell: str
    starts: date
    ends: date | None
