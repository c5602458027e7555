"""What is allowed with offices, and what changes."""

from dataclasses import dataclass
from datetime import date

from services.members.office.commands import ADMINISTRATORS, AmendOffice, EndOffice, GrantOffice
from services.members.office.events import OfficeAmended, OfficeEnded, OfficeEvent, OfficeGranted
from services.members.office.state import Office
from services.members.rules import (
    AdministratorsExcludeOneAnother,
    HoldsThisOfficeAlready,
    NobodyDecidesOnHisOwnOffice,
    OfficeMustNotEndBeforeItStarts,
    OfficeNeedsAnOrganisation,
    OrganisationMustBeActive,
    PersonMustBeActive,
    must_lie_ahead,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A role in an organisation with its days, the last one included."""

    role: str
    starts: date
    ends: date | None
    organisation: str | None = None

    def meets(self, other: "Held") -> bool:
        """Whether both are held on some day."""
        return self.starts <= (other.ends or date.max) and other.starts <= (self.ends or date.max)


@dataclass(frozen=True, slots=True)
class Facts:
    """`held` is what the person holds besides and has not been ended; `division` the organisation's.

    `today` is the day on which it happens, `entered_on` that on which it is entered.
    """

    today: date
    entered_on: date
    person_active: bool
    organisation_active: bool
    division: str
    held: tuple[Held, ...]


def grant_office(_: None, command: GrantOffice, facts: Facts) -> list[OfficeEvent]:
    if command.actor_person == command.person:
        raise NobodyDecidesOnHisOwnOffice
    if not facts.person_active:
        raise PersonMustBeActive
    if not facts.organisation_active:
        raise OrganisationMustBeActive
    if command.organisation is None and command.role not in ADMINISTRATORS:
        raise OfficeNeedsAnOrganisation
    must_lie_ahead(command.ends, facts.entered_on)
    starts = command.starts or facts.today
    check_days(Held(command.role, starts, command.ends, command.organisation), facts.held)
    return [
        OfficeGranted(
            command.office_id,
            command.person,
            command.organisation,
            facts.division,
            command.role,
            starts,
            command.ends,
            command.deputy,
        )
    ]


def amend_office(office: Office, command: AmendOffice, facts: Facts) -> list[OfficeEvent]:
    if command.actor_person == office.person:
        raise NobodyDecidesOnHisOwnOffice
    must_lie_ahead(command.ends, facts.entered_on)
    starts, ends = command.starts or office.starts, command.ends or office.ends
    check_days(Held(office.role, starts, ends, office.organisation), facts.held)
    deputy = office.deputy if command.deputy is None else command.deputy
    return [OfficeAmended(command.office_id, starts, ends, deputy)]


def end_office(office: Office, command: EndOffice, facts: Facts) -> list[OfficeEvent]:
    if command.actor_person == office.person:
        raise NobodyDecidesOnHisOwnOffice
    return [OfficeEnded(command.office_id, command.reason)]


def check_days(wanted: Held, held: tuple[Held, ...]) -> None:
    if wanted.ends is not None and wanted.ends < wanted.starts:
        raise OfficeMustNotEndBeforeItStarts
    if any(exclude_one_another(wanted, other) for other in held):
        raise AdministratorsExcludeOneAnother
    if any(is_the_same(wanted, other) for other in held):
        raise HoldsThisOfficeAlready


def is_the_same(one: Held, other: Held) -> bool:
    return (one.role, one.organisation) == (other.role, other.organisation) and one.meets(other)


def exclude_one_another(one: Held, other: Held) -> bool:
    if one.role not in ADMINISTRATORS or other.role not in ADMINISTRATORS or one.role == other.role:
        return False
    return one.meets(other)
