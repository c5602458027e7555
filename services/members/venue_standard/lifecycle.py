"""Who may do what with a standard for venues."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.members.rules import MembersRuleBroken
from services.members.venue_standard import commands as asked
from services.members.venue_standard import domain, schemas
from services.members.venue_standard.circumstances import facts, place, place_of_new
from services.members.venue_standard.events import VenueStandardEvent
from services.members.venue_standard.projections import row
from services.members.venue_standard.state import LABELS, State, evolve

# fmt: off
TABLE = (
    Row("create", asked.CreateVenueStandard, domain.create_standard, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendVenueStandard, domain.amend_standard, schemas.Amend, ("ADM",), (State.IN_FORCE,)),
)
# fmt: on

VENUE_STANDARD = Lifecycle(
    name="venue_standard",
    collection="venue-standards",
    label="六有标准",
    id_field="venue_standard_id",
    events=events_of(VenueStandardEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
