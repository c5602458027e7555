"""Who may do what with an office, from which state."""

from infra.kernel.clock import day_in_china
from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.members.known import division_of, organisation_active, person_active
from services.members.office.commands import AmendOffice, EndOffice, GrantOffice
from services.members.office.domain import LABELS, Facts, Held, Office, amend_office, end_office, evolve, grant_office
from services.members.office.events import OfficeAmended, OfficeEnded, OfficeGranted
from services.members.office.projections import HeldOffice, row
from services.members.office.schemas import Amend, Create, End
from services.members.rules import RuleBroken


def place(office: Office, office_id: str) -> Place:
    return Place(division=office.division, council=office.organisation)


def place_of_new(command: GrantOffice, facts: Facts) -> Place:
    return Place(division=facts.division, council=command.organisation)


def facts(reader: Reader, office: Office | None, command: GrantOffice | AmendOffice | EndOffice) -> Facts:
    if isinstance(command, GrantOffice):
        person, organisation = command.person, command.organisation
    else:
        assert office is not None
        person, organisation = office.person, office.organisation
    return Facts(
        today=day_in_china(reader.now),
        entered_on=day_in_china(reader.recorded_at),
        person_active=person_active(reader, person),
        organisation_active=organisation_active(reader, organisation),
        division=division_of(reader, organisation),
        held=held_by(reader, person),
    )


def held_by(reader: Reader, person: str) -> tuple[Held, ...]:
    return tuple(
        Held(office.role, office.starts, office.ends)
        for office in reader.shown(HeldOffice, "offices")
        if office.person == person and office.state == "active"
    )


OFFICE = Lifecycle(
    name="office",
    collection="offices",
    label="职务",
    id_field="office_id",
    events=(EventType(OfficeGranted), EventType(OfficeAmended), EventType(OfficeEnded)),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition("create", GrantOffice, grant_office, Create, by=("SEC",)),
    transitions=(
        Transition("amend", AmendOffice, amend_office, Amend, by=("SEC",), from_states=("active",)),
        Transition("end", EndOffice, end_office, End, by=("SEC",), from_states=("active",)),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
)
