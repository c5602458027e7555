"""Who may do what with the scoring of a topic: a record beside it, for whoever selects to read."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.topics.rules import TopicsRuleBroken
from services.topics.scoring import commands as asked
from services.topics.scoring import domain, schemas
from services.topics.scoring import events as happened
from services.topics.scoring.circumstances import facts, place, place_of_new
from services.topics.scoring.events import ScoringEvent
from services.topics.scoring.projections import row
from services.topics.scoring.state import LABELS, State, evolve
from services.topics.succession_rules import NoLongerItsHolder, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("score", asked.ScoreTopic, domain.score_topic, schemas.ScoreIt, ("CHAIR", "OFF")),
    Row("withdraw", asked.WithdrawScoring, Records(happened.ScoringWithdrawn), REASON, ("CHAIR", "OFF"), (State.SCORED,)),
)
# fmt: on

SCORING = followed(
    Lifecycle(
        name="scoring",
        collection="scorings",
        label="选题评分",
        id_field="scoring_id",
        events=events_of(ScoringEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=TopicsRuleBroken,
    ),
    names={"organisation": "scored.organisation"},
    open_in=(State.SCORED,),
    refusals=Refusals(NoLongerItsHolder, OrganisationHasNotEnded),
)
