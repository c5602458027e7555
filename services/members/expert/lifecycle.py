"""Who may do what with an expert's entry in the pool."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.expert import commands as asked
from services.members.expert import domain, schemas
from services.members.expert import events as happened
from services.members.expert.at_reading import computed
from services.members.expert.circumstances import facts, place, place_of_new, subject
from services.members.expert.events import ExpertEvent
from services.members.expert.projections import row
from services.members.expert.state import LABELS, State, due, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("enlist", asked.EnlistExpert, domain.enlist_expert, schemas.Enlist, ("OFF",), personal=("qualifications",)),
    Row("amend", asked.AmendExpert, domain.amend_expert, schemas.Amend, ("OFF",), (State.ACTIVE,), personal=("qualifications",)),
    Row("end", asked.EndExpert, Records(happened.ExpertEnded), REASON, ("OFF",), (State.ACTIVE,)),
    Row("expire", asked.ExpireExpert, Records(happened.ExpertExpired), NOTHING, ("SYS",), (State.ACTIVE,)),
)
# fmt: on

EXPERT = Lifecycle(
    name="expert",
    collection="experts",
    label="智库专家",
    id_field="expert_id",
    events=events_of(ExpertEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    subject=subject,
    beside=computed,
    due=due,
)
