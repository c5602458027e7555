"""What is allowed with assignments to the grid, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.grid_assignment.commands import AssignToGrid
from services.members.grid_assignment.events import GridAssignmentEvent, MemberAssignedToGrid
from services.members.grid_assignment.state import SeenAssignment
from services.members.posting.domain import SeenMember
from services.members.rules import DivisionMustExist, MemberMustBeInForce, must_lie_ahead
from services.members.target_rules import AssignedToTheCellAlready, AssignmentMustNotEndBeforeItStarts


@dataclass(frozen=True, slots=True)
class Facts:
    """`member` is None where there is no such member."""

    entered_on: date
    division_known: bool = True
    member: SeenMember | None = None
    others: tuple[SeenAssignment, ...] = ()


def assign_to_grid(_: None, command: AssignToGrid, facts: Facts) -> list[GridAssignmentEvent]:
    if not facts.division_known:
        raise DivisionMustExist
    if facts.member is None or facts.member.state != "active":
        raise MemberMustBeInForce
    must_lie_ahead(command.ends, facts.entered_on)
    starts = command.starts or facts.entered_on
    if command.ends is not None and command.ends < starts:
        raise AssignmentMustNotEndBeforeItStarts
    if any(meets(other, command, starts) for other in facts.others):
        raise AssignedToTheCellAlready
    assigned = (command.member, facts.member.person, command.division, command.cell, starts, command.ends)
    return [MemberAssignedToGrid(command.grid_assignment_id, *assigned)]


def meets(other: SeenAssignment, command: AssignToGrid, starts: date) -> bool:
    same = (other.division, other.cell) == (command.division, command.cell)
    return same and starts <= (other.ends or date.max) and other.starts <= (command.ends or date.max)
