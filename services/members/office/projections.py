"""What can be read of an office."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.office.state import Office


@dataclass(frozen=True, slots=True)
class OfficeShown:
    person: str
    organisation: str | None
    role: str
    starts: date
    ends: date | None
    deputy: bool


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office as the next decision on its holder sees it."""

    id: str
    state: str
    person: str
    organisation: str | None
    role: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class FollowedOffice:
    """An office as a seat that follows it sees it."""

    id: str
    state: str
    person: str
    organisation: str | None
    role: str
    starts: date
    ends: date | None
    deputy: bool


def row(office: Office, office_id: str) -> ReadRow:
    return ReadRow(
        division=office.division,
        shown=OfficeShown(office.person, office.organisation, office.role, office.starts, office.ends, office.deputy),
        organisation=office.organisation,
        audience="security",
        named=(office.person, office.organisation) if office.organisation else (office.person,),
    )
