"""`make demo`: one command, and a reader watches the story and is left with a suite that serves it."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Timer

import pytest

from tests.system.api import Api
from tests.system.suite import ROOT

STEP = re.compile(r"^ *(?P<number>\d+)\. (?P<who>\S+?)（[A-Z]+(?: \S+?)?）(?P<what>.+) → (?P<state>\S.*)$")
OVER = re.compile(r"^故事讲完了，系统继续运行：(?P<url>http://\S+) ")


@dataclass
class Demo:
    """What was printed, each line with the seconds since the command was typed."""

    process: subprocess.Popen[str]
    lines: list[tuple[float, str]] = field(default_factory=list)

    @property
    def steps(self) -> list[tuple[float, re.Match[str]]]:
        return [(seconds, step) for seconds, line in self.lines if (step := STEP.match(line))]

    def when(self, pattern: re.Pattern[str]) -> tuple[float, re.Match[str]]:
        return next((seconds, found) for seconds, line in self.lines if (found := pattern.match(line)))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """As `make demo` runs it once everything is installed, on a new folder, read until it says how it is stopped."""
    place = {"PORT": "0", "DATA": str(tmp_path_factory.mktemp("demo") / "var")}
    started = time.monotonic()
    with subprocess.Popen(
        [str(ROOT / "operations/demo/run.sh")], cwd=ROOT, env={**os.environ, **place}, stdout=subprocess.PIPE, text=True
    ) as process:
        told, deadline = Demo(process), Timer(300, process.terminate)
        deadline.start()
        assert process.stdout is not None
        for line in process.stdout:
            told.lines.append((time.monotonic() - started, line.rstrip("\n")))
            if line.startswith("Ctrl-C"):
                break
        deadline.cancel()
        yield told
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)


def test_each_step_is_a_line_with_who_in_which_capacity_did_what_and_what_became(demo: Demo) -> None:
    steps = [step for _, step in demo.steps]
    assert [int(step["number"]) for step in steps] == list(range(1, len(steps) + 1))
    assert len(steps) == 130
    assert (steps[0]["who"], steps[0]["state"]) == ("家长王女士", "received")
    assert steps[-1]["state"] == "closed"


def test_how_long_it_takes_is_said(demo: Demo, tell: Callable[[str], None]) -> None:
    """It is to begin within a minute and to be over within two; how quick a machine is, no test decides."""
    first, _ = demo.steps[0]
    over, _ = demo.when(OVER)
    tell(f"the demo's first line after {first:.1f} s, its last after {over:.1f} s")


def test_the_suite_goes_on_serving_the_story_until_it_is_stopped(demo: Demo) -> None:
    _, found = demo.when(OVER)
    assert demo.process.poll() is None
    (topic,) = Api(found["url"]).items("/v1/topics")
    assert topic["state"] == "closed"
    demo.process.send_signal(signal.SIGTERM)
    assert demo.process.wait(timeout=90) == 0
