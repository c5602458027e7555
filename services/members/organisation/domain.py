"""What is allowed with organisations, and what changes."""

from dataclasses import dataclass

from services.members.organisation.commands import AmendOrganisation, CreateOrganisation
from services.members.organisation.events import (
    OrganisationAmended,
    OrganisationCreated,
    OrganisationEvent,
)
from services.members.organisation.state import Organisation
from services.members.rules import DivisionMustExist, ParentMustBeActive, ParentMustNotLieBelow


@dataclass(frozen=True, slots=True)
class Facts:
    """`line_above` is the parent asked for and everything above it, nearest first."""

    division_known: bool = True
    parent_active: bool = True
    line_above: tuple[str, ...] = ()


def create_organisation(_: None, command: CreateOrganisation, facts: Facts) -> list[OrganisationEvent]:
    check_surroundings(command.organisation_id, facts)
    return [OrganisationCreated(command.organisation_id, command.name, command.kind, command.division, command.parent)]


def amend_organisation(organisation: Organisation, command: AmendOrganisation, facts: Facts) -> list[OrganisationEvent]:
    check_surroundings(command.organisation_id, facts)
    return [
        OrganisationAmended(
            command.organisation_id,
            command.name or organisation.name,
            command.kind or organisation.kind,
            command.division or organisation.division,
            command.parent or organisation.parent,
        )
    ]


def check_surroundings(organisation_id: str, facts: Facts) -> None:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.parent_active:
        raise ParentMustBeActive
    if organisation_id in facts.line_above:
        raise ParentMustNotLieBelow
