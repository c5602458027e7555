"""What can be asked of a screening list."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.topics.screening_list.events import Item


@dataclass(frozen=True, slots=True)
class CreateScreeningList:
    screening_list_id: str
    items: Sequence[Item]
    division: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class AmendScreeningList:
    screening_list_id: str
    items: Sequence[Item]
    title: str | None = None
