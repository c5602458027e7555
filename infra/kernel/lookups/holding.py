"""What an organisation holds of a service's records, page by page, and who has its business once it has ended."""

from collections.abc import Iterator
from dataclasses import dataclass

from infra.kernel.access.places import KnownOrganisation
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import ORGANISATION, heir_of


@dataclass(frozen=True, slots=True)
class OwnedRecord:
    """A record, as its row has whose it is."""

    id: str
    state: str
    organisation: str
    organisation_ended: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """A record of which the holder has ended; `heir` has its business now, if anybody has."""

    collection: str
    id: str
    organisation: str
    heir: str | None


def left_by(lookups: Lookups, organisation: str, collections: tuple[str, ...]) -> Iterator[Left]:
    """Of thousands there is only a page in mind at a time; what was taken over meanwhile is no longer the organisation's."""
    heir = heir_of(lookups, organisation)
    for collection in collections:
        after = ""
        while page := lookups.held_by(OwnedRecord, collection, organisation, after):
            after = page[-1].id
            yield from (Left(collection, one.id, organisation, heir) for one in page if not one.organisation_ended)


def left_alone(lookups: Lookups, collection: str, record_id: str) -> Iterator[Left]:
    """One record, if its holder has ended by now: it may have come to that one, or back into work, at that very time."""
    one = lookups.one(OwnedRecord, collection, record_id)
    known = lookups.copy(KnownOrganisation, ORGANISATION, one.organisation) if one else None
    if one and known and known.ended and not one.organisation_ended:
        yield Left(collection, one.id, one.organisation, heir_of(lookups, one.organisation))
