"""Who may put tags on a record and take them off: the office of its place, and the council that it belongs to."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.lookups.following import followed
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded
from services.members.tagging import commands as asked
from services.members.tagging import domain, schemas
from services.members.tagging.circumstances import facts, id_of_new, place, place_of_new
from services.members.tagging.events import TaggingEvent
from services.members.tagging.projections import row
from services.members.tagging.state import LABELS, State, evolve

# fmt: off
TABLE = (
    Row("put", asked.PutTags, domain.put_tags, schemas.Put, ("OFF", "CHAIR", "LIA")),
    Row("take_off", asked.TakeOffTags, domain.take_off_tags, schemas.TakeOff, ("OFF", "CHAIR", "LIA"), (State.TAGGED,)),
)
# fmt: on

TAGGING = followed(
    Lifecycle(
        name="tagging",
        collection="taggings",
        label="标签",
        id_field="tagging_id",
        events=events_of(TaggingEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        id_of_new=id_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
    ),
    names={"organisation": "organisation"},
    open_in=(State.TAGGED,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
