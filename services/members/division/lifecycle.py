"""How divisions are kept: loaded from a file by the operator, read by everyone with a token."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from services.members.division.circumstances import facts, place, place_of_new
from services.members.division.events import DivisionEvent
from services.members.division.projections import row, rows
from services.members.division.state import LABELS, evolve
from services.members.rules import MembersRuleBroken

# Nothing is asked of it.
TABLE = ()

DIVISION = Lifecycle(
    name="division_load",
    collection="divisions",
    label="行政区划",
    id_field="load_id",
    events=events_of(DivisionEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    bulk_rows=rows,
)
