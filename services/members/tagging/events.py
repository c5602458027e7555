"""What can have happened to the tags of a record."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as the register called it when it was put."""

    code: str
    label: str
    family: str


@dataclass(frozen=True, slots=True)
class TagsPut:
    """The record carries these tags too, from `entered_at` on; `cited` is the register that they are of, `id@edition`."""

    tagging_id: str
    collection: str
    record: str
    division: str
    organisation: str | None
    tags: tuple[Tag, ...]
    cited: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class TagsTakenOff:
    """It carries them no more, from `entered_at` on."""

    tagging_id: str
    collection: str
    record: str
    codes: tuple[str, ...]
    entered_at: datetime
    reason: str


TaggingEvent: TypeAlias = TagsPut | TagsTakenOff
