"""What can be asked about a person's record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CreatePerson:
    person_id: str
    name: str
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class AmendPerson:
    person_id: str
    name: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class EndPerson:
    person_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    person_id: str
    reason: str
