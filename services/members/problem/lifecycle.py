"""Who may do what with a problem, from which state."""

from typing import Any

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
from services.members.problem.state import BECAME, LABELS, State, due, evolve
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded


def topic_opened(decided: list[Any], command: asked.OpenTopic) -> dict[str, str]:
    return {"topic": command.topic}


def task_made(decided: list[Any], command: asked.MakeTask) -> dict[str, str]:
    return {"task": command.task}


# fmt: off
TABLE = (
    Row("raise_problem", asked.RaiseProblem, domain.raise_problem, schemas.Raise, ("OFF", "LEAD")),
    Row("assign", asked.AssignProblem, domain.assign_problem, schemas.Assign, ("OFF",), (State.RAISED, State.ASSIGNED)),
    Row("fall_overdue", asked.MarkProblemOverdue, domain.mark_overdue, NOTHING, ("SYS",), (State.ASSIGNED,)),
    Row("solve", asked.SolveProblem, domain.solve_problem, schemas.Solve, ("OFF", "HND"), (State.RAISED, State.ASSIGNED)),
    Row("reopen", asked.ReopenProblem, Records(happened.ProblemReopened), REASON, ("OFF", "LEAD"), (State.SOLVED, State.UNSOLVED)),
    Row("leave_unsolved", asked.LeaveUnsolved, Records(happened.ProblemLeftUnsolved), REASON, ("OFF",), (State.RAISED, State.ASSIGNED)),
    # 转为议题 任务 what it becomes, and what becomes of that
    Row("open_topic", asked.OpenTopic, domain.open_topic, schemas.OpenTopic, ("OFF", "LEAD"),
        (State.RAISED, State.ASSIGNED), extras=topic_opened),
    Row("make_task", asked.MakeTask, domain.make_task, schemas.MakeTask, ("OFF", "DISP"),
        (State.RAISED, State.ASSIGNED), extras=task_made),
    Row("follow_topic", asked.FollowTopic, domain.follow_topic, NOTHING, ("SYS",), (State.AS_TOPIC,)),
    Row("note_solved", asked.NoteSolved, domain.note_solved, NOTHING, ("SYS",), BECAME),
    Row("take_back", asked.TakeBackProblem, Records(happened.ProblemTakenBack), NOTHING, ("SYS",), BECAME),
    Row("work_on_again", asked.WorkOnProblemAgain, domain.work_on_again, NOTHING, ("SYS",), (State.SOLVED,)),
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
