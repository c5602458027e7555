"""Who may do what with a term, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import NOTHING, REASON
from services.members.rules import MembersRuleBroken
from services.members.term import commands as asked
from services.members.term import domain, schemas
from services.members.term.circumstances import facts, place, place_of_new
from services.members.term.events import TermEvent
from services.members.term.projections import row
from services.members.term.state import LABELS, State, evolve

# fmt: off
TABLE = (
    Row("plan", asked.PlanTerm, domain.plan_term, schemas.Plan, ("OFF", "ADM")),
    Row("amend", asked.AmendTerm, domain.amend_term, schemas.Amend, ("OFF", "ADM"), (State.PLANNED,)),
    Row("start", asked.StartTerm, domain.start_term, NOTHING, ("OFF", "ADM"), (State.PLANNED,)),
    # 换届
    Row("change_over", asked.ChangeOver, domain.change_over, schemas.ChangeOver, ("OFF", "ADM"), (State.RUNNING,)),
    Row("end", asked.EndTerm, domain.end_term, REASON, ("OFF", "ADM"), (State.PLANNED, State.RUNNING)),
    Row("settle_members", asked.SettleMembers, domain.settle_members, NOTHING, ("SYS",), (State.ENDED,)),
)
# fmt: on

TERM = Lifecycle(
    name="term",
    collection="terms",
    label="届次",
    id_field="term_id",
    events=events_of(TermEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
