"""What can have happened to an organisation."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class OrganisationCreated:
    """A council, station, Party organisation, department or office is known from now on."""

    organisation_id: str
    name: str
    kind: str
    division: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class OrganisationAmended:
    """How the organisation reads from now on, the unchanged fields included."""

    organisation_id: str
    name: str
    kind: str
    division: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class OrganisationEnded:
    """The organisation was dissolved or merged; what it did stays on record. Before version 2 no successor was told."""

    organisation_id: str
    reason: str
    successor: str | None


OrganisationEvent: TypeAlias = OrganisationCreated | OrganisationAmended | OrganisationEnded
