"""Messages that no service of ours would send: each is refused or dropped, no service stops, and the story goes on."""

import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from kombu import Connection

from tests.servers.asking import Asking, asking, submission
from tests.servers.deployment import AUDIT, SERVICES, Deployment, restarts_of
from tests.servers.story import found_sound, play

MiB = 1024 * 1024
FAR_AHEAD = 10**12
JSON, PICKLE = "application/json", "application/x-python-serialize"
SECONDS = 180.0
# What each answers to anybody.
PLAIN = dict.fromkeys(SERVICES, "now") | {AUDIT: "key"}


def news(**changed: Any) -> str:
    """A batch of one event of `members`, as a later version might send it."""
    event = {
        "specversion": "1.0", "id": str(uuid.uuid4()), "source": "/shangliang/members", "type": "NobodyKnowsThis",
        "subject": "organisation-x", "time": "2026-03-02T04:00:00.000000+00:00", "datacontenttype": JSON,
        "data": {"what": "?"}, "position": FAR_AHEAD, "streamversion": 1, "schemaversion": 7, "role": "REC",
        "occurredat": "2026-03-02T04:00:00.000000+00:00", "division": "62", "commandid": "c", "correlationid": "c",
    }  # fmt: skip
    return json.dumps([event | changed])


# What is published to `members.events`, and how. All other services and the gateway hear it.
BAD_NEWS: dict[str, tuple[str | bytes, dict[str, Any]]] = {
    "bytes that are no text": (b"\xff\xfe\x00\x80", {"content_type": JSON, "content_encoding": "utf-8"}),
    "not JSON": ("[{", {"content_type": JSON}),
    "JSON of another shape": ('{"position": 1}', {"content_type": JSON}),
    "an event of an unknown type": (news(), {"content_type": JSON}),
    "an event at no position": (news(position=-1), {"content_type": JSON}),
    "an event of a service that nobody knows": (news(source="/shangliang/strangers"), {"content_type": JSON}),
    "an event whose place is a word": (news(position="first"), {"content_type": JSON}),
    "an empty batch": ("[]", {"content_type": JSON}),
    "nothing": ("", {}),
    "a pickle": (b"\x80\x04N.", {"content_type": PICKLE, "content_encoding": "binary"}),
    "an unknown encoding": (b"[]", {"content_type": JSON, "content_encoding": "x-unheard-of"}),
    "a body that says it is compressed": (
        "[]",
        {"content_type": JSON, "headers": {"compression": "application/x-gzip"}},
    ),
    "larger than allowed": (news(data={"what": "x" * 5 * MiB}), {"content_type": JSON}),
}
GOOD = json.dumps({"args": [None], "kwargs": {}})
# What is published to the queue of requests, and how.
BAD_REQUESTS: dict[str, tuple[str | bytes, dict[str, Any]]] = {
    "bytes that are no text": (b"\xff\xfe\x00\x80", {"content_encoding": "utf-8"}),
    "not JSON": ("{", {}),
    "nothing": ("", {}),
    "a list": ("[]", {}),
    "no arguments": ("{}", {}),
    "too many arguments": (json.dumps({"args": [1, 2, 3], "kwargs": {}}), {}),
    "arguments of another shape": (json.dumps({"args": "x", "kwargs": 7}), {}),
    "a pickle": (b"\x80\x04N.", {"content_type": PICKLE, "content_encoding": "binary"}),
    "an unknown content type": (GOOD, {"content_type": "text/x-unheard-of"}),
    "an unknown method": (GOOD, {"method": "drop_everything"}),
    "nobody to answer": (GOOD, {"reply_to": None, "correlation_id": None}),
    "nobody to answer, and an unknown method": (GOOD, {"reply_to": None, "method": "drop_everything"}),
    "nobody to answer, and no arguments": ("{}", {"reply_to": None}),
    "an answer to where nobody is": (GOOD, {"reply_to": "nobody"}),
    "a deadline that is a word": (GOOD, {"headers": {"deadline": "soon"}}),
    "a deadline that has passed": (GOOD, {"headers": {"deadline": 1.0}}),
    "larger than allowed": (json.dumps({"args": ["x" * 5 * MiB], "kwargs": {}}), {}),
    "a command that is a word": (json.dumps({"args": ["x"], "kwargs": {}}), {"method": "command"}),
    "a page of a log that cannot be": (json.dumps({"args": [{"start": "a", "limit": -1}], "kwargs": {}}), {"method": "read_log"}),
}  # fmt: skip


