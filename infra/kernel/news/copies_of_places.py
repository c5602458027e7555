"""Which divisions and which venues there are, for services whose commands name some.

Followed along a line of its own: a site that has read the news of `members` already reads these from the first event.
"""

from dataclasses import dataclass, replace

from infra.kernel.contract.reactions import Copying
from infra.kernel.lookups.named import PLACE, VENUE, KnownPlace, KnownVenue
from infra.kernel.news.standard_copies import MEMBERS

LINE = "places"


@dataclass(frozen=True, slots=True)
class DivisionsLoaded:
    """One load brings many divisions."""

    load_id: str
    divisions: tuple[KnownPlace, ...]


@dataclass(frozen=True, slots=True)
class VenueCreated:
    venue_id: str
    division: str


@dataclass(frozen=True, slots=True)
class VenueAmended:
    venue_id: str
    division: str


@dataclass(frozen=True, slots=True)
class VenueEnded:
    venue_id: str


def on_divisions_loaded(event: DivisionsLoaded) -> list[tuple[str, str | None, KnownPlace]]:
    return [(one.code, None, one) for one in event.divisions]


def on_venue_placed(known: KnownVenue | None, event: VenueCreated | VenueAmended) -> KnownVenue:
    return KnownVenue(event.venue_id, event.division)


def on_venue_ended(known: KnownVenue | None, event: VenueEnded) -> KnownVenue | None:
    return replace(known, ended=True) if known else None


COPIES_OF_DIVISIONS = (
    Copying(MEMBERS, DivisionsLoaded, kind=PLACE, into=KnownPlace, many=on_divisions_loaded, line=LINE),
)
COPIES_OF_VENUES = (
    Copying(MEMBERS, VenueCreated, on_venue_placed, VENUE, KnownVenue, "venue_id", line=LINE),
    Copying(MEMBERS, VenueAmended, on_venue_placed, VENUE, KnownVenue, "venue_id", line=LINE),
    Copying(MEMBERS, VenueEnded, on_venue_ended, VENUE, KnownVenue, "venue_id", line=LINE),
)
