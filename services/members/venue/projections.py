"""What can be read of a venue."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.venue.commands import KINDS
from services.members.venue.events import AcceptedItem, Brand
from services.members.venue.state import Venue


@dataclass(frozen=True, slots=True)
class VenueShown:
    """What was added later stands at the end: a migration has added it to the rows of before."""

    name: str
    organisation: str | None
    tier: str
    status: str | None
    kind: str | None
    brand: Brand | None
    parent: str | None
    host: str | None
    opening_hours: str | None
    forms: tuple[str, ...]
    started_on: date | None
    built_on: date | None
    accepted_on: date | None
    upgraded_on: date | None
    upgrade: str | None
    standard: str | None
    standard_edition: int | None
    accepted_items: tuple[AcceptedItem, ...]
    reason: str | None


def row(venue: Venue, venue_id: str) -> ReadRow:
    return ReadRow(
        division=venue.division,
        shown=VenueShown(
            venue.name,
            venue.organisation,
            venue.tier,
            venue.status,
            venue.kind,
            venue.brand,
            venue.parent,
            venue.host,
            venue.opening_hours,
            venue.forms,
            venue.started_on,
            venue.built_on,
            venue.accepted_on,
            venue.upgraded_on,
            venue.upgrade,
            venue.standard,
            venue.standard_edition,
            venue.items,
            venue.reason,
        ),
        organisation=venue.organisation,
        audience="tokens",
        search=found_by(venue),
    )


def found_by(venue: Venue) -> str:
    kind = KINDS[venue.kind] if venue.kind else ""
    brand = (venue.brand.name, venue.brand.story or "") if venue.brand else ()
    return " ".join(word for word in (venue.name, kind, *brand, *venue.forms) if word)
