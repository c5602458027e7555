"""The story on servers, with something happening in the middle of it, and the checks after it."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from infra.demo.cast import TOWN
from infra.demo.play import perform
from tests.checker import acked as acknowledged
from tests.checker.acked import Acked
from tests.checker.invariants import FOUNDING, SYSTEM, Report, check_logs, ids_in, unfinished
from tests.servers.deployment import SERVICES, Deployment
from tests.system.story import KeepingClient, story_is_over

PATIENCE = 120.0
SETTLE_SECONDS = 60.0


def acked_of(servers: Deployment) -> Path:
    """All that this deployment ever acknowledged to the tests: it is one site, and checked as a whole."""
    file = servers.folder / "acked"
    file.touch()
    return file


def client_of(servers: Deployment) -> KeepingClient:
    return KeepingClient(servers.url, acked_of(servers), PATIENCE)


def play(servers: Deployment, happening: dict[int, Callable[[], object]]) -> KeepingClient:
    """The whole story; after so many commands, each of these happens while it goes on."""
    client = client_of(servers)
    with ThreadPoolExecutor(1) as supervisor:
        over = threading.Event()
        supervised = supervisor.submit(_supervise, client, happening, over)
        try:
            stage = perform(client, servers.site, say=lambda line: None)
        finally:
            over.set()
        assert supervised.result() == len(happening), "the story was over before all had happened"
    assert story_is_over(client, stage)
    return client


def _supervise(client: KeepingClient, happening: dict[int, Callable[[], object]], over: threading.Event) -> int:
    happened = 0
    for step, happens in sorted(happening.items()):
        while client.count < step:
            if over.wait(0.005):
                return happened
        happens()
        happened += 1
    return happened


@contextmanager
def submissions_meanwhile(servers: Deployment, writers: int) -> Iterator[Callable[[int], None]]:
    """Residents speak without a pause, each as soon as the last word was answered."""
    over = threading.Event()
    clients = [client_of(servers) for _ in range(writers)]

    def speak(client: KeepingClient) -> None:
        while not over.is_set():
            body = {"text": f"路灯不亮 {uuid.uuid4()}", "division": TOWN, "channel": "qr", "name": "居民"}
            client.post("/v1/submissions", body, {})

    def all_have_spoken(times: int) -> None:
        """Waits until each has been answered that often from now on."""
        wanted = [(client, client.count + times) for client in clients]
        deadline = time.monotonic() + SETTLE_SECONDS
        while any(client.count < count for client, count in wanted):
            assert not any(one.done() for one in speaking), [one.exception() for one in speaking if one.done()]
            assert time.monotonic() < deadline, "the writers are not answered any more"
            time.sleep(0.01)

    with ThreadPoolExecutor(writers) as speakers:
        speaking = [speakers.submit(speak, client) for client in clients]
        try:
            yield all_have_spoken
        finally:
            over.set()
        for one in speaking:
            one.result()


def checked(servers: Deployment) -> Report:
    """I1 to I3 of the whole site, once nothing is on its way any more."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while left := unfinished(servers):
        assert time.monotonic() < deadline, f"{left} {servers.told()}"
        time.sleep(0.2)
    return check_logs(servers, acknowledged.kept(acked_of(servers)))


def adopt_commands(servers: Deployment) -> None:
    """Takes what another client than the tests' was answered into the list of what must be there for good."""
    file = acked_of(servers)
    known = {one.key for one in acknowledged.kept(file)}
    found: dict[str, Acked] = {}
    for service in SERVICES:
        for caller, given, answer in servers.rows(service, "SELECT caller, key, answer FROM commands"):
            # An advance of the clock is carried out day by day, under `KEY/DAY`.
            key = given.partition("/")[0]
            if caller not in (FOUNDING, SYSTEM) and key not in known:
                found[key] = Acked(key, service, ids_in(answer))
    for acked in found.values():
        acknowledged.keep(file, acked)
