"""What can be asked of an assignment to the grid. Another cell is another assignment."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AssignToGrid:
    grid_assignment_id: str
    member: str
    division: str
    cell: str
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class EndGridAssignment:
    grid_assignment_id: str
    reason: str
