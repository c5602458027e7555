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
MAY_SUCCEED = (
    ("council", "board", "station", "liaison_group"),
    ("cppcc_office", "committee"),
    ("party",),
    ("government", "department", "dispatch_office", "supervising_office"),
)
"""Kinds that may take over one another's business: what one of them holds, the others can hold."""


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
    """Who takes over its business, or that nobody does."""

    organisation_id: str
    reason: str
    successor: str | None = None
    no_successor: bool = False
