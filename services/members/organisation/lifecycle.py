"""Who may do what with an organisation, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
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

# fmt: off
TABLE = (
    Row("create", asked.CreateOrganisation, domain.create_organisation, schemas.Create, ("ADM",)),
    Row("amend", asked.AmendOrganisation, domain.amend_organisation, schemas.Amend, ("ADM",), (State.ACTIVE,)),
    Row("end", asked.EndOrganisation, Records(happened.OrganisationEnded), REASON, ("ADM",), (State.ACTIVE,)),
)
# fmt: on

ORGANISATION = Lifecycle(
    name="organisation",
    collection="organisations",
    label="组织机构",
    id_field="organisation_id",
    events=events_of(OrganisationEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
)
