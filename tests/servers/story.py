"""The story on servers, with something happening in the middle of it, and the checks after it."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from operations.demo.cast import TOWN
from operations.demo.client import NoAnswer
from operations.demo.play import perform
from tests.checker import acked as acknowledged
from tests.checker.acked import Acked
from tests.checker.invariants import FOUNDING, SYSTEM, Report, check_logs, check_projection, ids_in, unfinished
from tests.servers.clients import AskingAgain, acked_of, unsure_of
from tests.servers.deployment import SERVICES, Deployment
from tests.servers.replaying import replayed
from tests.system.story import KeepingClient, story_is_over

SETTLE_SECONDS = 180.0
HASTY_PAUSE = 0.1


def play(servers: Deployment, happening: Mapping[int, Callable[[], object]]) -> AskingAgain:
    """The whole story; after so many commands, each of these happens while it goes on."""
    client = AskingAgain(servers)
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


def _supervise(client: KeepingClient, happening: Mapping[int, Callable[[], object]], over: threading.Event) -> int:
    happened = 0
    for step, happens in sorted(happening.items()):
        while client.count < step:
            if over.wait(0.005):
                return happened
        happens()
        happened += 1
    return happened


@contextmanager
def submissions_meanwhile(
    servers: Deployment, writers: int, hasty: int = 0, pause: float = 0.0
) -> Iterator[Callable[[int], None]]:
    """Residents speak, each as soon as the last word was answered, or after a pause where it lasts long.

    Besides, `hasty` ones say each word once: whether one without an answer took effect, they never ask.
    """
    over = threading.Event()
    clients = [AskingAgain(servers) for _ in range(writers)]
    hasty_clients = [AskingAgain(servers, patience=0.0) for _ in range(hasty)]

    def speak(client: KeepingClient) -> None:
        while not over.is_set():
            body = {"text": f"路灯不亮 {uuid.uuid4()}", "division": TOWN, "channel": "qr", "name": "居民"}
            client.post("/v1/submissions", body, {})
            over.wait(pause)

    def speak_hastily(client: KeepingClient) -> None:
        while not over.is_set():
            with suppress(NoAnswer):
                speak(client)
            over.wait(HASTY_PAUSE)

    def all_have_spoken(times: int) -> None:
        """Waits until each has been answered that often from now on."""
        wanted = [(client, client.count + times) for client in clients]
        deadline = time.monotonic() + SETTLE_SECONDS
        while any(client.count < count for client, count in wanted):
            assert not any(one.done() for one in speaking), [one.exception() for one in speaking if one.done()]
            assert time.monotonic() < deadline, "the writers are not answered any more"
            time.sleep(0.01)

    with ThreadPoolExecutor(writers + hasty) as speakers:
        speaking = [speakers.submit(speak, client) for client in clients]
        speaking += [speakers.submit(speak_hastily, client) for client in hasty_clients]
        try:
            yield all_have_spoken
        finally:
            over.set()
        for one in speaking:
            one.result()


def settled(servers: Deployment) -> None:
    """Waits until nothing is on its way any more."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while left := unfinished(servers):
        assert time.monotonic() < deadline, f"{left} {servers.told()}"
        time.sleep(0.2)


def checked(servers: Deployment) -> Report:
    """I1 to I4 and I7 of the whole site, once nothing is on its way any more."""
    settled(servers)
    report = check_logs(servers, acknowledged.kept(acked_of(servers)), acknowledged.kept_unsure(unsure_of(servers)))
    with replayed(servers) as dumps:
        for service in SERVICES:
            projection = check_projection(servers, service, dumps[service])
            report.counts += projection.counts
            report.findings += projection.findings
    return report


def found_sound(servers: Deployment, tell: Callable[[str], None], said: str) -> None:
    """Says what was counted; every invariant holds."""
    report = checked(servers)
    tell(f"{said}; {report}")
    assert report.findings == []


def again(client: AskingAgain) -> str:
    return f"{len(client.left)} commands had no answer at first, {client.asked_again} were answered twice, each alike"


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
