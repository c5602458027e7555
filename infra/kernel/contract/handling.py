"""What lists of tasks are narrowed to and sorted by."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Handling:
    """Who handles what was given out, and by when; `overdue` once it is on record that the day has passed."""

    lead: str
    co_handlers: tuple[str, ...]
    due: date
    overdue: bool
