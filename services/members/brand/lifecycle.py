"""Who may do what with a brand. A register: it waits for nobody."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.members.brand import commands as asked
from services.members.brand import domain, schemas
from services.members.brand import events as happened
from services.members.brand.circumstances import facts, place, place_of_new
from services.members.brand.events import BrandEvent
from services.members.brand.projections import row
from services.members.brand.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("create", asked.RegisterBrand, domain.register_brand, schemas.Create, ("OFF",)),
    Row("amend", asked.TellBrandStory, Records(happened.BrandStoryTold), schemas.Amend, ("OFF",), (State.ACTIVE,), leads_on=False),
    Row("link_meeting", asked.LinkBrandMeeting, domain.link_meeting, schemas.LinkMeeting, ("OFF", "CHAIR", "LIA"),
        (State.ACTIVE,), leads_on=False),
    Row("unlink_meeting", asked.UnlinkBrandMeeting, domain.unlink_meeting, schemas.UnlinkMeeting, ("OFF", "CHAIR", "LIA"),
        (State.ACTIVE,), leads_on=False),
    Row("end", asked.EndBrand, Records(happened.BrandEnded), REASON, ("OFF",), (State.ACTIVE,), leads_on=False),
)
# fmt: on

BRAND = followed(
    Lifecycle(
        name="brand",
        collection="brands",
        label="协商品牌",
        id_field="brand_id",
        events=events_of(BrandEvent),
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
