"""Any plug may be pulled in mid-story: nothing acknowledged is lost, nothing happens twice, and the story goes on."""

import time
from collections.abc import Callable

import pytest

from tests.servers.deployment import Deployment
from tests.servers.story import checked, play, submissions_meanwhile

Tell = Callable[[str], None]
# Ours stop within ten; the rest is what an engine needs to stop five containers.
STOP_SECONDS = 14.0


def reported(servers: Deployment, tell: Tell, said: str) -> None:
    report = checked(servers)
    tell(f"{said}; {report}")
    assert report.findings == []


@pytest.mark.faults
def test_the_broker_is_killed_twice(servers: Deployment, tell: Tell) -> None:
    before = servers.restarts()
    client = play(servers, {30: lambda: servers.kill("rabbitmq"), 80: lambda: servers.kill("rabbitmq")})
    reported(servers, tell, f"{client.unknown} requests without an answer")
    assert servers.restarts() == before, "a service did not survive it"


def wipe_broker(servers: Deployment) -> None:
    servers.compose("rm", "--stop", "--force", "rabbitmq")
    servers.remove_volume("rabbitmq")
    servers.up("--no-deps", "rabbitmq")


def test_the_broker_loses_everything(servers: Deployment, tell: Tell) -> None:
    before = servers.restarts()
    client = play(servers, {50: lambda: wipe_broker(servers)})
    reported(servers, tell, f"{client.unknown} requests without an answer")
    assert servers.restarts() == before, "a service did not survive it"


def kill_under_load(servers: Deployment) -> None:
    with submissions_meanwhile(servers, 3) as all_have_spoken:
        all_have_spoken(5)
        servers.kill("postgres")
        all_have_spoken(5)


def test_postgresql_is_killed_twice_under_load(servers: Deployment, tell: Tell) -> None:
    before = servers.restarts()
    client = play(servers, {40: lambda: kill_under_load(servers), 90: lambda: kill_under_load(servers)})
    reported(servers, tell, f"{client.unknown} requests without an answer")
    assert servers.restarts() == before, "a service did not survive it"


def test_every_service_is_killed(servers: Deployment, tell: Tell) -> None:
    steps = {15: "members", 30: "topics", 55: "meetings", 75: "gateway", 95: "outcomes", 110: "topics"}
    client = play(servers, {step: (lambda name=name: servers.kill(name)) for step, name in steps.items()})  # type: ignore[misc]
    reported(servers, tell, f"{client.unknown} requests without an answer")


def test_two_of_every_service_play_the_story(servers: Deployment, tell: Tell) -> None:
    names = ("members", "topics", "meetings", "outcomes")
    servers.up("--no-recreate", *(f"--scale={name}=2" for name in names))
    try:
        assert [len(servers.containers(name)) for name in names] == [2, 2, 2, 2]
        client = play(servers, {})
    finally:
        servers.up("--no-recreate", *(f"--scale={name}=1" for name in names))
    reported(servers, tell, f"{client.unknown} requests without an answer")


def stop_and_start_under_load(servers: Deployment) -> None:
    names = ("members", "topics", "meetings", "outcomes", "gateway")
    with submissions_meanwhile(servers, 3) as all_have_spoken:
        all_have_spoken(5)
        started = time.monotonic()
        servers.compose("stop", *names)
        assert time.monotonic() - started < STOP_SECONDS
        assert servers.exit_codes(*names) == dict.fromkeys(names, 0)
        servers.up()
        all_have_spoken(5)


def test_all_services_are_stopped_under_load_and_started_again(servers: Deployment, tell: Tell) -> None:
    client = play(servers, {60: lambda: stop_and_start_under_load(servers)})
    reported(servers, tell, f"{client.unknown} requests without an answer")


@pytest.mark.faults
def test_everything_is_taken_down_and_comes_back(servers: Deployment, tell: Tell) -> None:
    def down_and_up() -> None:
        servers.compose("down")
        servers.up()

    client = play(servers, {70: down_and_up})
    reported(servers, tell, f"{client.unknown} requests without an answer")
