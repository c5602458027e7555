"""A suite that can let nobody in any more ends and says why, so that whoever watches it starts another."""

import signal
import subprocess
from pathlib import Path

from tests.system.suite import running


def test_a_suite_whose_listener_died_ends(fresh: Path) -> None:
    with running(fresh, program="tests.system.launchers.deaf") as suite:
        suite.process.send_signal(signal.SIGUSR1)
        assert isinstance(suite.process, subprocess.Popen)
        said, _ = suite.process.communicate(timeout=60)
        assert suite.process.returncode == 1
    assert "nobody can be let in any more" in said
    assert "nobody can be let in any more" in (fresh / "shangliang.log").read_text(encoding="utf-8")
