"""The table that a run writes."""

import os
import platform
from collections.abc import Iterable, Iterator

from benchmarks.measuring import Line

HEAD = ("work", "ours", "against", "its figure", "ratio", "target", "")


def markdown(lines: Iterable[Line]) -> Iterator[str]:
    yield _row(HEAD)
    yield _row(["---"] * len(HEAD))
    for line in lines:
        yield _row(_cells(line))


def machine() -> str:
    """Where it was measured, as far as figures depend on it."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _cells(line: Line) -> Iterator[str]:
    yield line.work
    yield f"{_figure(line.ours)} {line.unit}"
    yield line.against or "—"
    yield "—" if line.figure is None else f"{_figure(line.figure)} {line.unit}"
    yield "—" if line.ratio is None else f"{line.ratio:.2f}"
    yield _target(line)
    yield {True: "met", False: "**missed**", None: ""}[line.met]


def _target(line: Line) -> str:
    unit = f" {line.unit}" if line.ratio is None else ""
    if line.at_least is not None:
        return f"≥ {line.at_least:g}{unit}"
    return f"≤ {line.at_most:g}{unit}" if line.at_most is not None else "—"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
