"""What is measured, and how: the sides of a comparison take turns, and only ratios within one turn are compared."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

import eventlet

# Does a side's work once and answers how many units of it were done a second.
Side: TypeAlias = Callable[[], float]


@dataclass(frozen=True)
class Line:
    """One comparison. `ratio` is the median of the rounds' ratios; without a target it is there for information."""

    work: str
    ours: float
    unit: str
    against: str = ""
    figure: float | None = None
    ratio: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def met(self) -> bool | None:
        judged = self.ours if self.ratio is None else self.ratio
        if self.at_least is not None:
            return judged >= self.at_least
        return judged <= self.at_most if self.at_most is not None else None


@dataclass(frozen=True)
class Rounds:
    """The figures of every side, round by round."""

    figures: Mapping[str, list[float]]

    def median(self, side: str) -> float:
        return median(self.figures[side])

    def ratio(self, side: str, other: str) -> float:
        return median(one / two for one, two in zip(self.figures[side], self.figures[other], strict=True))

    def line(self, work: str, unit: str, ours: str, other: str, at_least: float | None = None) -> Line:
        return Line(
            work, self.median(ours), unit, other, self.median(other), self.ratio(ours, other), at_least=at_least
        )


def interleaved(sides: Mapping[str, Side], rounds: int) -> Rounds:
    """Every side once a round, first to last and last to first by turns, so that no side always follows another."""
    figures: dict[str, list[float]] = {name: [] for name in sides}
    order = list(sides)
    for _ in range(rounds):
        for name in order:
            gc.collect()
            figures[name].append(sides[name]())
        order.reverse()
    return Rounds(figures)


def rate(count: int, work: Callable[[], object]) -> float:
    """`count` by the seconds that the work took."""
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)


def at_once(workers: int, work: Callable[[int], None]) -> None:
    """`work(0)` … `work(workers - 1)`, each in a greenlet of its own, until all have ended."""
    for greenlet in [eventlet.spawn(work, number) for number in range(workers)]:
        greenlet.wait()
