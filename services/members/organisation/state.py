"""What is known of an organisation, folded from its events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.members.organisation.events import (
    OrganisationAmended,
    OrganisationCreated,
    OrganisationEnded,
    OrganisationEvent,
)


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
    successor: str | None = None


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
            return replace(organisation, state=State.ENDED, successor=event.successor)
        case _:
            assert_never(event)
