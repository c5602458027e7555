"""What is allowed with organisations, and what changes."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.organisation.commands import AmendOrganisation, CreateOrganisation, EndOrganisation
from services.members.organisation.events import (
    OrganisationAmended,
    OrganisationCreated,
    OrganisationEnded,
    OrganisationEvent,
)
from services.members.rules import DivisionMustExist, ParentMustBeActive, ParentMustNotLieBelow


class State(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"


LABELS: dict[str, str] = {
    State.ACTIVE: "在用",
    State.ENDED: "已结束",
}


@dataclass(frozen=True, slots=True)
class Organisation:
    organisation_id: str
    state: State
    name: str
    kind: str
    division: str
    parent: str | None


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


def end_organisation(organisation: Organisation, command: EndOrganisation, facts: Facts) -> list[OrganisationEvent]:
    return [OrganisationEnded(command.organisation_id, command.reason)]


def check_surroundings(organisation_id: str, facts: Facts) -> None:
    if not facts.division_known:
        raise DivisionMustExist
    if not facts.parent_active:
        raise ParentMustBeActive
    if organisation_id in facts.line_above:
        raise ParentMustNotLieBelow


def evolve(organisation: Organisation | None, event: OrganisationEvent) -> Organisation:
    match event:
        case OrganisationCreated():
            return Organisation(
                event.organisation_id, State.ACTIVE, event.name, event.kind, event.division, event.parent
            )
        case OrganisationAmended():
            assert organisation is not None
            return replace(organisation, name=event.name, kind=event.kind, division=event.division, parent=event.parent)
        case OrganisationEnded():
            assert organisation is not None
            return replace(organisation, state=State.ENDED)
        case _:
            assert_never(event)
