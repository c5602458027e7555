"""What can be read of an assignment to the grid."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.grid_assignment.state import GridAssignment


@dataclass(frozen=True, slots=True)
class GridAssignmentShown:
    member: str
    person: str
    cell: str
    starts: date
    ends: date | None
    reason: str | None


def row(one: GridAssignment, grid_assignment_id: str) -> ReadRow:
    return ReadRow(
        division=one.division,
        shown=GridAssignmentShown(one.member, one.person, one.cell, one.starts, one.ends, one.reason),
        named=(one.person, one.member),
        search=one.cell,
    )
