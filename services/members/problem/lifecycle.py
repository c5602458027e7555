"""Who may do what with a problem, from which state."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.lookups.following import followed
from services.members.problem import commands as asked
from services.members.problem import domain, schemas
from services.members.problem import events as happened
from services.members.problem.circumstances import facts, place, place_of_new
from services.members.problem.events import ProblemEvent
from services.members.problem.projections import row
from services.members.problem.state import LABELS, State, due, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded

# fmt: off
TABLE = (
    Row("raise_problem", asked.RaiseProblem, domain.raise_problem, schemas.Raise, ("OFF", "LEAD")),
    Row("assign", asked.AssignProblem, domain.assign_problem, schemas.Assign, ("OFF",), (State.RAISED, State.ASSIGNED)),
    Row("fall_overdue", asked.MarkProblemOverdue, domain.mark_overdue, NOTHING, ("SYS",), (State.ASSIGNED,)),
    Row("solve", asked.SolveProblem, domain.solve_problem, schemas.Solve, ("OFF", "HND"), (State.RAISED, State.ASSIGNED)),
    Row("reopen", asked.ReopenProblem, Records(happened.ProblemReopened), REASON, ("OFF", "LEAD"), (State.SOLVED, State.UNSOLVED)),
    Row("leave_unsolved", asked.LeaveUnsolved, Records(happened.ProblemLeftUnsolved), REASON, ("OFF",), (State.RAISED, State.ASSIGNED)),
)
# fmt: on

PROBLEM = followed(
    Lifecycle(
        name="problem",
        collection="problems",
        label="困难和问题",
        id_field="problem_id",
        events=events_of(ProblemEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=MembersRuleBroken,
        due=due,
    ),
    names={"organisation": "organisation"},
    open_in=(State.ASSIGNED,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    found_by="name",
)
