"""How long the pages of a demo take, as `make demo` runs it: the 95th of a hundred times each, from the request to its last byte.

Each is asked for by whoever works with it, one after the other by turns, nothing else going on.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from benchmarks.measuring import Line
from benchmarks.setting import Setting, free_port

ROOT = Path(__file__).parents[1]
SHANGLIANG = (sys.executable, "-W", "ignore::Warning:eventlet", "-m", "operations.cli.main", "--data")
TIMES = 100
START_SECONDS = 180.0
MOST_MS = 50.0
TOWN = "620723101"
NOBODY = ""
OF_EVERYBODY = (
    ("front page", "/"),
    ("saying something", f"/s/{TOWN}"),
    ("a place", f"/d/{TOWN}"),
    ("notices", "/notices"),
)
OF_THE_STORY = (
    ("queue", "联络员孙敏", "/work"), ("queue", "交警大队大队长高翔", "/work"), ("list of topics", "联络员孙敏", "/topics"),
    ("file of a topic", "镇党委书记郑磊", "topics"), ("desk of a meeting", "记录员周洁", "meetings"),
    ("outcome", "镇党政办主任何平", "outcomes"), ("task", "交警大队大队长高翔", "tasks"),
    ("supervision", "镇党政办主任何平", "/supervision"), ("record as it was", "审计管理员", "/audit"),
)  # fmt: skip
"""(what it is, who asks, its address or the collection of which the newest is opened)."""


def lines(setting: Setting) -> Iterator[Line]:
    with demo(setting) as url:
        asked = [(what, requests.Session(), address) for what, address in OF_EVERYBODY]
        if not setting.quick:
            asked += [(f"{what} ({who})", *opened(url, who, address)) for what, who, address in OF_THE_STORY]
        took: dict[str, list[float]] = {what: [] for what, _session, _address in asked}
        for _ in range(setting.sized(TIMES)):
            for what, session, address in asked:
                took[what].append(_milliseconds(session, f"{url}{address}"))
    for what, found in took.items():
        yield Line(f"page: {what}, p95", sorted(found)[int(len(found) * 0.95) - 1], "ms", at_most=MOST_MS)


@contextmanager
def demo(setting: Setting) -> Iterator[str]:
    """Its address, once the story is told; a quick look does without the story."""
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w", encoding="utf-8") as silent:
        port = free_port()
        url, environment = f"http://127.0.0.1:{port}", {**os.environ, "RATE_LIMIT": "0"}
        begin = [*SHANGLIANG, folder, "up", "--demo", "--port", str(port)]
        process = subprocess.Popen(begin, cwd=ROOT, env=environment, stdout=silent, stderr=silent)
        try:
            _wait(url)
            if not setting.quick:
                subprocess.run([*SHANGLIANG, folder, "demo"], cwd=ROOT, env=environment, stdout=silent, check=True)
            yield url
        finally:
            process.terminate()
            process.wait()


def opened(url: str, who: str, address: str) -> tuple[requests.Session, str]:
    """His session, and the address itself or that of the newest record of the kind."""
    session = requests.Session()
    session.headers["Accept"] = "text/html"
    page = session.get(url, timeout=60).text
    person = {name: one for one, name in re.findall(r'name="person" value="([^"]+)">([^<]+)<', page)}[who]
    form = {"csrf": re.findall(r'name="csrf" value="([^"]+)"', page)[0], "person": person, "next": "/f"}
    session.post(f"{url}/sign-in", data=form, timeout=60).raise_for_status()
    if address.startswith("/"):
        return session, address
    listed = session.get(f"{url}/{address}", timeout=60).text
    return session, re.findall(rf'href="(/{address}/[0-9a-f-]{{36}})"', listed)[0]


def _milliseconds(session: requests.Session, url: str) -> float:
    started = time.perf_counter()
    session.get(url, headers={"Accept": "text/html"}, timeout=60).raise_for_status()
    return (time.perf_counter() - started) * 1000


def _wait(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            requests.get(f"{url}/health", timeout=5).raise_for_status()
            return
        except requests.RequestException:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.2)
