"""What can have happened to the destruction of a person's words (销毁): the key goes, and with it every word, for good."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class DestructionRequested:
    """An administrator asked that this person's key be destroyed, on a ground that the law knows."""

    destruction_id: str
    person: str
    ground: str
    reason: str
    requested_by: str | None
    requested_as: str


@dataclass(frozen=True, slots=True)
class DestructionApproved:
    """A second administrator agreed; that the person is forgotten is recorded with it."""

    destruction_id: str
    person: str
    ground: str


@dataclass(frozen=True, slots=True)
class DestructionRefused:
    """It was refused or withdrawn; the key is kept."""

    destruction_id: str
    reason: str


DestructionEvent: TypeAlias = DestructionRequested | DestructionApproved | DestructionRefused
