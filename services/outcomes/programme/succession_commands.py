"""What can be asked of a programme of which a leading organisation has ended."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeOverProgramme:
    programme_id: str
    organisation: str
    successor: str


@dataclass(frozen=True, slots=True)
class NoteProgrammeLeftAlone:
    programme_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class HandOverProgramme:
    programme_id: str
    organisation: str
    reason: str
