"""Who may do what with an activity."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.meetings.activity import commands as asked
from services.meetings.activity import domain, schemas
from services.meetings.activity import events as happened
from services.meetings.activity.circumstances import facts, place, place_of_new
from services.meetings.activity.events import ActivityEvent
from services.meetings.activity.projections import row
from services.meetings.activity.state import LABELS, State, evolve
from services.meetings.rules import MeetingsRuleBroken
from services.meetings.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("plan", asked.PlanActivity, domain.plan_activity, schemas.Plan, ("OFF", "STN", "CHAIR", "LIA")),
    Row("amend", asked.AmendActivity, domain.amend_activity, schemas.Amend, ("OFF", "STN", "CHAIR", "LIA"), (State.PLANNED,)),
    Row("hold", asked.HoldActivity, domain.hold_activity, schemas.Hold, ("OFF", "STN", "CHAIR", "LIA"), (State.PLANNED,)),
    Row("correct", asked.CorrectActivity, domain.correct_activity, schemas.Correct, ("OFF", "STN", "CHAIR", "LIA"), (State.HELD,)),
    Row("cancel", asked.CancelActivity, Records(happened.ActivityCancelled), REASON, ("OFF", "STN", "CHAIR", "LIA"), (State.PLANNED,)),
)
# fmt: on

ACTIVITY = followed(
    Lifecycle(
        name="activity",
        collection="activities",
        label="活动",
        id_field="activity_id",
        events=events_of(ActivityEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MeetingsRuleBroken,
    ),
    names={"organisation": "organisation"},
    open_in=(State.PLANNED, State.HELD),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
