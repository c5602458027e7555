"""Who may do what with an office, from which state."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import REASON
from services.members.office import commands as asked
from services.members.office import domain, schemas
from services.members.office import events as happened
from services.members.office.circumstances import facts, place, place_of_new
from services.members.office.events import OfficeEvent
from services.members.office.projections import row
from services.members.office.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken


def without_deputies(told: Fields) -> Fields:
    """Version 1 knew no deputies."""
    return {**told, "deputy": False}


GRANTED = EventType(happened.OfficeGranted, version=2, upcasters=((1, without_deputies),))
AMENDED = EventType(happened.OfficeAmended, version=2, upcasters=((1, without_deputies),))

# fmt: off
TABLE = (
    Row("create", asked.GrantOffice, domain.grant_office, schemas.Create, ("SEC",)),
    Row("amend", asked.AmendOffice, domain.amend_office, schemas.Amend, ("SEC",), (State.ACTIVE,)),
    Row("end", asked.EndOffice, domain.end_office, REASON, ("SEC",), (State.ACTIVE,)),
)
# fmt: on

OFFICE = Lifecycle(
    name="office",
    collection="offices",
    label="职务",
    id_field="office_id",
    events=events_of(OfficeEvent, GRANTED, AMENDED),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
