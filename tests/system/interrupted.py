"""The story with something done between two of its commands: it waits, and then goes on, perhaps elsewhere."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from operations.demo.cast import TOWN
from tests.checker import acked as acknowledged
from tests.checker.acked import Acked
from tests.checker.reading import SERVICES, Home, followed, rows
from tests.system.api import eventually
from tests.system.story import KeepingClient


class Interrupted(KeepingClient):
    """After so many commands, what is to happen then is called with this client, before the next one is given."""

    def __init__(self, url: str, acked: Path, happening: Mapping[int, Callable[["Interrupted"], None]]) -> None:
        super().__init__(url, acked, patience=300.0)
        self.to_come = dict(happening)

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str], key: str | None = None) -> dict[str, Any]:
        if happens := self.to_come.pop(self.count, None):
            happens(self)
        return super().post(path, body, headers, key)


@contextmanager
def residents_speak(url: str, said: Path, writers: int) -> Iterator[Callable[[int], None]]:
    """Without a pause, until the block ends; what each was answered is kept in `said`."""
    over = Event()
    clients = [KeepingClient(url, said, patience=300.0) for _ in range(writers)]

    def speak(client: KeepingClient) -> None:
        while not over.is_set():
            body = {"text": f"路灯\t不亮\\ {uuid.uuid4()}", "division": TOWN, "channel": "qr", "name": "居民"}
            client.post("/v1/submissions", body, {})

    def each_has_spoken(times: int) -> None:
        wanted = [(client, client.count + times) for client in clients]
        eventually(lambda: [one.count for one, _ in wanted], lambda _: all(one.count >= n for one, n in wanted))

    with ThreadPoolExecutor(writers) as threads:
        speaking = [threads.submit(speak, client) for client in clients]
        try:
            yield each_has_spoken
        finally:
            over.set()
        for one in speaking:
            one.result()


def ahead(home: Home) -> list[str]:
    """Who has read what no log has: in a site of one instant, nobody."""
    heads = {service: rows(home, service, "SELECT count(*) FROM events")[0][0] for service in SERVICES}
    return [
        f"{service} has read {cursor} of {heads[followed(producer)]} of {producer}"
        for service in SERVICES
        for producer, cursor in rows(home, service, "SELECT producer, next_position FROM cursors")
        if cursor > heads[followed(producer)]
    ]


def kept_of(said: Path, home: Home) -> list[Acked]:
    """Those of the acknowledged words that are on record there."""
    # An advance of the clock is carried out day by day, under `KEY/DAY`.
    known = {row[0].partition("/")[0] for one in SERVICES for row in rows(home, one, "SELECT key FROM commands")}
    return [one for one in acknowledged.kept(said) if one.key in known]
