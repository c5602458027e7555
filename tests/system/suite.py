"""A suite as a user starts it: the `shangliang` command in a process of its own, on a data folder of its own.

Most are copies of a process that has the program loaded (`forked`): to load it anew is most of what a start costs.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.kernel.access.site import Site, embedded_site
from tests.system.forked import PYTHON, Forked, done, forked_up

READY_SECONDS = 180.0
PROGRAM = "operations.cli.main"
COMMAND = (*PYTHON, PROGRAM)
ROOT = Path(__file__).parents[2]


@dataclass
class RunningSuite:
    """A suite that serves at `url`; `kill` is kill -9, `stop` is SIGTERM."""

    process: subprocess.Popen[str] | Forked
    folder: Path
    url: str

    @property
    def site(self) -> Site:
        return embedded_site(self.folder, demo_clock=True)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=60)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=90)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None


def start(folder: Path, program: str | None = None, descriptors: int | None = None, **environment: str) -> RunningSuite:
    """Starts a suite on a free port and waits until it serves. RATE_LIMIT is off unless `environment` sets it.

    `program` is loaded anew: PROGRAM, or a launcher of the tests, which is the same command with a fault put in. So is it
    where a FAILPOINT is named, which is read while loading, or `descriptors`, its `ulimit -n`.
    """
    up = ["--data", str(folder), "up", "--port", "0", "--demo"]
    settings = {**os.environ, "RATE_LIMIT": "0", **environment}
    process: subprocess.Popen[str] | Forked
    if program is None and descriptors is None and "FAILPOINT" not in settings:
        process = forked_up(up, settings)
    else:
        limited = ("sh", "-c", f'ulimit -n {descriptors} && exec "$@"', "sh") if descriptors else ()
        process = subprocess.Popen(
            [*limited, *PYTHON, program or PROGRAM, *up],
            cwd=ROOT,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    assert process.stdout is not None
    said: list[str] = []
    deadline = time.monotonic() + READY_SECONDS
    for line in process.stdout:
        said.append(line)
        if line.startswith("ready "):
            return RunningSuite(process, folder, line.split()[1])
        if time.monotonic() > deadline:
            break
    process.kill()
    raise AssertionError(f"the suite did not start: {''.join(said)}")


@contextmanager
def running(
    folder: Path, program: str | None = None, descriptors: int | None = None, **environment: str
) -> Iterator[RunningSuite]:
    """A suite that is stopped at the end, whatever happened to it."""
    suite = start(folder, program, descriptors, **environment)
    try:
        yield suite
    finally:
        died = suite.process.poll()
        if died is None:
            suite.kill()
        if suite.process.stdout and not suite.process.stdout.closed:
            if died is not None:
                sys.stderr.write(
                    f"the suite on {folder} ended with {died} and had said: {suite.process.stdout.read()}\n"
                )
            suite.process.stdout.close()


def copy_of(prepared: Path, folder: Path) -> Path:
    """A fresh site from one that was prepared once: a first start loads 44,703 divisions, which need not be loaded again."""
    return Path(shutil.copytree(prepared, folder))


def shangliang(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command of the command line on that site."""
    return done(["--data", str(folder), *arguments], timeout=300)
