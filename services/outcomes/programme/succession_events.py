"""What can have happened to a programme because an organisation that leads it, or something of it, has ended."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ProgrammeTakenOver:
    """`successor` is in the place of `organisation` wherever that stood; with a reason where somebody gave it to that one."""

    programme_id: str
    organisation: str
    successor: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeLeftAlone:
    """The organisation that it belongs to ended, and nobody succeeds it: it waits to be given to another one."""

    programme_id: str
    organisation: str


ProgrammeSuccessionEvent: TypeAlias = ProgrammeTakenOver | ProgrammeLeftAlone
