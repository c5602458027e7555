"""What can have happened to a brief because the organisation that it belongs to has ended."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class BriefTakenOver:
    """It belongs to `successor` now; with a reason where somebody gave it to that one."""

    brief_id: str
    organisation: str
    successor: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class BriefLeftAlone:
    """The organisation that it belongs to ended, and nobody succeeds it: it waits to be given to another one."""

    brief_id: str
    organisation: str


BriefSuccessionEvent: TypeAlias = BriefTakenOver | BriefLeftAlone
