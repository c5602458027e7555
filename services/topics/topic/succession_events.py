"""What can have happened to a topic because the organisation that it belongs to has ended."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TopicTakenOver:
    """It belongs to `successor` now; with a reason where somebody gave it to that one."""

    topic_id: str
    organisation: str
    successor: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TopicLeftAlone:
    """The organisation that it belongs to ended, and nobody succeeds it: it waits to be given to another one."""

    topic_id: str
    organisation: str


TopicSuccessionEvent: TypeAlias = TopicTakenOver | TopicLeftAlone
