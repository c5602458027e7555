"""What can have happened to a sealing of a person's words (封存): nobody reads them, and the key is kept."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class SealingRequested:
    """An administrator asked that nobody read this person's words, on a ground that the law knows."""

    sealing_id: str
    person: str
    ground: str
    reason: str
    requested_by: str | None
    requested_as: str


@dataclass(frozen=True, slots=True)
class SealingApproved:
    """A second administrator agreed: the words are sealed from now on, in every service."""

    sealing_id: str
    person: str


@dataclass(frozen=True, slots=True)
class SealingRefused:
    """It was refused or withdrawn; nothing was sealed."""

    sealing_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SealLiftingRequested:
    """An administrator asked that the words be readable again; they stay sealed until a second one agrees."""

    sealing_id: str
    reason: str
    requested_by: str | None
    requested_as: str


@dataclass(frozen=True, slots=True)
class SealLifted:
    """A second administrator agreed: the words are read again."""

    sealing_id: str
    person: str


@dataclass(frozen=True, slots=True)
class SealLiftingRefused:
    """The words stay sealed."""

    sealing_id: str
    reason: str


SealingEvent: TypeAlias = (
    SealingRequested | SealingApproved | SealingRefused | SealLiftingRequested | SealLifted | SealLiftingRefused
)
