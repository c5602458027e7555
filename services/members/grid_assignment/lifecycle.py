"""Who may do what with an assignment to the grid. A register: it waits for nobody."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.members.grid_assignment import commands as asked
from services.members.grid_assignment import domain, schemas
from services.members.grid_assignment import events as happened
from services.members.grid_assignment.circumstances import facts, place, place_of_new
from services.members.grid_assignment.events import GridAssignmentEvent
from services.members.grid_assignment.projections import row
from services.members.grid_assignment.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.AssignToGrid, domain.assign_to_grid, schemas.Create, ("OFF",)),
    Row("end", asked.EndGridAssignment, Records(happened.GridAssignmentEnded), REASON, ("OFF",), (State.ACTIVE,), leads_on=False),
)
# fmt: on

GRID_ASSIGNMENT = Lifecycle(
    name="grid_assignment",
    collection="grid-assignments",
    label="履职网格",
    id_field="grid_assignment_id",
    events=events_of(GridAssignmentEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    of_one_member=True,
)
