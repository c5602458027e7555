"""A project as its events left it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from services.outcomes.project import events as happened
from services.outcomes.project.events import ProjectCreated, ProjectEvent, ProjectFunds, ProjectReported


class State(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


LABELS: dict[str, str] = {
    State.PLANNED: "拟建",
    State.RUNNING: "实施中",
    State.DONE: "已完成",
    State.CANCELLED: "已取消",
}


@dataclass(frozen=True)
class Project:
    project_id: str
    state: State
    created: ProjectCreated
    name: str
    site: str | None
    lead: str | None
    starts: date | None
    ends: date | None
    funds: tuple[ProjectFunds, ...]
    reports: tuple[ProjectReported, ...] = ()
    started_on: date | None = None
    finished_on: date | None = None
    result: str | None = None
    reason: str | None = None

    @property
    def funds_yuan(self) -> int:
        return sum(one.yuan for one in self.funds)

    @property
    def spent_yuan(self) -> int:
        return max((one.spent_yuan for one in self.reports if one.spent_yuan is not None), default=0)

    @property
    def percent(self) -> int | None:
        """The last that was said."""
        return next((one.percent for one in reversed(self.reports) if one.percent is not None), None)


def evolve(project: Project | None, event: ProjectEvent) -> Project:
    if isinstance(event, ProjectCreated):
        return _created(event)
    assert project is not None
    match event:
        case happened.ProjectAmended():
            return replace(
                project, name=event.name, site=event.site, lead=event.lead, starts=event.starts, ends=event.ends
            )
        case happened.ProjectFundsAdded(funds=funds):
            return replace(project, funds=(*project.funds, funds))
        case happened.ProjectStarted(on=on):
            return replace(project, state=State.RUNNING, started_on=on)
        case happened.ProjectReported():
            return replace(project, reports=(*project.reports, event))
        case happened.ProjectFinished(on=on, text=text):
            return replace(project, state=State.DONE, finished_on=on, result=text)
        case happened.ProjectCancelled(reason=reason):
            return replace(project, state=State.CANCELLED, reason=reason)
        case _:
            assert_never(event)


def _created(event: ProjectCreated) -> Project:
    return Project(
        event.project_id,
        State.PLANNED,
        event,
        event.name,
        event.site,
        event.lead,
        event.starts,
        event.ends,
        event.funds,
    )
