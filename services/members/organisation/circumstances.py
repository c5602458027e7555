"""The circumstances of a command: where an organisation stands, what else matters."""

from dataclasses import dataclass

from infra.kernel.access.places import Place
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import must_be_around
from services.members.division.circumstances import division_known
from services.members.organisation.commands import AmendOrganisation, CreateOrganisation, EndOrganisation
from services.members.organisation.domain import Facts, SeenAbove, SeenSuccessor
from services.members.organisation.state import Organisation


def place(organisation: Organisation, organisation_id: str) -> Place:
    return Place(division=organisation.division, council=organisation_id)


def place_of_new(lookups: Lookups, organisation: None, command: CreateOrganisation) -> Place:
    return Place(division=command.division, council=command.organisation_id)


def facts(
    lookups: Lookups,
    organisation: Organisation | None,
    command: CreateOrganisation | AmendOrganisation | EndOrganisation,
) -> Facts:
    if isinstance(command, EndOrganisation):
        # Pinned: of two that end in favour of one another at once, the second is refused.
        wanted = command.successor
        return Facts(successor=lookups.pinned(SeenSuccessor, "organisations", wanted) if wanted else None)
    return Facts(
        division_known=division_known(lookups, command.division),
        parent_active=organisation_active(lookups, command.parent),
        line_above=line_above(lookups, command.parent),
        above=above(lookups, organisation, command),
        kinds_below=kinds_below(lookups, organisation, command),
    )


def above(
    lookups: Lookups, organisation: Organisation | None, command: CreateOrganisation | AmendOrganisation
) -> SeenAbove | None:
    parent = command.parent or (organisation.parent if organisation else None)
    return lookups.one(SeenAbove, "organisations", parent) if parent else None


def kinds_below(
    lookups: Lookups, organisation: Organisation | None, command: CreateOrganisation | AmendOrganisation
) -> tuple[str, ...]:
    """Asked for only where its own kind is to change."""
    if organisation is None or command.kind in (None, organisation.kind):
        return ()
    everywhere = lookups.shown(SeenBelow, "organisations")
    return tuple(one.kind for one in everywhere if one.parent == organisation.organisation_id and one.state == "active")


def line_above(lookups: Lookups, parent: str | None) -> tuple[str, ...]:
    line: list[str] = []
    # Two amendments at the same time could close a circle: never walk it twice.
    while parent is not None and parent not in line:
        line.append(parent)
        above = lookups.one(SeenBelow, "organisations", parent)
        parent = above.parent if above else None
    return tuple(line)


@dataclass(frozen=True, slots=True)
class SeenBelow:
    """As the row of an organisation has what lies above it."""

    state: str
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class AnyRecordShown:
    """What any record shows of itself besides its own fields."""

    state: str
    division: str


def organisation_active(lookups: Lookups, organisation_id: str | None) -> bool:
    return organisation_id is None or _active(lookups.one(AnyRecordShown, "organisations", organisation_id))


def organisation_around(lookups: Lookups, field: str, organisation_id: str | None, division: str) -> bool:
    """Whether it is active. Raises Invalid for one of a division that is neither this one nor above or below it."""
    shown = lookups.one(AnyRecordShown, "organisations", organisation_id) if organisation_id else None
    if shown is not None:
        must_be_around(field, shown.division, division)
    return organisation_id is None or _active(shown)


def division_of(lookups: Lookups, organisation_id: str | None) -> str:
    """The organisation's division; "" for no organisation or an unknown one."""
    organisation = lookups.one(AnyRecordShown, "organisations", organisation_id) if organisation_id else None
    return organisation.division if organisation else ""


def _active(shown: AnyRecordShown | None) -> bool:
    return shown is not None and shown.state == "active"
