"""What can have happened to a task because one of those that handle it has ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class OfTask:
    """A task is of an outcome, or of an instruction (批示): then of no outcome, and of a topic only where it is public and on one."""

    task_id: str
    outcome_id: str | None
    topic_id: str | None


@dataclass(frozen=True, slots=True)
class TaskTakenOver(OfTask):
    """The lead or a co-handler ended, and its successor has its place; a lead with a return window of its own.

    `awaited` are the co-handlers whose opinions are waited for then.
    """

    organisation: str
    successor: str
    awaited: tuple[str, ...]
    return_until: datetime | None
    return_policy: str | None
    return_provisional: bool


@dataclass(frozen=True, slots=True)
class TaskLeftWithoutLead(OfTask):
    """The lead ended without a successor: the dispatching office finds another one."""

    organisation: str


@dataclass(frozen=True, slots=True)
class TaskLeftWithoutCoHandler(OfTask):
    """A co-handler ended without a successor: nobody waits for it."""

    organisation: str
    awaited: tuple[str, ...]


def in_place_of(old: str, new: str, among: tuple[str, ...], handled_by: tuple[str, ...]) -> tuple[str, ...]:
    """Whoever handles the task already takes no second place in it."""
    return without(among, old) if new in handled_by else tuple(new if one == old else one for one in among)


def without(among: tuple[str, ...], organisation: str) -> tuple[str, ...]:
    return tuple(one for one in among if one != organisation)


SuccessionEvent: TypeAlias = TaskTakenOver | TaskLeftWithoutLead | TaskLeftWithoutCoHandler
