"""What can be asked about notices by category."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotifyCategories:
    notice_round_id: str
    meeting_id: str
    kinds: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    text: str | None = None
