"""Who may do what with an organisation, from which state."""

from infra.kernel.contract.codec import EventType, Fields, events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from services.members.organisation import commands as asked
from services.members.organisation import domain, schemas
from services.members.organisation import events as happened
from services.members.organisation.circumstances import (
    facts,
    place,
    place_of_new,
)
from services.members.organisation.events import OrganisationEvent
from services.members.organisation.projections import row
from services.members.organisation.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken


def without_a_successor(told: Fields) -> Fields:
    """Version 1 told no successor."""
    return {**told, "successor": None}


ENDED = EventType(happened.OrganisationEnded, version=2, upcasters=((1, without_a_successor),))

# fmt: off
TABLE = (
    Row("create", asked.CreateOrganisation, domain.create_organisation, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendOrganisation, domain.amend_organisation, schemas.Amend, ("ADM",), (State.ACTIVE,)),
    Row("end", asked.EndOrganisation, domain.end_organisation, schemas.End, ("ADM",), (State.ACTIVE,)),
)
# fmt: on

ORGANISATION = Lifecycle(
    name="organisation",
    collection="organisations",
    label="组织机构",
    id_field="organisation_id",
    events=events_of(OrganisationEvent, ENDED),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
