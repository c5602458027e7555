"""Who may do what with a target, from which state. It waits for what is built or done, not for a command."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import NOTHING, REASON
from infra.kernel.lookups.following import followed
from services.members.rules import MembersRuleBroken
from services.members.succession_rules import NoLongerNamed, OrganisationHasNotEnded
from services.members.target import commands as asked
from services.members.target import domain, schemas
from services.members.target import events as happened
from services.members.target.circumstances import facts, place, place_of_new
from services.members.target.events import TargetEvent
from services.members.target.projections import row
from services.members.target.state import LABELS, State, due, evolve

# fmt: off
TABLE = (
    Row("create", asked.SetTarget, domain.set_target, schemas.Create, ("OFF",)),
    Row("exclude", asked.ExcludeUnit, domain.exclude_unit, schemas.Exclude, ("OFF",), (State.SET,), leads_on=False),
    Row("include", asked.IncludeUnit, domain.include_unit, schemas.Include, ("OFF",), (State.SET,), leads_on=False),
    Row("report", asked.ReportOnTarget, domain.report_on_target, schemas.Report, ("OFF", "CHAIR", "LIA"), (State.SET,), leads_on=False),
    Row("measure", asked.MeasureTarget, domain.measure_target, NOTHING, ("SYS",), (State.SET,)),
    Row("judge", asked.JudgeTarget, domain.judge_target, NOTHING, ("SYS",), (State.SET,)),
    Row("drop", asked.DropTarget, Records(happened.TargetDropped), REASON, ("OFF",), (State.SET,), leads_on=False),
)
# fmt: on

TARGET = followed(
    Lifecycle(
        name="target",
        collection="targets",
        label="目标任务",
        id_field="target_id",
        events=events_of(TargetEvent),
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
    names={"organisation": "set.organisation"},
    open_in=(State.SET,),
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
)
