"""What is allowed with a project, and what follows."""

from dataclasses import dataclass
from datetime import date

from services.outcomes import project_rules as rules
from services.outcomes.project import commands as asked
from services.outcomes.project.events import (
    ProjectAmended,
    ProjectCreated,
    ProjectEvent,
    ProjectFinished,
    ProjectFunds,
    ProjectFundsAdded,
    ProjectReported,
    ProjectStarted,
)
from services.outcomes.project.state import Project
from services.outcomes.rules import must_lie_ahead

BEFORE_APPROVAL = ("drafted", "under_review", "returned")
NEVER = ("not_adopted", "converted")


@dataclass(frozen=True, slots=True)
class Carried:
    """The outcome that the project carries out."""

    state: str
    topic: str
    division: str
    organisation: str


@dataclass(frozen=True)
class Facts:
    """`outcome` is known to creating and starting."""

    today: date
    entered_on: date
    outcome: Carried | None = None


def create_project(nothing: None, command: asked.CreateProject, facts: Facts) -> list[ProjectEvent]:
    assert facts.outcome is not None
    if facts.outcome.state in NEVER:
        raise rules.OutcomeCarriesNoProject
    _in_order(command.starts, command.ends)
    must_lie_ahead(command.ends, facts.entered_on)
    return [
        ProjectCreated(
            project_id=command.project_id,
            outcome_id=command.outcome,
            topic_id=facts.outcome.topic,
            division=facts.outcome.division,
            organisation=facts.outcome.organisation,
            name=command.name,
            site=command.site,
            lead=command.lead,
            starts=command.starts,
            ends=command.ends,
            funds=command.funds,
        )
    ]


def amend_project(project: Project, command: asked.AmendProject, facts: Facts) -> list[ProjectEvent]:
    amended = ProjectAmended(
        project_id=command.project_id,
        name=command.name or project.name,
        site=command.site or project.site,
        lead=command.lead or project.lead,
        starts=command.starts or project.starts,
        ends=command.ends or project.ends,
    )
    _in_order(amended.starts, amended.ends)
    must_lie_ahead(command.ends, facts.entered_on)
    before = (project.name, project.site, project.lead, project.starts, project.ends)
    if (amended.name, amended.site, amended.lead, amended.starts, amended.ends) == before:
        raise rules.NothingOfTheProjectChanges
    return [amended]


def add_funds(project: Project, command: asked.AddProjectFunds, facts: Facts) -> list[ProjectEvent]:
    funds = ProjectFunds(command.source, command.yuan, command.document_number)
    return [ProjectFundsAdded(command.project_id, funds)]


def start_project(project: Project, command: asked.StartProject, facts: Facts) -> list[ProjectEvent]:
    assert facts.outcome is not None
    if facts.outcome.state in NEVER:
        raise rules.OutcomeCarriesNoProject
    if facts.outcome.state in BEFORE_APPROVAL:
        raise rules.OutcomeMustBeApprovedFirst
    return [ProjectStarted(command.project_id, _has_come(command.on, facts))]


def report_on_project(project: Project, command: asked.ReportOnProject, facts: Facts) -> list[ProjectEvent]:
    on, spent = _has_come(command.on, facts), command.spent_yuan
    if spent is not None and spent > project.funds_yuan:
        raise rules.MoreSpentThanThereIs
    if spent is not None and spent < project.spent_yuan:
        raise rules.LessSpentThanBefore
    return [ProjectReported(command.project_id, on, command.text, command.percent, spent, command.files)]


def finish_project(project: Project, command: asked.FinishProject, facts: Facts) -> list[ProjectEvent]:
    on = _has_come(command.on, facts)
    if project.started_on is not None and on < project.started_on:
        raise rules.ProjectEndsAfterItStarts
    return [ProjectFinished(command.project_id, on, command.text)]


def _has_come(day: date | None, facts: Facts) -> date:
    """Today where no day is said."""
    if day is not None and day > facts.today:
        raise rules.ThatDayMustHaveCome(day.isoformat())
    return day or facts.today


def _in_order(starts: date | None, ends: date | None) -> None:
    if starts is not None and ends is not None and ends < starts:
        raise rules.ProjectEndsAfterItStarts
