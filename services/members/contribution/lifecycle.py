"""Who may do what with a contribution. A register: it waits for nobody."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.members.contribution import commands as asked
from services.members.contribution import domain, schemas
from services.members.contribution import events as happened
from services.members.contribution.circumstances import facts, place, place_of_new, subject
from services.members.contribution.events import ContributionEvent
from services.members.contribution.projections import row
from services.members.contribution.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("create", asked.MakeContribution, domain.make_contribution, schemas.Create, ("OFF", "STN"), personal=("receiver", "giver")),
    Row("withdraw", asked.WithdrawContribution, Records(happened.ContributionWithdrawn), REASON, ("OFF",),
        (State.RECORDED,), leads_on=False),
)
# fmt: on

CONTRIBUTION = Lifecycle(
    name="contribution",
    collection="contributions",
    label="助力记录",
    id_field="contribution_id",
    events=events_of(ContributionEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    subject=subject,
)
