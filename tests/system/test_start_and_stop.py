"""Starting, stopping, and refusing to start twice."""

import signal
import time
from pathlib import Path

from infra.kernel.access.site import lock
from tests.system.suite import PROGRAM, RunningSuite, running, shangliang

SHORTEST_LOOK_SECONDS, LONGEST_LOOK_SECONDS = 4.0, 20.0
# A quiet suite wakes 25 times a second; something new that looks every 20 ms would double that and more.
MOST_WAKINGS_A_SECOND = 40


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


def test_a_suite_that_nobody_asks_for_anything_sleeps_and_hardly_wakes(suite: RunningSuite) -> None:
    # Not time of a processor: on a busy machine each waking costs several times as much.
    began, woken, asleep = time.monotonic(), _wakings(suite), list[bool]()
    while (passed := time.monotonic() - began) < LONGEST_LOOK_SECONDS:
        rarely = (_wakings(suite) - woken) / passed < MOST_WAKINGS_A_SECOND
        if passed > SHORTEST_LOOK_SECONDS and rarely and sum(asleep) > len(asleep) / 2:
            return
        asleep.append(set(_of_its_threads(suite, "\nState:")) == {"S"})
        time.sleep(0.1)
    raise AssertionError(
        f"woke {_wakings(suite) - woken} times in {passed} s, asleep at {sum(asleep)} of {len(asleep)} looks"
    )


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


def _wakings(suite: RunningSuite) -> int:
    """How often its threads have let go of a processor by themselves, so far."""
    return sum(int(word) for word in _of_its_threads(suite, "\nvoluntary_ctxt_switches:"))


def _of_its_threads(suite: RunningSuite, name: str) -> list[str]:
    states = [state.read_text() for state in Path(f"/proc/{suite.process.pid}/task").glob("*/status")]
    return [state.partition(name)[2].split()[0] for state in states]
