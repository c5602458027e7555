"""What can be read of a project: where its outcome stands, and by its lead."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.contract.named_file import NamedFile
from services.outcomes.project.events import ProjectFunds
from services.outcomes.project.state import Project


@dataclass(frozen=True, slots=True)
class ProgressReport:
    on: date
    text: str
    percent: int | None
    spent_yuan: int | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectShown:
    """`funds_yuan` is the sum of `funds`, `spent_yuan` what was last said to be spent of it."""

    outcome: str
    topic: str
    organisation: str
    name: str
    site: str | None
    lead: str | None
    starts: date | None
    ends: date | None
    funds: tuple[ProjectFunds, ...]
    funds_yuan: int
    spent_yuan: int
    percent: int | None
    reports: tuple[ProgressReport, ...]
    started_on: date | None
    finished_on: date | None
    result: str | None
    reason: str | None


def row(project: Project, project_id: str) -> ReadRow:
    created = project.created
    return ReadRow(
        division=created.division,
        shown=_shown(project),
        organisation=created.organisation,
        topic=created.topic_id,
        outcome=created.outcome_id,
        named=(project.lead,) if project.lead else (),
        search=f"{project.name} {project.site or ''}".strip(),
        files=tuple(NamedFile(file) for one in project.reports for file in one.files),
    )


def _shown(project: Project) -> ProjectShown:
    return ProjectShown(
        outcome=project.created.outcome_id,
        topic=project.created.topic_id,
        organisation=project.created.organisation,
        name=project.name,
        site=project.site,
        lead=project.lead,
        starts=project.starts,
        ends=project.ends,
        funds=project.funds,
        funds_yuan=project.funds_yuan,
        spent_yuan=project.spent_yuan,
        percent=project.percent,
        reports=tuple(
            ProgressReport(one.on, one.text, one.percent, one.spent_yuan, one.files) for one in project.reports
        ),
        started_on=project.started_on,
        finished_on=project.finished_on,
        result=project.result,
        reason=project.reason,
    )
