"""Any plug may be pulled in mid-story: nothing acknowledged is lost, nothing happens twice, and the story goes on."""

from collections.abc import Callable

import pytest

from tests.servers.deployment import Deployment
from tests.servers.story import checked, play, submissions_meanwhile

Tell = Callable[[str], None]


def reported(servers: Deployment, tell: Tell, said: str) -> None:
    report = checked(servers)
    tell(f"{said}; {report}")
    assert report.findings == []


def test_the_broker_is_killed_twice(servers: Deployment, tell: Tell) -> None:
    client = play(servers, {30: lambda: servers.kill("rabbitmq"), 80: lambda: servers.kill("rabbitmq")})
    reported(servers, tell, f"{client.unknown} requests without an answer")


def wipe_broker(servers: Deployment) -> None:
    servers.compose("rm", "--stop", "--force", "rabbitmq")
    servers.remove_volume("rabbitmq")
    servers.up("--no-deps", "rabbitmq")


def test_the_broker_loses_everything(servers: Deployment, tell: Tell) -> None:
    client = play(servers, {50: lambda: wipe_broker(servers)})
    reported(servers, tell, f"{client.unknown} requests without an answer")


def test_postgresql_is_killed_under_load(servers: Deployment, tell: Tell) -> None:
    with submissions_meanwhile(servers, 3) as residents:
        client = play(servers, {40: lambda: servers.kill("postgres"), 90: lambda: servers.kill("postgres")})
    spoken = sum(resident.count for resident in residents)
    unanswered = sum(one.unknown for one in (client, *residents))
    reported(servers, tell, f"{spoken} submissions meanwhile, {unanswered} requests without an answer")
    assert spoken > 0


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


@pytest.mark.faults
def test_all_services_are_stopped_under_load_and_started_again(servers: Deployment, tell: Tell) -> None:
    names = ("members", "topics", "meetings", "outcomes", "gateway")

    def restart() -> None:
        servers.compose("stop", *names)
        codes = servers.exit_codes(*names)
        servers.up()
        assert codes == dict.fromkeys(names, 0)

    with submissions_meanwhile(servers, 3):
        client = play(servers, {60: restart})
    reported(servers, tell, f"{client.unknown} requests without an answer")
