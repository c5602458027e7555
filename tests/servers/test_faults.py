"""Any plug may be pulled in mid-story: nothing acknowledged is lost, nothing happens twice, and the story goes on."""

from collections.abc import Callable

import pytest

from tests.servers.deployment import Deployment
from tests.servers.story import again, found_sound, play, submissions_meanwhile

Tell = Callable[[str], None]


def kill_under_load(servers: Deployment, what: str) -> None:
    """Residents speak; some ask again until they are answered, one never does."""
    with submissions_meanwhile(servers, 3, hasty=1) as all_have_spoken:
        all_have_spoken(5)
        servers.kill(what)
        all_have_spoken(5)


@pytest.mark.faults
def test_the_broker_is_killed_twice_under_load(servers: Deployment, tell: Tell) -> None:
    before = servers.restarts()
    kill = {step: lambda: kill_under_load(servers, "rabbitmq") for step in (30, 80)}
    client = play(servers, kill)
    found_sound(servers, tell, again(client))
    assert servers.restarts() == before, "a service did not survive it"


def wipe_broker(servers: Deployment) -> None:
    servers.compose("rm", "--stop", "--force", "rabbitmq")
    servers.remove_volume("rabbitmq")
    servers.up("--no-deps", "rabbitmq")


def test_the_broker_loses_everything(servers: Deployment, tell: Tell) -> None:
    before = servers.restarts()
    client = play(servers, {50: lambda: wipe_broker(servers)})
    found_sound(servers, tell, again(client))
    assert servers.restarts() == before, "a service did not survive it"


def test_postgresql_is_killed_twice_under_load(servers: Deployment, tell: Tell) -> None:
    before = servers.restarts()
    client = play(servers, {step: lambda: kill_under_load(servers, "postgres") for step in (40, 90)})
    found_sound(servers, tell, again(client))
    assert servers.restarts() == before, "a service did not survive it"


def test_every_service_is_killed(servers: Deployment, tell: Tell) -> None:
    steps = {15: "members", 30: "topics", 55: "meetings", 75: "gateway", 95: "outcomes", 110: "topics"}
    client = play(servers, {step: (lambda name=name: servers.kill(name)) for step, name in steps.items()})  # type: ignore[misc]
    found_sound(servers, tell, again(client))


def test_two_of_every_service_play_the_story(servers: Deployment, tell: Tell) -> None:
    names = ("members", "topics", "meetings", "outcomes")
    servers.up("--no-recreate", *(f"--scale={name}=2" for name in names))
    try:
        assert [len(servers.containers(name)) for name in names] == [2, 2, 2, 2]
        client = play(servers, {})
    finally:
        servers.up("--no-recreate", *(f"--scale={name}=1" for name in names))
    found_sound(servers, tell, again(client))


def stop_and_start_under_load(servers: Deployment) -> None:
    names = ("members", "topics", "meetings", "outcomes", "gateway")
    with submissions_meanwhile(servers, 3) as all_have_spoken:
        all_have_spoken(5)
        servers.compose("stop", *names)
        # Who does not end of itself within its time of grace is killed, and has another code.
        assert servers.exit_codes(*names) == dict.fromkeys(names, 0)
        servers.up()
        all_have_spoken(5)


def test_all_services_are_stopped_under_load_and_started_again(servers: Deployment, tell: Tell) -> None:
    client = play(servers, {60: lambda: stop_and_start_under_load(servers)})
    found_sound(servers, tell, again(client))


@pytest.mark.faults
def test_everything_is_taken_down_and_comes_back(servers: Deployment, tell: Tell) -> None:
    def down_and_up() -> None:
        servers.compose("down")
        servers.up()

    client = play(servers, {70: down_and_up})
    found_sound(servers, tell, again(client))
