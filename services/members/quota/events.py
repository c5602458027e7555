"""What can have happened to a quota: how many of each category a council or board should have at least."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class QuotaItem:
    category: str
    least: int


@dataclass(frozen=True, slots=True)
class QuotaCreated:
    """What holds for the councils and boards of the division and of those below it, or for one of them."""

    quota_id: str
    division: str
    organisation: str | None
    items: tuple[QuotaItem, ...]


@dataclass(frozen=True, slots=True)
class QuotaAmended:
    """A new edition; who sits there already stays."""

    quota_id: str
    items: tuple[QuotaItem, ...]


QuotaEvent: TypeAlias = QuotaCreated | QuotaAmended
