"""Every script of the benchmarks runs, on real servers, with counts that say nothing about how quick it is."""

import subprocess
import sys
from collections.abc import Iterator

import msgspec
import pytest

from benchmarks.__main__ import LARGE, SCRIPTS
from benchmarks.measuring import Line
from benchmarks.servers import servers as started
from benchmarks.setting import Setting
from tests.servers.deployment import ROOT

SCRIPT_SECONDS = 600


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Python with eventsourcing, as `make bench` makes it."""
    folder = tmp_path_factory.mktemp("peer")
    python = str(folder / "bin" / "python")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    locked = ["install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", "requirements-bench.lock"]
    subprocess.run([python, "-m", "pip", *locked], cwd=ROOT, check=True)
    return python


@pytest.fixture(scope="module")
def quick(peer: str) -> Iterator[Setting]:
    with started() as (postgres, broker):
        yield Setting(postgres, broker, peer, quick=True)


@pytest.mark.parametrize("script", [*SCRIPTS, *LARGE])
def test_a_script_answers_lines_of_the_table(quick: Setting, script: str) -> None:
    command = [sys.executable, "-m", "benchmarks.one", script, msgspec.json.encode(quick).decode()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SCRIPT_SECONDS, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    lines = [msgspec.json.decode(line, type=Line) for line in done.stdout.splitlines()]
    assert lines
    assert all(line.ours > 0 for line in lines)
    assert all(line.figure is None or line.figure > 0 for line in lines)
