"""The circumstances of a command: where an assignment to the grid stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import must_be_around
from services.members.division.circumstances import division_known
from services.members.grid_assignment.commands import AssignToGrid
from services.members.grid_assignment.domain import Facts
from services.members.grid_assignment.state import GridAssignment, SeenAssignment
from services.members.posting.domain import SeenMember


def place(assignment: GridAssignment, grid_assignment_id: str) -> Place:
    return Place(division=assignment.division, persons=(assignment.person,))


def place_of_new(lookups: Lookups, assignment: None, command: AssignToGrid) -> Place:
    return Place(division=command.division)


def facts(lookups: Lookups, assignment: GridAssignment | None, command: object) -> Facts:
    entered_on = day_in_china(lookups.recorded_at)
    if not isinstance(command, AssignToGrid):
        return Facts(entered_on)
    named = lookups.pinned_that_name(SeenAssignment, "grid-assignments", command.member)
    return Facts(
        entered_on,
        division_known(lookups, command.division),
        _member(lookups, command),
        tuple(one for one in named if one.state == "active"),
    )


def _member(lookups: Lookups, command: AssignToGrid) -> SeenMember | None:
    """Raises Invalid for a member of a committee neither of this place nor above or below it."""
    seen = lookups.pinned(SeenMember, "members", command.member, unread=True)
    if seen is not None:
        must_be_around("member", seen.committee_division, command.division)
    return seen
