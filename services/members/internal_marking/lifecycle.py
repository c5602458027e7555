"""Who may keep a record inside, and let it be read again: the office and the Party organisation of its place, and its council."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import REASON
from services.members.internal_marking import commands as asked
from services.members.internal_marking import domain, schemas
from services.members.internal_marking.circumstances import facts, id_of_new, place, place_of_new
from services.members.internal_marking.events import InternalMarkingEvent
from services.members.internal_marking.projections import row
from services.members.internal_marking.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("mark", asked.MarkInternal, domain.mark_internal, schemas.MarkAsInternal, ("OFF", "PARTY", "CHAIR")),
    Row("lift", asked.LiftMark, domain.lift_mark, REASON, ("OFF", "PARTY"), (State.MARKED,)),
)
# fmt: on

INTERNAL_MARKING = Lifecycle(
    name="internal_marking",
    collection="internal-markings",
    label="不公开标识",
    id_field="internal_marking_id",
    events=events_of(InternalMarkingEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    id_of_new=id_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
