"""Bad lines to PostgreSQL and RabbitMQ in mid-story: nothing is lost, nothing happens twice, and the story goes on."""

import json
import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
import requests

from tests.checker import acked as acknowledged
from tests.checker.acked import Acked
from tests.servers.amqp_frames import Content
from tests.servers.asking import asking, submission
from tests.servers.clients import AskingAgain, acked_of
from tests.servers.deployment import AUDIT, ROOT, SERVICES, Deployment
from tests.servers.lasting import lasting
from tests.servers.proxy import TO_CLIENT, TO_SERVER, AmqpLink, Cut, Line, PostgresLink, on_time
from tests.servers.story import again, found_sound, play

Tell = Callable[[str], None]
OURS = (*SERVICES, AUDIT, "gateway")
# Longer than the gateway waits for a service.
PARTITION_SECONDS = 35.0
FAR = 25.0
ALARM_SECONDS = 15.0
# A command's statements go in one message, which is its transaction; what news does ends in a COMMIT of its own.
COMMAND, NEWS = b";EXECUTE s_", b"Q\0\0\0\x0bCOMMIT\0"


@dataclass(frozen=True)
class Wire:
    """The two lines through which services and gateway reach their servers."""

    postgresql: Line
    rabbitmq: Line


@pytest.fixture(scope="module")
def lines(servers: Deployment) -> Iterator[Wire]:
    """The suite once more, behind the lines; at the end as it was."""
    wire = Wire(
        Line(int(servers.environment["TEST_POSTGRES_PORT"]), PostgresLink),
        Line(int(servers.environment["TEST_RABBITMQ_PORT"]), AmqpLink),
    )
    here = this_machine(servers)
    with wire.postgresql.open(here) as postgresql, wire.rabbitmq.open(here) as rabbitmq:
        named = {"WIRE_HOST": here, "WIRE_POSTGRES": str(postgresql), "WIRE_RABBITMQ": str(rabbitmq)}
        servers.environment |= named
        servers.more_files = (ROOT / "tests" / "compose.wire.yml",)
        try:
            servers.up("--no-deps", *OURS)
            servers.wait_ready()
            yield wire
        finally:
            servers.more_files = ()
            for name in named:
                del servers.environment[name]
            servers.up("--no-deps", *OURS)
    servers.wait_ready()


# What a container has of the way out of its network: engines differ in what they tell of it, and some tell nothing.
WAY_OUT = """
from socket import inet_ntoa
routes = [line.split() for line in open("/proc/net/route")]
print(next(inet_ntoa(bytes.fromhex(route[2])[::-1]) for route in routes if route[1] == "00000000"))
"""


def this_machine(servers: Deployment) -> str:
    """Its address as containers know it: not one that others could reach."""
    return servers.compose("exec", "-T", "gateway", "python", "-c", WAY_OUT).stdout.strip()


@pytest.fixture
def wire(lines: Wire) -> Iterator[Wire]:
    """Good lines again after each test."""
    yield lines
    for line in (lines.postgresql, lines.rabbitmq):
        line.cut = None
        line.begin(on_time)
        line.release()


def told(servers: Deployment, tell: Tell, happening: Mapping[int, Callable[[], object]], line: Line) -> AskingAgain:
    """Plays the story with that happening, and checks the site."""
    before, started = servers.restarts(), time.monotonic()
    client = play(servers, happening)
    seconds = time.monotonic() - started
    found_sound(servers, tell, f"{seconds:.0f} s, {again(client)}, {dict(line.counted())}")
    assert servers.restarts() == before, "a service did not survive it"
    return client


def twice(_content: Content) -> list[float]:
    return [0.0, random.choice([0.0, 0.3])]


def shuffled(content: Content) -> list[float]:
    return [random.uniform(0, 0.6 if content.exchange.endswith(".events") else 0.05)]


def again_and_again_and_shuffled(content: Content) -> list[float]:
    return [shuffled(content)[0] for _ in range(random.randint(1, 4))]


def test_containers_reach_the_lines_by_the_address_that_they_have_of_this_machine(
    servers: Deployment, lines: Wire
) -> None:
    for port in (servers.environment["WIRE_POSTGRES"], servers.environment["WIRE_RABBITMQ"]):
        reach = f"import socket; socket.create_connection(('wire', {port}), 10).close()"
        assert servers.compose("exec", "-T", "gateway", "python", "-c", reach, check=False).stderr == ""


def test_every_message_arrives_up_to_four_times_and_in_any_order(servers: Deployment, wire: Wire, tell: Tell) -> None:
    wire.rabbitmq.begin(again_and_again_and_shuffled)
    told(servers, tell, {}, wire.rabbitmq)
    assert wire.rabbitmq.counts["delivered again"] > 500
    assert wire.rabbitmq.counts["overtaken"] > 50


