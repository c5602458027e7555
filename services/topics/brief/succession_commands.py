"""What can be asked of a brief whose organisation has ended."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeOverBrief:
    brief_id: str
    organisation: str
    successor: str


@dataclass(frozen=True, slots=True)
class NoteBriefLeftAlone:
    brief_id: str
    organisation: str


@dataclass(frozen=True, slots=True)
class HandOverBrief:
    brief_id: str
    organisation: str
    reason: str
