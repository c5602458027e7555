"""What can have happened to a person's record. Names and contacts are encrypted with the person's own key."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PersonCreated:
    """A person is known from now on: a member, an official, a resident who takes part."""

    person_id: str
    name: str
    contact: str | None


@dataclass(frozen=True, slots=True)
class PersonAmended:
    """How the person's record reads from now on, the unchanged fields included."""

    person_id: str
    name: str
    contact: str | None


@dataclass(frozen=True, slots=True)
class PersonEnded:
    """The person takes no further part; the record stays."""

    person_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PersonForgotten:
    """The person's key was destroyed: name, contact and all words under that key are unreadable from now on."""

    person_id: str
    reason: str


PersonEvent: TypeAlias = PersonCreated | PersonAmended | PersonEnded | PersonForgotten
