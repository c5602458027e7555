"""What can be asked of a project."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.outcomes.project.events import ProjectFunds, Source


@dataclass(frozen=True, slots=True)
class CreateProject:
    project_id: str
    outcome: str
    name: str
    site: str | None = None
    lead: str | None = None
    starts: date | None = None
    ends: date | None = None
    funds: tuple[ProjectFunds, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendProject:
    """What is not said stays as it is."""

    project_id: str
    name: str | None = None
    site: str | None = None
    lead: str | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class AddProjectFunds:
    project_id: str
    source: Source
    yuan: int
    document_number: str | None = None


@dataclass(frozen=True, slots=True)
class StartProject:
    project_id: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ReportOnProject:
    project_id: str
    text: str
    on: date | None = None
    percent: int | None = None
    spent_yuan: int | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FinishProject:
    project_id: str
    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CancelProject:
    project_id: str
    reason: str


ProjectCommand: TypeAlias = (
    CreateProject | AmendProject | AddProjectFunds | StartProject | ReportOnProject | FinishProject | CancelProject
)
