"""What is allowed with organisations, and what changes."""

from dataclasses import dataclass

from services.members.body_rules import BodiesBelowWantAnotherKind, BodyLiesBelowAnother, ParentMustBeAroundIt
from services.members.organisation.commands import (
    LIES_BELOW,
    MAY_LIE_ALONE,
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
class SeenAbove:
    """The organisation that it is to lie below, as its row has it."""

    kind: str
    division: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`line_above` is the parent asked for and everything above it, nearest first.

    `above` is the organisation that it lies below once this is done; `kinds_below` are those of the active ones below it.
    """

    division_known: bool = True
    parent_active: bool = True
    line_above: tuple[str, ...] = ()
    successor: SeenSuccessor | None = None
    above: SeenAbove | None = None
    kinds_below: tuple[str, ...] = ()


def create_organisation(_: None, command: CreateOrganisation, facts: Facts) -> list[OrganisationEvent]:
    check_surroundings(command.organisation_id, facts)
    check_above(command.kind, command.division, facts.above)
    return [OrganisationCreated(command.organisation_id, command.name, command.kind, command.division, command.parent)]


def amend_organisation(organisation: Organisation, command: AmendOrganisation, facts: Facts) -> list[OrganisationEvent]:
    check_surroundings(command.organisation_id, facts)
    kind, division = command.kind or organisation.kind, command.division or organisation.division
    parent = command.parent or organisation.parent
    if (kind, division, parent) != (organisation.kind, organisation.division, organisation.parent):
        check_above(kind, division, facts.above)
        check_below(kind, facts.kinds_below)
    return [OrganisationAmended(command.organisation_id, command.name or organisation.name, kind, division, parent)]


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


def check_above(kind: str, division: str, above: SeenAbove | None) -> None:
    """Only of kinds of which the reports say where they lie; what the others lie below was never asked."""
    if kind not in LIES_BELOW or (above is None and kind in MAY_LIE_ALONE):
        return
    if above is None or above.kind not in LIES_BELOW[kind]:
        raise BodyLiesBelowAnother(f"{kind}: {', '.join(LIES_BELOW[kind])}")
    if not division.startswith(above.division):
        raise ParentMustBeAroundIt


def check_below(kind: str, kinds_below: tuple[str, ...]) -> None:
    for below in kinds_below:
        if kind not in LIES_BELOW.get(below, (kind,)):
            raise BodiesBelowWantAnotherKind(f"{below}: {', '.join(LIES_BELOW[below])}")
