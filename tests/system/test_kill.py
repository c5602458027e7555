"""kill -9 at twenty random moments of the story: nothing acknowledged is lost, nothing happens twice."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from operations.demo.play import perform
from tests.system.story import KeepingClient, checked, settle, story_is_over
from tests.system.suite import RunningSuite, start

KILLS = 20
STEPS = 120  # the story has a few more commands
MOST_DELAY = 0.04
PATIENCE = 60.0


class Supervisor:
    """Kills the suite twenty times, each a random moment after a random step of the story, and starts it again."""

    def __init__(self, suite: RunningSuite, client: KeepingClient, seed: int) -> None:
        self.suite, self._client, self._chance = suite, client, random.Random(seed)

    def work(self) -> None:
        for step in sorted(self._chance.sample(range(STEPS), KILLS)):
            self._wait_for(step)
            time.sleep(self._chance.uniform(0, MOST_DELAY))
            self.end()
            self.suite = start(self.suite.folder)
            self._client.url = self.suite.url

    def _wait_for(self, step: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while self._client.count < step:
            assert time.monotonic() < deadline, f"the story does not come to step {step}"
            time.sleep(0.001)

    def end(self) -> None:
        self.suite.kill()
        if self.suite.process.stdout:
            self.suite.process.stdout.close()


def test_the_story_survives_twenty_kills(fresh: Path, tmp_path: Path, seed: int, tell: Callable[[str], None]) -> None:
    client = KeepingClient("", tmp_path / "acked", PATIENCE)
    supervisor = Supervisor(start(fresh), client, seed)
    client.url = supervisor.suite.url
    with ThreadPoolExecutor(1) as thread:
        killing = thread.submit(supervisor.work)
        try:
            stage = perform(client, supervisor.suite.site, say=lambda line: None)
            killing.result()
            assert story_is_over(client, stage)
            settle(fresh)
        finally:
            supervisor.end()
    report = checked(fresh, client.acked, tmp_path)
    tell(f"{KILLS} kills, {client.unknown} commands of unknown outcome; {report}")
    assert report.findings == []
