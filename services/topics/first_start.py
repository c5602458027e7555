"""What a new site begins with: the national screening list."""

from services.topics.screening_list.default_list import DEFAULT_ITEMS, DEFAULT_TITLE
from services.topics.screening_list.events import ScreeningListCreated


def first_screening_list(screening_list_id: str) -> list[ScreeningListCreated]:
    return [ScreeningListCreated(screening_list_id, division="", title=DEFAULT_TITLE, items=DEFAULT_ITEMS)]
