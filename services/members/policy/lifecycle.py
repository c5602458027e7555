"""Who may do what with a policy. A first start sets them all; nobody creates or ends one."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.members.policy import commands as asked
from services.members.policy import domain, schemas
from services.members.policy.circumstances import facts, place, place_of_new
from services.members.policy.events import PolicyEvent
from services.members.policy.projections import row
from services.members.policy.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("amend", asked.AmendPolicy, domain.amend_policy, schemas.Amend, ("ADM",), (State.IN_FORCE,)),
)
# fmt: on

POLICY = Lifecycle(
    name="policy",
    collection="policies",
    label="时限",
    id_field="policy_id",
    events=events_of(PolicyEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
