"""Who may do what with a body's assessment of itself."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.members.rules import MembersRuleBroken
from services.members.self_assessment import commands as asked
from services.members.self_assessment import domain, schemas
from services.members.self_assessment import events as happened
from services.members.self_assessment.circumstances import facts, id_of_new, place, place_of_new
from services.members.self_assessment.events import SelfAssessmentEvent
from services.members.self_assessment.projections import row
from services.members.self_assessment.state import LABELS, State, evolve
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("assess", asked.AssessItself, domain.assess, schemas.Assess, ("OFF", "STN", "CHAIR", "LIA")),
    Row("revise", asked.ReviseAssessment, domain.revise, schemas.Revise, ("OFF", "STN", "CHAIR", "LIA"),
        (State.ASSESSED, State.RETURNED)),
    Row("return_for_revision", asked.ReturnAssessment, Records(happened.SelfAssessmentReturned), REASON, ("OFF",), (State.ASSESSED,)),
    Row("confirm", asked.ConfirmAssessment, Records(happened.SelfAssessmentConfirmed), schemas.Confirm, ("OFF",), (State.ASSESSED,)),
)
# fmt: on

SELF_ASSESSMENT = followed(
    Lifecycle(
        name="self_assessment",
        collection="self-assessments",
        label="自评",
        id_field="self_assessment_id",
        events=events_of(SelfAssessmentEvent),
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
    names={"organisation": "made.organisation"},
    open_in=(State.ASSESSED, State.RETURNED),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
