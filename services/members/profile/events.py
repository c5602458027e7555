"""What can have happened to a profile (履职条件): where a member lives and works and what he is good at, or what a station is for."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ProfileCreated:
    """Of a person who is a member, or of an organisation. Where he lives and works is encrypted with his key."""

    profile_id: str
    division: str
    person: str | None
    organisation: str | None
    residence: str | None
    workplace: str | None
    expertise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileAmended:
    """As it reads from now on, what was left as it was included."""

    profile_id: str
    residence: str | None
    workplace: str | None
    expertise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileEnded:
    profile_id: str
    reason: str


ProfileEvent: TypeAlias = ProfileCreated | ProfileAmended | ProfileEnded
