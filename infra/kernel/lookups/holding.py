"""What an organisation holds of a service's records, page by page, and who has its business once it has ended.

That it has ended is followed along a line of its own (news/endings.py): what holds its business follows whatever
else a service hears of, and on a site where an earlier version did not follow it, it does at the next start.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from infra.kernel.contract.lifecycle import Lookups

ENDING = "ending"
HOLDINGS = "holdings"
"""The name of that line."""


@dataclass(frozen=True, slots=True)
class KnownEnding:
    """An organisation that has ended, as far as that line has been read; `successor` is whoever it named."""

    organisation_id: str
    successor: str | None


def heir_of(lookups: Lookups, organisation_id: str) -> str | None:
    """Who has its business now: its successor, or that one's, to the end of the line; None when that ended without one.

    There is no circle: whoever is named as a successor has not ended, and who has ended names nobody any more.
    """
    heir: str | None = organisation_id
    while heir is not None and (ending := lookups.copy(KnownEnding, ENDING, heir)):
        heir = ending.successor
    return heir


def is_over(lookups: Lookups, organisation_id: str) -> bool:
    return lookups.copy(KnownEnding, ENDING, organisation_id) is not None


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
    if one and is_over(lookups, one.organisation) and not one.organisation_ended:
        yield Left(collection, one.id, one.organisation, heir_of(lookups, one.organisation))
