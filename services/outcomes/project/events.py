"""What can have happened to a project that carries out an outcome (项目)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Source: TypeAlias = Literal["fiscal", "collective", "residents", "enterprise", "social", "other"]


@dataclass(frozen=True, slots=True)
class ProjectFunds:
    """Money from one source; `document_number` is what granted it."""

    source: Source
    yuan: int
    document_number: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectCreated:
    """An outcome is to be carried out by it. `site` says where, `lead` which organisation has it."""

    project_id: str
    outcome_id: str
    topic_id: str
    division: str
    organisation: str
    name: str
    site: str | None
    lead: str | None
    starts: date | None
    ends: date | None
    funds: tuple[ProjectFunds, ...]


@dataclass(frozen=True, slots=True)
class ProjectAmended:
    """How it reads from now on, what was left as it is included."""

    project_id: str
    name: str
    site: str | None
    lead: str | None
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class ProjectFundsAdded:
    project_id: str
    funds: ProjectFunds


@dataclass(frozen=True, slots=True)
class ProjectStarted:
    project_id: str
    on: date


@dataclass(frozen=True, slots=True)
class ProjectReported:
    """How far it is; `spent_yuan` is counted from the beginning."""

    project_id: str
    on: date
    text: str
    percent: int | None
    spent_yuan: int | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectFinished:
    project_id: str
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class ProjectCancelled:
    project_id: str
    reason: str


ProjectEvent: TypeAlias = (
    ProjectCreated
    | ProjectAmended
    | ProjectFundsAdded
    | ProjectStarted
    | ProjectReported
    | ProjectFinished
    | ProjectCancelled
)
