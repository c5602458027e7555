"""What is allowed with organisations, and what changes."""

from dataclasses import dataclass

from services.members.organisation.commands import (
    MAY_SUCCEED,
    AmendOrganisation,
    CreateOrganisation,
    EndOrganisation,
)
from services.members.organisation.events import (
    OrganisationAmended,
    OrganisationCreated,
    OrganisationEnded,
    OrganisationEvent,
)
from services.members.organisation.state import Organisation
from services.members.rules import (
    DivisionMustExist,
    NobodySucceedsHimself,
    ParentMustBeActive,
    ParentMustNotLieBelow,
    SuccessorMustBeActive,
    SuccessorMustBeOfItsKind,
)


@dataclass(frozen=True, slots=True)
class SeenSuccessor:
    """As the row of the organisation that is to take over has it."""

    id: str
    state: str
    kind: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`line_above` is the parent asked for and everything above it, nearest first."""

    division_known: bool = True
    parent_active: bool = True
    line_above: tuple[str, ...] = ()
    successor: SeenSuccessor | None = None


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


def end_organisation(organisation: Organisation, command: EndOrganisation, facts: Facts) -> list[OrganisationEvent]:
    if command.successor is not None:
        check_successor(organisation, command.successor, facts.successor)
    return [OrganisationEnded(command.organisation_id, command.reason, command.successor)]


def check_successor(organisation: Organisation, named: str, successor: SeenSuccessor | None) -> None:
    if named == organisation.organisation_id:
        raise NobodySucceedsHimself
    if successor is None or successor.state != "active":
        raise SuccessorMustBeActive
    if not any({organisation.kind, successor.kind} <= set(kinds) for kinds in MAY_SUCCEED):
        raise SuccessorMustBeOfItsKind


def check_surroundings(organisation_id: str, facts: Facts) -> None:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.parent_active:
        raise ParentMustBeActive
    if organisation_id in facts.line_above:
        raise ParentMustNotLieBelow
