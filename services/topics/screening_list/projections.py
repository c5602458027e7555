"""What can be read of a screening list."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.topics.screening_list.events import Item
from services.topics.screening_list.state import ScreeningList


@dataclass(frozen=True)
class ScreeningListShown:
    title: str
    items: tuple[Item, ...]
    edition: int


def row(screening_list: ScreeningList, record_id: str) -> ReadRow:
    return ReadRow(
        division=screening_list.division,
        shown=ScreeningListShown(screening_list.title, screening_list.items, screening_list.edition),
        audience="tokens",
        search=screening_list.title,
    )
