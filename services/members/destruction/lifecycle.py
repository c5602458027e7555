"""Who may do what with a destruction, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.destruction import commands as asked
from services.members.destruction import domain, schemas
from services.members.destruction import events as happened
from services.members.destruction.circumstances import facts, place, place_of_new
from services.members.destruction.events import DestructionEvent
from services.members.destruction.projections import row
from services.members.destruction.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("request", asked.RequestDestruction, domain.request_destruction, schemas.Request, ("SEC", "ADM")),
    Row("approve", asked.ApproveDestruction, domain.approve_destruction, NOTHING, ("SEC", "ADM"), (State.REQUESTED,)),
    Row("refuse", asked.RefuseDestruction, Records(happened.DestructionRefused), REASON, ("SEC", "ADM"), (State.REQUESTED,)),
)
# fmt: on

DESTRUCTION = Lifecycle(
    name="destruction",
    collection="destructions",
    label="个人信息销毁",
    id_field="destruction_id",
    events=events_of(DestructionEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
