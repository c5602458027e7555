"""Who may do what with the roll-out in an organisation, from which stage."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.members.rollout import commands as asked
from services.members.rollout import domain, schemas
from services.members.rollout import events as happened
from services.members.rollout.circumstances import facts, place, place_of_new
from services.members.rollout.events import RolloutEvent
from services.members.rollout.projections import row
from services.members.rollout.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

NOT_ENDED = (State.PILOT, State.EXPANDED, State.FULL)

# fmt: off
TABLE = (
    Row("begin", asked.BeginRollout, domain.begin_rollout, schemas.Begin, ("ADM", "OFF")),
    Row("expand", asked.ExpandRollout, domain.expand_rollout, schemas.Reach, ("ADM", "OFF"), (State.PILOT,),
        leads_on=False),
    Row("complete", asked.CompleteRollout, domain.complete_rollout, schemas.Reach, ("ADM", "OFF"),
        (State.PILOT, State.EXPANDED), leads_on=False),
    Row("record_review", asked.ReviewRollout, domain.review_rollout, schemas.Review, ("ADM", "OFF"), NOT_ENDED,
        leads_on=False),
    Row("end", asked.EndRollout, Records(happened.RolloutEnded), REASON, ("ADM", "OFF"), NOT_ENDED, leads_on=False),
)
# fmt: on

ROLLOUT = followed(
    Lifecycle(
        name="rollout",
        collection="rollouts",
        label="推广阶段",
        id_field="rollout_id",
        events=events_of(RolloutEvent),
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
    open_in=NOT_ENDED,
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
