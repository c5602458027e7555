"""A broker that loses, doubles, delays and shuffles the services' news changes nothing."""

import ast
from collections.abc import Callable
from pathlib import Path

from operations.demo.play import perform
from tests.system.story import KeepingClient, checked, settle, story_is_over
from tests.system.suite import running

LAUNCHER = "tests.system.launchers.faulty_transport"


def test_the_story_is_the_same_on_a_broker_that_cannot_be_trusted(
    fresh: Path, tmp_path: Path, seed: int, tell: Callable[[str], None]
) -> None:
    faults = tmp_path / "faults"
    with running(fresh, LAUNCHER, SEED=str(seed), FAULTS=str(faults)) as suite:
        client = KeepingClient(suite.url, tmp_path / "acked")
        stage = perform(client, suite.site, say=lambda line: None)
        assert story_is_over(client, stage)
        settle(fresh)
        suite.kill()
    counted = ast.literal_eval(faults.read_text(encoding="utf-8"))
    report = checked(fresh, client.acked, tmp_path)
    tell(f"news: {counted}; {report}")
    assert report.findings == []
    assert all(counted[fault] > 20 for fault in ("lost", "doubled", "late")), counted
