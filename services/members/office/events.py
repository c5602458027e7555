"""What can have happened to an office."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class OfficeGranted:
    """A person speaks for an organisation in a role, from a day on. An administrator's office is in no organisation.

    `division` is the organisation's when the office was granted, "" where there is none.
    """

    office_id: str
    person: str
    organisation: str | None
    division: str
    role: str
    starts: date
    ends: date | None
    deputy: bool


@dataclass(frozen=True, slots=True)
class OfficeAmended:
    """How the office reads from now on, the unchanged fields included."""

    office_id: str
    starts: date
    ends: date | None
    deputy: bool


@dataclass(frozen=True, slots=True)
class OfficeEnded:
    """The person no longer holds the office."""

    office_id: str
    reason: str


OfficeEvent: TypeAlias = OfficeGranted | OfficeAmended | OfficeEnded
