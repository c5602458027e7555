"""What can be read of a screening list."""

from dataclasses import dataclass

from infra.kernel.lifecycle import Row
from services.topics.screening_list.domain import ScreeningList
from services.topics.screening_list.events import Item


@dataclass(frozen=True)
class ScreeningListShown:
    title: str
    items: tuple[Item, ...]
    edition: int


def row(screening_list: ScreeningList, record_id: str) -> Row:
    return Row(
        division=screening_list.division,
        shown=ScreeningListShown(screening_list.title, screening_list.items, screening_list.edition),
        audience="tokens",
        search=screening_list.title,
    )
