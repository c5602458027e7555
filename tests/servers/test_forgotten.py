"""On servers too nothing is left of whose keys were destroyed: in dumps of the databases, queues, logs, ledger and files."""

import subprocess
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from kombu import Connection

from operations.demo.cast import TOWN
from operations.demo.client import Client, NoAnswer
from tests.servers.clients import AskingAgain
from tests.servers.deployment import AUDIT, SERVICES, Deployment
from tests.servers.story import settled
from tests.servers.test_broker_topology import listed
from tests.servers.test_logs import log_of
from tests.system.api import Headers, eventually, token
from tests.system.planting import Planted
from tests.system.sealing import all_sealed

PLACES = ("databases", "queues", "logs", "ledger and files")
WORDS = {"title": "…", "text": "…", "name": "…", "contact": "…", "division": TOWN, "channel": "qr"}
HELD = "meetings"
"""The service that is away meanwhile, so that its news waits on the broker."""


@dataclass
class Said:
    """`forgotten` are whose keys are destroyed; `spared` keeps the key; `open` was never a secret: it shows that the search finds."""

    forgotten: Planted = field(default_factory=Planted)
    spared: Planted = field(default_factory=Planted)
    open: Planted = field(default_factory=Planted)
    keys: list[bytes] = field(default_factory=list)
    found_in: dict[str, bytes] = field(default_factory=dict)


@pytest.fixture(scope="module")
def said(servers: Deployment) -> Said:
    """Words of residents and of a person on record; the keys of all but one are destroyed, and what is everywhere is looked at."""
    said, client = Said(), AskingAgain(servers)
    administrator, security = token(servers.site, "ADM"), token(servers.site, "SEC")
    with away(servers, HELD):
        people = [speak(client, said.forgotten, "/v1/submissions", {}) for _ in range(3)]
        people.append(speak(client, said.forgotten, "/v1/people", administrator))
        speak(client, said.spared, "/v1/submissions", {})
        name = {"name": said.open.word("organisation.name"), "kind": "station", "division": TOWN}
        client.post("/v1/organisations", name, {**administrator, "X-Correlation-Id": said.open.mark})
        said.keys = [key_of(servers, person) for person in people]
        for person in people:
            asked = {"person": person, "ground": "request", "reason": "本人申请"}
            made = client.post("/v1/destructions", asked, security)["id"]
            client.post(f"/v1/destructions/{made}/approve", {}, administrator)
        eventually(lambda: [key_of(servers, person) for person in people], lambda left: not any(left))
        said.found_in["queues"] = queues(servers)
    servers.wait_ready()
    settled(servers)
    all_sealed(servers.url)
    said.found_in |= {"databases": dumped(servers), "logs": logs(servers), "ledger and files": volumes(servers)}
    return said


def speak(client: AskingAgain, planted: Planted, path: str, who: Headers) -> str:
    body = WORDS if path == "/v1/submissions" else {"name": "…", "contact": "…"}
    return str(client.post(path, planted.into(path, body), who)["id"])


@contextmanager
def away(servers: Deployment, service: str) -> Iterator[None]:
    servers.compose("stop", service)
    try:
        yield
    finally:
        servers.up("--no-deps", service)


def key_of(servers: Deployment, person: str) -> bytes:
    ((key,),) = servers.rows("personal", f"SELECT key FROM person_keys WHERE person = '{person}'")  # noqa: S608 our own
    return bytes(key or b"")


def dumped(servers: Deployment) -> bytes:
    """Every database of the server, by PostgreSQL's own tool."""
    return in_container(servers, "postgres", "pg_dumpall -U postgres")


def volumes(servers: Deployment) -> bytes:
    return in_container(servers, AUDIT, "find /var/lib/shangliang -type f -exec cat {} +")


def logs(servers: Deployment) -> bytes:
    names = (*SERVICES, AUDIT, "gateway", "postgres", "rabbitmq")
    return "".join(log_of(container) for container in servers.containers(*names)).encode()


def in_container(servers: Deployment, service: str, command: str) -> bytes:
    (container,) = servers.containers(service)
    done = subprocess.run(
        ("docker", "exec", container, "sh", "-c", command), capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def queues(servers: Deployment) -> bytes:
    """What waits for any service, each message taken and given back; replies go to who waits for them, and go with him."""
    names = [one["name"] for one in listed(servers, "list_queues", "name")]
    services = [name for name in names if name.startswith("rpc-") or name.endswith(".news")]
    return b"".join(waiting(servers, name) for name in services)


def waiting(servers: Deployment, name: str) -> bytes:
    """As its own service may see it, who alone may; not acknowledged, all of it goes back when the connection is closed."""
    bodies, owner = [], name.removeprefix("rpc-").removesuffix(".news")
    with Connection(servers.broker(owner)) as connection:
        while (message := connection.default_channel.basic_get(name)) is not None:
            body = message.body
            bodies.append(body if isinstance(body, bytes) else str(body).encode())
    return b"\n".join(bodies)


@pytest.mark.parametrize("place", PLACES)
def test_the_search_finds_what_stands_in_the_open(said: Said, place: str) -> None:
    assert said.open.stands_in(said.found_in[place])


@pytest.mark.parametrize("place", PLACES)
def test_nobodys_words_stand_there_whether_forgotten_or_not(said: Said, place: str) -> None:
    content = said.found_in[place]
    assert [planted.stands_in(content) for planted in (said.forgotten, said.spared)] == [False, False]


@pytest.mark.parametrize("place", PLACES)
def test_no_destroyed_key_stands_there(said: Said, place: str) -> None:
    content = said.found_in[place]
    assert said.keys
    assert not [key for key in said.keys if key in content or key.hex().encode() in content]


def test_who_is_spared_is_still_read_and_the_others_are_not(servers: Deployment, said: Said) -> None:
    shown = Client(servers.url).get("/v1/submissions?limit=200", token(servers.site, "AUD"))["items"]
    texts = {one["text"] for one in shown}
    assert texts >= {*said.spared.words["submission.submit.text"], "已删除"}
    assert texts.isdisjoint(said.forgotten.all)


def test_a_request_that_nobody_waits_for_any_more_leaves_the_broker(servers: Deployment) -> None:
    """The words of a request stand in it in the open: they wait no longer than whoever asked."""
    words, client = Planted(), AskingAgain(servers, patience=0.0)
    requests = "rpc-topics"
    with away(servers, "topics"), ThreadPoolExecutor(1) as resident:
        body = words.into("/v1/submissions", WORDS)
        speaking = resident.submit(client.post, "/v1/submissions", body, {}, str(uuid.uuid4()))
        eventually(lambda: words.stands_in(waiting(servers, requests)), bool)
        eventually(lambda: words.stands_in(waiting(servers, requests)), lambda stands: not stands)
        assert isinstance(speaking.exception(), NoAnswer)
    servers.wait_ready()
