"""Who may do what with a sealing, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.rules import MembersRuleBroken
from services.members.sealing import commands as asked
from services.members.sealing import domain, schemas
from services.members.sealing import events as happened
from services.members.sealing.circumstances import facts, place, place_of_new
from services.members.sealing.events import SealingEvent
from services.members.sealing.projections import row
from services.members.sealing.state import LABELS, State, evolve

# fmt: off
TABLE = (
    Row("request", asked.RequestSealing, domain.request_sealing, schemas.Request, ("SEC", "ADM")),
    Row("approve", asked.ApproveSealing, domain.approve_sealing, NOTHING, ("SEC", "ADM"), (State.REQUESTED,)),
    Row("refuse", asked.RefuseSealing, Records(happened.SealingRefused), REASON, ("SEC", "ADM"), (State.REQUESTED,)),
    # 解封 likewise by two
    Row("request_lifting", asked.RequestSealLifting, domain.request_lifting, REASON, ("SEC", "ADM"), (State.SEALED,)),
    Row("approve_lifting", asked.ApproveSealLifting, domain.approve_lifting, NOTHING, ("SEC", "ADM"),
        (State.LIFTING_REQUESTED,)),
    Row("refuse_lifting", asked.RefuseSealLifting, Records(happened.SealLiftingRefused), REASON, ("SEC", "ADM"),
        (State.LIFTING_REQUESTED,)),
)
# fmt: on

SEALING = Lifecycle(
    name="sealing",
    collection="sealings",
    label="个人信息封存",
    id_field="sealing_id",
    events=events_of(SealingEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
