"""What can have happened to an option that a meeting compares with others."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class OptionProposed:
    """One way of solving the matter was put forward (提出方案)."""

    meeting_id: str
    option_id: str
    topic_id: str
    number: int
    title: str
    text: str | None
    pros: tuple[str, ...]
    cons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionWeighed:
    """What speaks for it and against it, and who supports it (比选); a later weighing takes its place."""

    meeting_id: str
    option_id: str
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    supporters: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionChosen:
    """The meeting found it the best, and put it into a consensus item (选定)."""

    meeting_id: str
    option_id: str
    topic_id: str
    item: str
    explanation: str | None


@dataclass(frozen=True, slots=True)
class OptionDropped:
    """It was given up, and why (放弃)."""

    meeting_id: str
    option_id: str
    reason: str


OptionEvent: TypeAlias = OptionProposed | OptionWeighed | OptionChosen | OptionDropped
