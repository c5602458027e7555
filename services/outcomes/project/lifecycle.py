"""The project: who may do what, from which state; row for row as in the table of our own."""

from infra.kernel.contract.codec import events_of
from infra.kernel.contract.following import Refusals
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records, Row
from infra.kernel.contract.wire import REASON
from infra.kernel.lookups.following import followed
from services.outcomes.project import commands as asked
from services.outcomes.project import domain, schemas
from services.outcomes.project import events as happened
from services.outcomes.project.circumstances import facts, place, place_of_new
from services.outcomes.project.events import ProjectEvent
from services.outcomes.project.projections import row
from services.outcomes.project.state import LABELS, State, evolve
from services.outcomes.rules import OutcomesRuleBroken
from services.outcomes.succession_rules import NoLongerNamed, OrganisationHasNotEnded

OPEN = (State.PLANNED, State.RUNNING)

# fmt: off
TABLE = (
    Row("create", asked.CreateProject, domain.create_project, schemas.Create, ("CHAIR", "LIA", "OFF", "DISP")),
    Row("amend", asked.AmendProject, domain.amend_project, schemas.Amend, ("CHAIR", "LIA", "OFF", "DISP"), OPEN),
    Row("add_funds", asked.AddProjectFunds, domain.add_funds, schemas.AddFunds, ("OFF", "DISP", "CHAIR"), OPEN),
    Row("start", asked.StartProject, domain.start_project, schemas.Start, ("CHAIR", "LIA", "OFF", "DISP", "HND"), (State.PLANNED,)),
    Row("report", asked.ReportOnProject, domain.report_on_project, schemas.Report, ("CHAIR", "LIA", "OFF", "DISP", "HND"),
        (State.RUNNING,)),
    Row("finish", asked.FinishProject, domain.finish_project, schemas.Finish, ("CHAIR", "OFF", "DISP", "HND"), (State.RUNNING,)),
    Row("cancel", asked.CancelProject, Records(happened.ProjectCancelled), REASON, ("CHAIR", "OFF", "DISP"), OPEN),
)
# fmt: on

PROJECT = followed(
    Lifecycle(
        name="project",
        collection="projects",
        label="项目",
        id_field="project_id",
        events=events_of(ProjectEvent),
        evolve=evolve,
        state_labels=LABELS,
        table=TABLE,
        place=place,
        place_of_new=place_of_new,
        facts=facts,
        row=row,
        rule_broken=OutcomesRuleBroken,
        names_its_lead=True,
    ),
    names={"organisation": "created.organisation", "lead": "lead"},
    open_in=OPEN,
    refusals=Refusals(NoLongerNamed, OrganisationHasNotEnded),
    found_by="name",
)
