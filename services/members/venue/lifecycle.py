"""Who may do what with a venue, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from services.members.rules import MembersRuleBroken
from services.members.venue import commands as asked
from services.members.venue import domain, schemas
from services.members.venue import events as happened
from services.members.venue.circumstances import facts, place, place_of_new
from services.members.venue.events import VenueEvent
from services.members.venue.projections import row
from services.members.venue.state import LABELS, State, evolve

# fmt: off
TABLE = (
    Row("create", asked.CreateVenue, domain.create_venue, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendVenue, domain.amend_venue, schemas.Amend, ("ADM",), (State.ACTIVE,)),
    Row("end", asked.EndVenue, Records(happened.VenueEnded), REASON, ("ADM",), (State.ACTIVE,)),
)
# fmt: on

VENUE = Lifecycle(
    name="venue",
    collection="venues",
    label="协商议事室",
    id_field="venue_id",
    events=events_of(VenueEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
