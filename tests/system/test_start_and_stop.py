"""Starting, stopping, and refusing to start twice."""

import os
import signal
import time
from pathlib import Path

from infra.kernel.access.site import lock
from tests.system.suite import PROGRAM, RunningSuite, running, shangliang

SHORTEST_LOOK_SECONDS, LONGEST_LOOK_SECONDS = 4.0, 20.0


def test_a_stopped_suite_ends_clean_and_starts_again(fresh: Path) -> None:
    for _ in range(2):
        with running(fresh, PROGRAM) as suite:
            assert suite.alive
            assert suite.stop() == 0


def test_a_stopped_suite_leaves_everything_in_the_files_that_one_copies(fresh: Path) -> None:
    with running(fresh) as suite:
        assert suite.stop() == 0
    assert not [file.name for file in fresh.iterdir() if file.name.endswith(("-wal", "-shm"))]


def test_a_second_signal_ends_a_suite_that_is_stopping_and_frees_its_folder(fresh: Path) -> None:
    with running(fresh) as suite:
        suite.process.send_signal(signal.SIGTERM)
        suite.process.send_signal(signal.SIGINT)
        ended = suite.process.wait(timeout=90)
    assert ended in (0, 128 + signal.SIGINT, 128 + signal.SIGTERM)
    lock(fresh).close()


def test_a_second_suite_on_the_same_folder_is_refused(suite: RunningSuite) -> None:
    second = shangliang(suite.folder, "up", "--port", "0")
    assert second.returncode == 1
    assert "another shangliang is running" in second.stderr


def test_a_taken_port_is_named(suite: RunningSuite, tmp_path: Path) -> None:
    port = suite.url.rsplit(":", 1)[1]
    second = shangliang(tmp_path / "other", "up", "--port", port)
    assert second.returncode == 1
    assert f"cannot serve on 127.0.0.1:{port}" in second.stderr


def test_a_suite_that_nobody_asks_for_anything_uses_little_of_a_processor(suite: RunningSuite) -> None:
    began, used = time.monotonic(), _processor_seconds(suite)
    while (passed := time.monotonic() - began) < LONGEST_LOOK_SECONDS:
        if passed > SHORTEST_LOOK_SECONDS and (_processor_seconds(suite) - used) / passed < 0.04:
            return
        time.sleep(0.1)
    raise AssertionError(f"{_processor_seconds(suite) - used} s of a processor in {passed} s")


def test_what_a_site_keeps_is_nobody_elses_to_read(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    with running(folder) as first:
        made = [folder, *folder.rglob("*")]
        assert {path.name for path in made} >= {"personal.sqlite", "members.sqlite", "token-private-key.pem"}
        # The log's own files may be served by a web server of another user, which must be let into the folder first.
        public = folder / "ledger" / "log"
        private = [path for path in made if public not in path.parents]
        assert folder / "ledger" / "ledger-key" in private
        assert [path for path in private if path.stat().st_mode & 0o077] == []
        assert first.alive


def _processor_seconds(suite: RunningSuite) -> float:
    after_name = Path(f"/proc/{suite.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