@pytest.mark.faults
def test_every_message_arrives_twice(servers: Deployment, wire: Wire, tell: Tell) -> None:
    wire.rabbitmq.begin(twice)
    told(servers, tell, {}, wire.rabbitmq)
    counted = wire.rabbitmq.counted()
    assert counted["delivered again"] == counted["delivered"] > 500


@pytest.mark.faults
def test_messages_arrive_in_any_order(servers: Deployment, wire: Wire, tell: Tell) -> None:
    wire.rabbitmq.begin(shuffled)
    told(servers, tell, {}, wire.rabbitmq)
    assert wire.rabbitmq.counts["overtaken"] > 50


@pytest.mark.faults
def test_one_message_arrives_long_after_newer_ones(servers: Deployment, wire: Wire, tell: Tell) -> None:
    late: list[Content] = []

    def one_late(content: Content) -> list[float]:
        if content.exchange == "topics.events" and len(late) < 1:
            late.append(content)
            return [FAR]
        return [0.0]

    def begin() -> None:
        wire.rabbitmq.begin(one_late)

    told(servers, tell, {30: begin}, wire.rabbitmq)
    assert len(late) == 1
    deadline = time.monotonic() + 2 * FAR
    while not wire.rabbitmq.counts["overtaken"]:
        assert time.monotonic() < deadline, "the late message never came"
        time.sleep(0.1)
    found_sound(servers, tell, f"and {FAR} s later it came")


@pytest.mark.faults
@pytest.mark.parametrize("ways", [(TO_SERVER, TO_CLIENT), (TO_SERVER,), (TO_CLIENT,)], ids=["both", "out", "in"])
def test_the_broker_cannot_be_reached_for_a_while(
    servers: Deployment, wire: Wire, tell: Tell, ways: tuple[str, ...]
) -> None:
    back: list[float] = []

    def partition() -> None:
        wire.rabbitmq.hold(*ways)
        lasting(PARTITION_SECONDS)
        assert not servers.ready()
        wire.rabbitmq.release()
        back.append(servers.wait_ready())

    client = told(servers, tell, {40: partition}, wire.rabbitmq)
    assert client.left, "no command was hit"
    tell(f"ready {back[0]:.1f} s after the line was good again")


@pytest.mark.faults
def test_the_line_to_postgresql_breaks_in_the_middle_of_a_commit(servers: Deployment, wire: Wire, tell: Tell) -> None:
    def breaks(marker: bytes, before: bool) -> Callable[[], None]:
        def begin() -> None:
            wire.postgresql.cut = Cut(marker, 6, before)

        return begin

    happening = {15: breaks(COMMAND, False), 45: breaks(COMMAND, True), 70: breaks(NEWS, False), 95: breaks(NEWS, True)}
    client = told(servers, tell, happening, wire.postgresql)
    assert wire.postgresql.counts["cut in the answer"] > 6
    assert wire.postgresql.counts["cut before"] > 6
    assert client.left, "no command was hit"


@pytest.mark.faults
def test_the_broker_has_no_room_for_a_while(servers: Deployment, tell: Tell) -> None:
    """An alarm stops whoever publishes, also RPC: what has reached a service is committed and numbered all the same."""
    key, before = str(uuid.uuid4()), servers.restarts()
    with asking(servers.broker("gateway")) as gateway:
        servers.compose("pause", "topics")
        given = gateway.request("topics", json.dumps({"args": [submission(key)], "kwargs": {}}), "command")
        alarm(servers, on=True)
        servers.compose("unpause", "topics")
        committed_and_numbered(servers, key)
        assert requests.get(f"{servers.url}/ready", timeout=60).status_code == 503
        assert servers.rows("topics", "SELECT count(*) FROM events WHERE position IS NULL") == [(0,)]
        alarm(servers, on=False)
        ready = servers.wait_ready()
        # The answer was on its way when the alarm began, or it is lost and told when it is asked for again.
        again = gateway.call("topics", "command", submission(key))["result"]["answer"]
    acknowledged.keep(acked_of(servers), Acked(key, "/v1/submissions", tuple(event["id"] for event in again["events"])))
    assert given
    play(servers, {40: lambda: alarm_for_a_while(servers)})
    found_sound(servers, tell, f"ready {ready:.1f} s after the alarm")
    assert servers.restarts() == before, "a service did not survive it"


def alarm(servers: Deployment, on: bool) -> None:
    servers.compose("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "set_disk_free_limit", "1000000GB" if on else "1GB")


def alarm_for_a_while(servers: Deployment) -> None:
    alarm(servers, on=True)
    lasting(ALARM_SECONDS)
    alarm(servers, on=False)


def committed_and_numbered(servers: Deployment, key: str) -> None:
    events = "SELECT count(*) FROM commands JOIN events USING (command_id) WHERE key = '{}' AND position IS NOT NULL"
    deadline = time.monotonic() + 60
    while not servers.rows("topics", events.format(key))[0][0]:
        assert time.monotonic() < deadline, f"not committed: {servers.told()}"
        time.sleep(0.1)
