"""Who may do what with an evaluation."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING
from services.members.evaluation import commands as asked
from services.members.evaluation import domain, schemas
from services.members.evaluation import events as happened
from services.members.evaluation.circumstances import facts, id_of_new, place, place_of_new, subject
from services.members.evaluation.events import EvaluationEvent
from services.members.evaluation.projections import row
from services.members.evaluation.state import LABELS, State, evolve
from services.members.rules import MembersRuleBroken

# fmt: off
TABLE = (
    Row("evaluate", asked.EvaluateMember, domain.evaluate, schemas.Evaluate, ("OFF",), personal=("note",)),
    Row("revise", asked.ReviseEvaluation, domain.revise, schemas.Revise, ("OFF",),
        (State.EVALUATED, State.ACKNOWLEDGED), personal=("note",)),
    Row("acknowledge", asked.AcknowledgeEvaluation, Records(happened.EvaluationSeen), NOTHING, ("SELF",), (State.EVALUATED,)),
)
# fmt: on

EVALUATION = Lifecycle(
    name="evaluation",
    collection="evaluations",
    label="能力评价",
    id_field="evaluation_id",
    events=events_of(EvaluationEvent),
    evolve=evolve,
    state_labels=LABELS,
    table=TABLE,
    place=place,
    place_of_new=place_of_new,
    id_of_new=id_of_new,
    facts=facts,
    row=row,
    rule_broken=MembersRuleBroken,
    subject=subject,
)
