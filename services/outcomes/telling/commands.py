"""What can be asked of a telling."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class MakeTelling:
    """The telling of an outcome makes them, several in one decision."""

    telling_id: str
    outcome_id: str
    topic_id: str
    division: str
    organisation: str
    number: int
    capacity: str
    way: str
    reader: str
    codes: tuple[str, ...]
    about: str
    text: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class AcknowledgeTelling:
    telling_id: str


TellingCommand: TypeAlias = MakeTelling | AcknowledgeTelling
