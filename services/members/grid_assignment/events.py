"""What can have happened to a member's assignment to a cell of the grid (履职网格)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class MemberAssignedToGrid:
    """The member acts in the cell, whose code is the division's own."""

    grid_assignment_id: str
    member: str
    person: str
    division: str
    cell: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class GridAssignmentEnded:
    grid_assignment_id: str
    reason: str


GridAssignmentEvent: TypeAlias = MemberAssignedToGrid | GridAssignmentEnded
