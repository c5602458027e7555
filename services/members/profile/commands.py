"""What can be asked of a profile."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CreateProfile:
    """Of either a person or an organisation."""

    profile_id: str
    division: str
    expertise: Sequence[str] = ()
    person: str | None = None
    organisation: str | None = None
    residence: str | None = None
    workplace: str | None = None


@dataclass(frozen=True, slots=True)
class AmendProfile:
    profile_id: str
    residence: str | None = None
    workplace: str | None = None
    expertise: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class EndProfile:
    profile_id: str
    reason: str
