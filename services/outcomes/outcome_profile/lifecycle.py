"""The profile of an outcome: who may do what; row for row as in the table of our own."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Row
from infra.kernel.lookups.following import followed
from services.outcomes.outcome_profile import commands as asked
from services.outcomes.outcome_profile import domain, schemas
from services.outcomes.outcome_profile.circumstances import facts, id_of_new, place, place_of_new
from services.outcomes.outcome_profile.events import OutcomeProfileEvent
from services.outcomes.outcome_profile.projections import row
from services.outcomes.outcome_profile.state import LABELS, State, evolve
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("create", asked.CreateOutcomeProfile, domain.create_profile, schemas.Create, ("CHAIR", "LIA", "REC", "OFF")),
    Row("amend", asked.AmendOutcomeProfile, domain.amend_profile, schemas.Amend, ("CHAIR", "LIA", "REC", "OFF"), (State.ACTIVE,)),
    Row("count_beneficiaries", asked.CountBeneficiaries, domain.count_beneficiaries, schemas.CountBeneficiaries,
        ("CHAIR", "LIA", "REC", "OFF", "DISP"), (State.ACTIVE,), leads_on=False),
    Row("date_dispute", asked.DateDispute, domain.date_dispute, schemas.DateDispute, ("CHAIR", "LIA", "REC", "OFF"), (State.ACTIVE,),
        leads_on=False),
    Row("list_higher", asked.ListOutcomeHigher, domain.list_higher, schemas.ListHigher, ("OFF", "PARTY"), (State.ACTIVE,),
        leads_on=False),
)
# fmt: on

OUTCOME_PROFILE = followed(
    Lifecycle(
        name="outcome_profile",
        collection="outcome-profiles",
        label="成果要素",
        id_field="outcome_profile_id",
        events=events_of(OutcomeProfileEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        id_of_new=id_of_new,
        facts=facts,
        row=row,
        rule_broken=OutcomesRuleBroken,
    ),
    names={"organisation": "created.organisation", "parties": "parties.organisation"},
    open_in=(State.ACTIVE,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    found_by="name",
)
