"""What can have happened to a screening list (可协商与不可协商清单)."""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Item:
    """One criterion: a matter to consult on, one to leave out, or grounds for turning a submission down."""

    code: str
    label: str
    kind: Literal["consult", "exclude", "reject"]


def without_blanks(code: str) -> str:
    """What tells two codes apart: blanks do not."""
    return "".join(code.split())


@dataclass(frozen=True, slots=True)
class ScreeningListCreated:
    """A list came into force in its division and below; an empty division is the whole country."""

    screening_list_id: str
    division: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ScreeningListAmended:
    """New items are in force; topics whose screening has begun keep theirs."""

    screening_list_id: str
    items: tuple[Item, ...]
    title: str


ScreeningListEvent: TypeAlias = ScreeningListCreated | ScreeningListAmended
