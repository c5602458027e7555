"""A copy of the loaded program is to the tests what a process of its own is."""

import signal
import subprocess
from pathlib import Path

import pytest

from tests.system.forked import Forked
from tests.system.suite import COMMAND, ROOT, running, shangliang


@pytest.mark.parametrize("arguments", [["--help"], ["token", "--role", "clerk"], ["verify"], ["no-such-command"]])
def test_a_copy_says_what_a_process_of_its_own_says_and_ends_as_it_does(tmp_path: Path, arguments: list[str]) -> None:
    copied = shangliang(tmp_path / "none", *arguments)
    alone = subprocess.run(
        [*COMMAND, "--data", str(tmp_path / "none"), *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert (copied.returncode, copied.stdout, copied.stderr) == (alone.returncode, alone.stdout, alone.stderr)


def test_a_copy_that_is_killed_is_known_to_be_and_lets_go_of_its_output(fresh: Path) -> None:
    with running(fresh) as suite:
        assert isinstance(suite.process, Forked)
        assert suite.alive
        with pytest.raises(subprocess.TimeoutExpired):
            suite.process.wait(timeout=0.01)
        suite.kill()
        assert suite.process.returncode == -signal.SIGKILL
        assert suite.process.stdout is not None
        suite.process.stdout.read()