@pytest.fixture
def gateway(servers: Deployment) -> Iterator[Asking]:
    with asking(servers.broker("gateway")) as client:
        yield client


@pytest.fixture(scope="module")
def containers(servers: Deployment) -> list[str]:
    """Of ours, asked for once: no test here makes others."""
    return servers.containers(*SERVICES, AUDIT, "gateway")


@pytest.fixture(autouse=True)
def _no_service_stops(servers: Deployment, containers: list[str]) -> Iterator[None]:
    before = restarts_of(containers)
    yield
    assert restarts_of(containers) == before, servers.told()


@contextmanager
def speaking_as(servers: Deployment, service: str) -> Iterator[Callable[..., None]]:
    """Publishes to the service's own news, as only its user may."""
    with Connection(servers.broker(service), connect_timeout=10) as connection:
        producer = connection.Producer()
        yield lambda body, **properties: producer.publish(
            body, exchange=f"{service}.events", routing_key="x", **properties
        )


def send_badly(gateway: Asking, service: str, how: str) -> None:
    body, properties = BAD_REQUESTS[how]
    gateway.request(service, body, **({"method": PLAIN[service]} | properties))


def nothing_waits(servers: Deployment) -> None:
    """Until every queue of news and of requests is empty: what was bad has been taken and is gone."""
    deadline = time.monotonic() + SECONDS
    with Connection(servers.broker("operator")) as connection:
        for name in [f"{service}.news" for service in PLAIN] + [f"rpc-{service}" for service in PLAIN]:
            while connection.default_channel.queue_declare(name, passive=True).message_count:
                assert time.monotonic() < deadline, f"{name} is not taken from: {servers.told()}"
                time.sleep(0.1)


def all_answer(servers: Deployment, gateway: Asking) -> None:
    nothing_waits(servers)
    for service, method in PLAIN.items():
        assert gateway.call(service, method, None)["result"]["answer"]


@pytest.mark.parametrize("how", BAD_REQUESTS)
def test_no_service_stops_over_a_bad_request(servers: Deployment, gateway: Asking, how: str) -> None:
    for service in PLAIN:
        send_badly(gateway, service, how)
    all_answer(servers, gateway)


@pytest.mark.parametrize("how", BAD_NEWS)
def test_no_service_stops_over_bad_news(servers: Deployment, gateway: Asking, how: str) -> None:
    body, properties = BAD_NEWS[how]
    with speaking_as(servers, "members") as publish:
        publish(body, **properties)
    all_answer(servers, gateway)
    servers.wait_ready()


def carried_out(servers: Deployment, key: str) -> bool:
    return (key,) in servers.rows("topics", "SELECT key FROM commands")


def test_a_request_larger_than_allowed_is_refused(servers: Deployment, gateway: Asking) -> None:
    key = str(uuid.uuid4())
    answer = gateway.call("topics", "command", submission(key, "x" * 3 * MiB))
    assert answer["result"]["refused"]["name"] == "too-large"
    assert not carried_out(servers, key)


def test_a_request_that_comes_too_late_is_not_carried_out(servers: Deployment, gateway: Asking) -> None:
    key = str(uuid.uuid4())
    answer = gateway.call("topics", "command", submission(key), headers={"deadline": time.time() - 1})
    assert "expired" in answer
    assert not carried_out(servers, key)


def test_a_request_that_nobody_waits_for_is_not_carried_out(servers: Deployment, gateway: Asking) -> None:
    key = str(uuid.uuid4())
    body = json.dumps({"args": [submission(key)], "kwargs": {}})
    gateway.request("topics", body, "command", reply_to=None)
    all_answer(servers, gateway)
    assert not carried_out(servers, key)


def test_the_story_goes_on_among_bad_messages(
    servers: Deployment, gateway: Asking, tell: Callable[[str], None]
) -> None:
    def send_all() -> None:
        for service in PLAIN:
            for how in BAD_REQUESTS:
                send_badly(gateway, service, how)
        for service in SERVICES:
            with speaking_as(servers, service) as publish:
                for body, properties in BAD_NEWS.values():
                    publish(body, **properties)

    play(servers, {20: send_all, 70: send_all})
    all_answer(servers, gateway)
    bad = 2 * (len(PLAIN) * len(BAD_REQUESTS) + len(SERVICES) * len(BAD_NEWS))
    found_sound(servers, tell, f"{bad} bad messages, {servers.restarts()} restarts")
