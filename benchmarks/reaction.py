"""From a commit in one service to its effect in another, through RabbitMQ: two processes, two databases.

Both ends are taken from the logs: when the cause was recorded, and when what it caused was recorded.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import msgspec

from benchmarks.measuring import Line
from benchmarks.setting import Setting
from infra.kernel.access.identity import new_key_pair
from infra.kernel.access.site import Site
from infra.kernel.base.clock import moment
from infra.kernel.entrypoints.topology import declare

ROOT = Path(__file__).parents[1]
# (notes a second, how many, at most so many milliseconds at the median and at the 99th percentile)
LOADS = ((10, 300, 10.0, 50.0), (200, 4_000, 20.0, 100.0))
SERVICES = ("notebooks", "readers")
FOLLOWS = {"members": [], "notebooks": ["members"], "readers": ["members", "notebooks"]}
PATIENCE_SECONDS = 60.0


def lines(setting: Setting) -> Iterator[Line]:
    with ExitStack() as stack:
        site = stack.enter_context(site_with_databases(setting))
        declare(site.broker_url, FOLLOWS)
        processes = {name: stack.enter_context(serving(name, site)) for name in SERVICES}
        for a_second, many, at_median, at_99 in LOADS:
            before = len(delays(setting, site))
            told(processes["notebooks"], [setting.sized(many), a_second])
            found = sorted(arrived(setting, site, before + setting.sized(many))[before:])
            yield Line(f"reaction, {a_second} a second, p50", median(found), "ms", at_most=at_median)
            yield Line(f"reaction, {a_second} a second, p99", quantiles(found, n=100)[98], "ms", at_most=at_99)


@contextmanager
def site_with_databases(setting: Setting) -> Iterator[Site]:
    """A site of the two services; `{service}` in its address is part of the databases' names."""
    with setting.databases((*SERVICES, "personal")) as template:
        _private, public = new_key_pair()
        yield Site(template, setting.broker, public, None, demo_clock=False)


@contextmanager
def serving(name: str, site: Site) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "benchmarks.reaction_services", name, msgspec.json.encode(site).decode()]
    with open(os.devnull, "w", encoding="utf-8") as silent:
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=silent, text=True
        )
    try:
        assert answer(process) == "ready"
        yield process
    finally:
        process.kill()
        process.wait()


def told(process: subprocess.Popen[str], what: list[int]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(what) + "\n")
    process.stdin.flush()
    assert answer(process) == "written"


def answer(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "a service of the benchmark has ended"
    return json.loads(line)


def arrived(setting: Setting, site: Site, many: int) -> list[float]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(found := delays(setting, site)) < many:
        assert time.monotonic() < deadline, f"{len(found)} of {many} effects"
        time.sleep(0.2)
    return found


def delays(setting: Setting, site: Site) -> list[float]:
    """Milliseconds from cause to effect, in the order of the effects; those of opening the notebooks are not there."""
    caused = _rows(
        setting, site, "readers", "SELECT causation_id, recorded_at FROM events WHERE version > 1 ORDER BY inserted"
    )
    causes = dict(_rows(setting, site, "notebooks", "SELECT event_id, recorded_at FROM events"))
    return [(moment(at) - moment(causes[cause])).total_seconds() * 1000 for cause, at in caused]


def _rows(setting: Setting, site: Site, service: str, query: str) -> list[Any]:
    connection = setting.connect(site.database(service).rpartition("/")[2])
    try:
        cursor = connection.cursor()
        cursor.execute(query)
        found: list[Any] = cursor.fetchall()
        return found
    finally:
        connection.close()
