"""Who may do what with an agreement. A register: it waits for nobody."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.members.agreement import commands as asked
from services.members.agreement import domain, schemas
from services.members.agreement import events as happened
from services.members.agreement.circumstances import facts, place, place_of_new
from services.members.agreement.events import AgreementEvent
from services.members.agreement.projections import row
from services.members.agreement.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("create", asked.SignAgreement, domain.sign_agreement, schemas.Create, ("OFF",)),
    Row("follow", asked.FollowAgreement, domain.follow_agreement, schemas.Follow, ("OFF",), (State.ACTIVE,), leads_on=False),
    Row("end", asked.EndAgreement, Records(happened.AgreementEnded), REASON, ("OFF",), (State.ACTIVE,), leads_on=False),
)
# fmt: on

AGREEMENT = followed(
    Lifecycle(
        name="agreement",
        collection="agreements",
        label="合作协议",
        id_field="agreement_id",
        events=events_of(AgreementEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
    ),
    names={"organisations": "told.organisations"},
    open_in=(State.ACTIVE,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    found_by="name",
)
