"""Who may do what with a demonstration site. A register: it waits for nobody."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.members.demonstration_site import commands as asked
from services.members.demonstration_site import domain, schemas
from services.members.demonstration_site import events as happened
from services.members.demonstration_site.circumstances import facts, place, place_of_new
from services.members.demonstration_site.events import DemonstrationSiteEvent
from services.members.demonstration_site.projections import row
from services.members.demonstration_site.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("create", asked.NameDemonstrationSite, domain.name_site, schemas.Create, ("OFF",)),
    Row("end", asked.EndDemonstrationSite, Records(happened.DemonstrationSiteEnded), REASON, ("OFF",),
        (State.ACTIVE,), leads_on=False),
)
# fmt: on

DEMONSTRATION_SITE = followed(
    Lifecycle(
        name="demonstration_site",
        collection="demonstration-sites",
        label="示范点",
        id_field="demonstration_site_id",
        events=events_of(DemonstrationSiteEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
    ),
    names={"organisation": "told.organisation"},
    open_in=(State.ACTIVE,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
