"""Who may do what with a charge, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.lookups.following import followed
from services.members.charge import commands as asked
from services.members.charge import domain, schemas
from services.members.charge import events as happened
from services.members.charge.circumstances import facts, place, place_of_new
from services.members.charge.events import ChargeEvent
from services.members.charge.projections import row
from services.members.charge.state import LABELS, State, due, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("create", asked.CreateCharge, domain.create_charge, schemas.Create, ("OFF",)),
    Row("open_quarter", asked.OpenQuarter, domain.open_quarter, NOTHING, ("SYS",), (State.ACTIVE,)),
    Row("end", asked.EndCharge, Records(happened.ChargeEnded), REASON, ("OFF",), (State.ACTIVE,)),
)
# fmt: on

CHARGE = followed(
    Lifecycle(
        name="charge",
        collection="charges",
        label="包抓分工",
        id_field="charge_id",
        events=events_of(ChargeEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
        due=due,
    ),
    names={"leader": "leader"},
    open_in=(State.ACTIVE,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    found_by="name",
)
