"""What is said of a task: a co-handler's opinion, the lead's reply, how a resident rates it."""

from dataclasses import dataclass

from services.outcomes.task.commands import TaskEffect


@dataclass(frozen=True)
class Opinion:
    organisation: str
    text: str


@dataclass(frozen=True)
class Reply:
    class_code: str
    text: str
    contact_record: str
    effects: tuple[TaskEffect, ...]
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rating:
    """One rating; `reason` is what the dissatisfied said."""

    rating: str
    comment: str | None
    reason: str | None = None
