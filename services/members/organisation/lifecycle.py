"""Who may do what with an organisation, from which state."""

from infra.kernel.codec import EventType
from infra.kernel.lifecycle import Lifecycle, Reader, Transition
from infra.kernel.places import Place
from services.members.known import division_known, organisation_active
from services.members.organisation.commands import AmendOrganisation, CreateOrganisation, EndOrganisation
from services.members.organisation.domain import (
    LABELS,
    Facts,
    Organisation,
    amend_organisation,
    create_organisation,
    end_organisation,
    evolve,
)
from services.members.organisation.events import OrganisationAmended, OrganisationCreated, OrganisationEnded
from services.members.organisation.projections import OrganisationShown, row
from services.members.organisation.schemas import Amend, Create, End
from services.members.rules import RuleBroken


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


ORGANISATION = Lifecycle(
    name="organisation",
    collection="organisations",
    label="组织机构",
    id_field="organisation_id",
    events=(EventType(OrganisationCreated), EventType(OrganisationAmended), EventType(OrganisationEnded)),
    evolve=evolve,
    state_labels=LABELS,
    creation=Transition("create", CreateOrganisation, create_organisation, Create, by=("ADM",)),
    transitions=(
        Transition("amend", AmendOrganisation, amend_organisation, Amend, by=("ADM",), from_states=("active",)),
        Transition("end", EndOrganisation, end_organisation, End, by=("ADM",), from_states=("active",)),
    ),
    place=place,
    place_of_new=place_of_new,
    facts=facts,
    row=row,
    rule_broken=RuleBroken,
)
