"""Divisions that have ended (merged townships), and whose bodies act for their records: those of the successor."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class KnownEnd:
    """What every service knows of a division that ends, from the news of `members`. Without a last day it has not ended after all."""

    code: str
    last_day: date | None = None
    successor: str | None = None


class Divisions:
    """Only what the codes do not say: who succeeds whom. All other divisions stand where their codes put them."""

    def __init__(self, ends: Iterable[KnownEnd] = ()) -> None:
        self._ends = {one.code: one for one in ends if one.last_day is not None}

    def acting_for(self, division: str, day: date) -> str:
        """The division itself; of one that has ended, its successor, or that one's, to the end of the line."""
        if division not in self._ends:
            return division
        line = [division]
        while (end := self._ends.get(line[-1])) is not None and _is_over(end, day):
            # A correction arrives event by event: what it passes through may be a circle.
            if end.successor is None or end.successor in line:
                break
            line.append(end.successor)
        return line[-1]

    def has_ended(self, division: str, day: date) -> bool:
        end = self._ends.get(division)
        return end is not None and _is_over(end, day)

    def ended(self, day: date) -> Iterator[tuple[str, str]]:
        """Every division that has ended by that day, and the one whose bodies act for it."""
        return ((code, self.acting_for(code, day)) for code, end in self._ends.items() if _is_over(end, day))

    def last_day_of(self, division: str) -> date | None:
        end = self._ends.get(division)
        return end.last_day if end else None


def _is_over(end: KnownEnd, day: date) -> bool:
    return end.last_day is not None and end.last_day < day


NONE_HAS_ENDED = Divisions()
