"""Who may do what with a contact relation, from which state. A register: it waits for nobody."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.members.contact_relation import commands as asked
from services.members.contact_relation import domain, schemas
from services.members.contact_relation import events as happened
from services.members.contact_relation.circumstances import facts, place, place_of_new, subject
from services.members.contact_relation.events import ContactRelationEvent
from services.members.contact_relation.projections import row
from services.members.contact_relation.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("create", asked.CreateContactRelation, domain.create_relation, schemas.Create, ("OFF",)),
    Row("log", asked.LogContact, domain.log_contact, schemas.LogAContact, ("OFF", "MEM", "LEAD"), (State.ACTIVE,),
        personal=("matter",), leads_on=False),
    Row("strike", asked.StrikeContact, domain.strike_contact, schemas.Strike, ("OFF", "MEM", "LEAD"), (State.ACTIVE,), leads_on=False),
    Row("end", asked.EndContactRelation, Records(happened.ContactRelationEnded), REASON, ("OFF",), (State.ACTIVE,), leads_on=False),
)
# fmt: on

CONTACT_RELATION = followed(
    Lifecycle(
        name="contact_relation",
        collection="contact-relations",
        label="联系关系",
        id_field="contact_relation_id",
        events=events_of(ContactRelationEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
        subject=subject,
        of_one_member=True,
    ),
    names={"by": "created.by", "whom": "created.whom"},
    open_in=(State.ACTIVE,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    found_by="name",
)
