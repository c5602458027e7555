"""Rebuilding the read tables from a million events and from ten million: memory, and time an event."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.filled import fill
from benchmarks.measuring import Line
from benchmarks.setting import Setting

ROOT = Path(__file__).parents[1]
MILLION, TEN_MILLION = 1_000_000, 10_000_000
EACH = 50
MOST_MIB, MOST_TIMES = 300, 1.1


def lines(setting: Setting) -> Iterator[Line]:
    few, _peak = rebuilt(setting, setting.sized(MILLION))
    count = setting.sized(TEN_MILLION)
    many, peak = rebuilt(setting, count)
    work = f"rebuild of {count:,} events"
    yield Line(
        f"{work}: time an event", many, "µs", f"of {setting.sized(MILLION):,}", few, many / few, at_most=MOST_TIMES
    )
    yield Line(f"{work}: peak memory", peak, "MiB", at_most=MOST_MIB)


def rebuilt(setting: Setting, events: int) -> tuple[float, float]:
    """(microseconds an event, peak MiB) of a process that does nothing else."""
    with setting.database() as database:
        fill(setting, database, events // EACH, EACH)
        command = [sys.executable, "-m", "benchmarks.rebuilding_process", database.url]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["events"] == events // EACH * EACH
    return found["seconds"] * 1e6 / found["events"], found["peak_kib"] / 1024
