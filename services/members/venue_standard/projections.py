"""What can be read of a standard for venues."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.venue_standard.events import StandardItem
from services.members.venue_standard.state import VenueStandard


@dataclass(frozen=True, slots=True)
class VenueStandardShown:
    items: tuple[StandardItem, ...]
    edition: int


def row(standard: VenueStandard, venue_standard_id: str) -> ReadRow:
    return ReadRow(
        division=standard.division,
        shown=VenueStandardShown(standard.items, standard.edition),
        audience="tokens",
        search=" ".join(item.label for item in standard.items),
    )
