"""Who may do what with a quota."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.lookups.following import followed
from services.members.quota import commands as asked
from services.members.quota import domain, schemas
from services.members.quota.circumstances import facts, place, place_of_new
from services.members.quota.events import QuotaEvent
from services.members.quota.projections import row
from services.members.quota.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("create", asked.CreateQuota, domain.create_quota, schemas.Create, ("ADM", "OFF")),
    Row("amend", asked.AmendQuota, domain.amend_quota, schemas.Amend, ("ADM", "OFF"), (State.IN_FORCE,)),
)
# fmt: on

QUOTA = followed(
    Lifecycle(
        name="quota",
        collection="quotas",
        label="成员构成要求",
        id_field="quota_id",
        events=events_of(QuotaEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
    ),
    names={"organisation": "organisation"},
    open_in=(State.IN_FORCE,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
