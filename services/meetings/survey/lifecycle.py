"""Who may do what with a field survey."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.meetings.rules import MeetingsRuleBroken
from services.meetings.succession_rules import NoLongerNamed, OrganisationHasNotEnded
from services.meetings.survey import commands as asked
from services.meetings.survey import domain, schemas
from services.meetings.survey import events as happened
from services.meetings.survey.circumstances import facts, place, place_of_new
from services.meetings.survey.events import SurveyEvent
from services.meetings.survey.projections import row
from services.meetings.survey.state import LABELS, State, evolve

# fmt: off
TABLE = (
    Row("record_survey", asked.RecordSurvey, domain.record_survey, schemas.RecordSurvey, ("CHAIR", "LIA", "REC", "STN", "OFF")),
    Row("correct_survey", asked.CorrectSurvey, domain.correct_survey, schemas.CorrectSurvey, ("CHAIR", "LIA", "STN"), (State.RECORDED,)),
    Row("bring_survey", asked.BringSurvey, domain.bring_survey, schemas.BringSurvey, ("CHAIR", "LIA"), (State.RECORDED,)),
    Row("withdraw_survey", asked.WithdrawSurvey, Records(happened.SurveyWithdrawn), REASON, ("CHAIR", "LIA"), (State.RECORDED,)),
)
# fmt: on

SURVEY = followed(
    Lifecycle(
        name="survey",
        collection="surveys",
        label="实地调查",
        id_field="survey_id",
        events=events_of(SurveyEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MeetingsRuleBroken,
    ),
    names={"organisation": "told.organisation"},
    open_in=(State.RECORDED,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
