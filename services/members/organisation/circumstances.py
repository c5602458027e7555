"""The circumstances of a command: where an organisation stands, what else matters."""

from dataclasses import dataclass

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Reader
from services.members.division.circumstances import division_known
from services.members.organisation.commands import AmendOrganisation, CreateOrganisation, EndOrganisation
from services.members.organisation.domain import Facts
from services.members.organisation.projections import OrganisationShown
from services.members.organisation.state import Organisation


def place(organisation: Organisation, organisation_id: str) -> Place:
    return Place(division=organisation.division, council=organisation_id)


def place_of_new(reader: Reader, organisation: None, command: CreateOrganisation) -> Place:
    return Place(division=command.division, council=command.organisation_id)


def facts(
    reader: Reader,
    organisation: Organisation | None,
    command: CreateOrganisation | AmendOrganisation | EndOrganisation,
) -> Facts:
    if isinstance(command, EndOrganisation):
        return Facts()
    return Facts(
        division_known=division_known(reader, command.division),
        parent_active=organisation_active(reader, command.parent),
        line_above=line_above(reader, command.parent),
    )


def line_above(reader: Reader, parent: str | None) -> tuple[str, ...]:
    line: list[str] = []
    # Two amendments at the same time could close a circle: never walk it twice.
    while parent is not None and parent not in line:
        line.append(parent)
        above = reader.one(OrganisationShown, "organisations", parent)
        parent = above.parent if above else None
    return tuple(line)


@dataclass(frozen=True, slots=True)
class Standing:
    """What any record shows of itself besides its own fields."""

    state: str
    division: str


def organisation_active(reader: Reader, organisation_id: str | None) -> bool:
    return organisation_id is None or _active(reader.one(Standing, "organisations", organisation_id))


def division_of(reader: Reader, organisation_id: str | None) -> str:
    """The organisation's division; "" for no organisation or an unknown one."""
    organisation = reader.one(Standing, "organisations", organisation_id) if organisation_id else None
    return organisation.division if organisation else ""


def _active(standing: Standing | None) -> bool:
    return standing is not None and standing.state == "active"
