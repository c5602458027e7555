"""The circumstances of a command: where a project stands, its outcome, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import files_named, handler_named
from services.outcomes.outcome.circumstances import outcome_named
from services.outcomes.project import commands
from services.outcomes.project.domain import Carried, Facts
from services.outcomes.project.state import Project


def place(project: Project, project_id: str) -> Place:
    created = project.created
    return Place(created.division, council=created.organisation, leads=(project.lead,) if project.lead else ())


def place_of_new(lookups: Lookups, project: None, command: commands.CreateProject) -> Place:
    """It stands where its outcome does."""
    outcome = outcome_named(lookups, "outcome", command.outcome)
    return Place(outcome.division, council=outcome.organisation)


def facts(lookups: Lookups, project: Project | None, command: commands.ProjectCommand) -> Facts:
    days = day_in_china(lookups.now), day_in_china(lookups.recorded_at)
    match command:
        case commands.CreateProject():
            carried = _carried(lookups, command.outcome)
            _check_lead(lookups, command.lead, carried.division)
            return Facts(*days, carried)
        case commands.AmendProject() if project is not None:
            _check_lead(lookups, command.lead if command.lead != project.lead else None, project.created.division)
            return Facts(*days)
        case commands.StartProject() if project is not None:
            return Facts(*days, _carried(lookups, project.created.outcome_id))
        case commands.ReportOnProject() if project is not None:
            files_named(lookups, command.files, tuple(file for one in project.reports for file in one.files))
            return Facts(*days)
        case _:
            return Facts(*days)


def _check_lead(lookups: Lookups, lead: str | None, division: str) -> None:
    if lead is not None:
        handler_named(lookups, "lead", lead, division)


def _carried(lookups: Lookups, outcome_id: str) -> Carried:
    found = outcome_named(lookups, "outcome", outcome_id)
    return Carried(found.state, found.topic, found.division, found.organisation)
