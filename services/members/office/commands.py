"""What can be asked about an office. Another person, organisation or role is another office."""

from dataclasses import dataclass
from datetime import date

ADMINISTRATORS = ("ADM", "SEC", "AUD")
# SYS, SELF, ATT and PUB are held by nobody: they follow from the moment, the person or a code.
ROLES = (
    "MEM",
    "LIA",
    "REC",
    "CHAIR",
    "STN",
    "OFF",
    "LEAD",
    "PARTY",
    "GOV",
    "DISP",
    "HND",
    "CO",
    "SUP",
    *ADMINISTRATORS,
)


@dataclass(frozen=True, slots=True)
class GrantOffice:
    office_id: str
    person: str
    role: str
    organisation: str | None = None
    starts: date | None = None
    ends: date | None = None
    deputy: bool = False
    actor_person: str | None = None


@dataclass(frozen=True, slots=True)
class AmendOffice:
    office_id: str
    starts: date | None = None
    ends: date | None = None
    deputy: bool | None = None
    actor_person: str | None = None


@dataclass(frozen=True, slots=True)
class EndOffice:
    office_id: str
    reason: str
    actor_person: str | None = None
