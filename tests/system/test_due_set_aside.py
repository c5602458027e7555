"""A due time that cannot be done ends no suite: it is set aside, and the operator is told."""

import json
from pathlib import Path

from infra.kernel.access.site import embedded_site
from tests.system.api import Api, eventually
from tests.system.suite import running, shangliang
from tests.unit.operating.spoilt import TOPIC, due_now, undecodable


def test_a_due_time_that_raises_is_set_aside_and_the_suite_serves_on(fresh: Path) -> None:
    site = embedded_site(fresh, demo_clock=True)
    event_id = undecodable(site)
    due_now(site)
    with running(fresh) as suite:
        ready = eventually(lambda: Api(suite.url).get("/ready").json(), lambda found: found["alarms"])
        assert (ready["status"], ready["alarms"]) == (
            "degraded",
            [{"service": "topics", "parked": 1, "do": "shangliang parked"}],
        )
        (line,) = shangliang(fresh, "parked").stdout.splitlines()
        listed = json.loads(line)
        assert (listed["number"], listed["stream"]) == ("due-1", TOPIC)
        assert event_id in listed["error"]
        again = shangliang(fresh, "parked", "retry", "topics", "due-1")
        assert again.returncode == 1
        assert "再次失败" in again.stderr
    doctor = shangliang(fresh, "doctor")
    assert doctor.returncode == 1
    assert "shangliang parked retry topics due-1" in doctor.stdout
    assert f"topics cannot read {TOPIC} version 1, event {event_id}" in doctor.stdout
    assert shangliang(fresh, "parked", "discard", "topics", "due-1", "--reason", "议题已撤").returncode == 0
    assert shangliang(fresh, "parked").stdout == "nothing is parked\n"
