"""What can be asked about an organisation."""

from dataclasses import dataclass

KINDS = (
    "council",
    "board",
    "station",
    "liaison_group",
    "cppcc_office",
    "committee",
    "party",
    "government",
    "department",
    "dispatch_office",
    "supervising_office",
)


@dataclass(frozen=True, slots=True)
class CreateOrganisation:
    organisation_id: str
    name: str
    kind: str
    division: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class AmendOrganisation:
    organisation_id: str
    name: str | None = None
    kind: str | None = None
    division: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class EndOrganisation:
    organisation_id: str
    reason: str
