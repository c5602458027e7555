"""Where a fault test may stop a process: these moments, and none of them unless FAILPOINT names it."""

import re
import signal
import subprocess
import sys
import timeit
from pathlib import Path

import pytest

from infra.kernel.base.failpoints import failpoint

ROOT = Path(__file__).parents[3]
KERNEL = ROOT / "infra" / "kernel"
MOMENTS = {
    ("writing.py", "before-commit"),
    ("writing.py", "committed"),
    ("sequencer.py", "numbered"),
    ("sequencer.py", "published"),
    ("subscription.py", "before-news-is-taken"),
    ("subscription.py", "news-taken"),
    ("subscription.py", "effect-applied"),
    ("read_table_rebuild.py", "page-rebuilt"),
}
THRICE = (
    "from infra.kernel.base.failpoints import failpoint\nfor n in range(3): print(n, flush=True); failpoint('here')"
)


def test_these_are_all_the_moments_there_are() -> None:
    found = {
        (file.name, name)
        for file in KERNEL.rglob("*.py")
        for name in re.findall(r'failpoint\("([^"]*)"\)', file.read_text(encoding="utf-8"))
    }
    assert found == MOMENTS


@pytest.mark.parametrize(
    ("named", "code", "said"),
    [
        ("here", -signal.SIGKILL, "0\n"),
        ("here:2", -signal.SIGKILL, "0\n1\n"),
        ("here:4", 0, "0\n1\n2\n"),
        ("elsewhere", 0, "0\n1\n2\n"),
        ("", 0, "0\n1\n2\n"),
    ],
)
def test_a_process_dies_at_the_named_moment_only(named: str, code: int, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", THRICE], cwd=ROOT, env={"FAILPOINT": named}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (code, said)


def test_a_moment_that_nobody_named_costs_less_than_a_microsecond() -> None:
    calls = 100_000
    assert min(timeit.repeat(lambda: failpoint("here"), number=calls, repeat=5)) < calls / 1_000_000
