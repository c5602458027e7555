"""Two replicas with four writers each and a tailing subscriber: reading by position leaves nothing out, by a sequence does."""

import json
import subprocess
import sys
import time
import uuid
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import psycopg2
import pytest

from infra.kernel.access.site import PERSONAL, Site
from infra.kernel.storage.migrate import migrate
from tests.servers.deployment import ROOT
from tests.servers.race_course import EVENTS_OF_A_PROCESS, LATE, RACE_SECONDS

# The follower reads while they write: it has next to nothing to do when they are done.
FOLLOW_SECONDS = 180
# Each replica also makes a book that all write into; only the first one's is used.
TOTAL = 2 * (1 + EVENTS_OF_A_PROCESS) + LATE


@dataclass(frozen=True)
class Race:
    """What the two readers of the log saw, and what is in it afterwards. An event is (position, stream, version)."""

    by_position: list[tuple[int, str, int]]
    by_insertion: set[str]
    late: set[str]
    written: dict[str, tuple[int, str, int]]
    seconds: float

    @property
    def overlooked(self) -> set[str]:
        return self.written.keys() - self.by_insertion


@pytest.fixture(scope="module")
def race(postgresql: str) -> Race:
    """Run once: two processes write and number, a third one follows."""
    databases = new_databases(postgresql)
    writers = [started("write", databases, name) for name in ("left", "right")]
    follower = started("follow", databases, str(TOTAL))
    try:
        shared, *_ = [line_of(racer) for racer in (*writers, follower)]
        begun = time.monotonic()
        for racer in (*writers, follower):
            tell_it(racer, shared)
        assert [writer.wait(RACE_SECONDS) for writer in writers] == [0, 0]
        said, _ = follower.communicate(timeout=FOLLOW_SECONDS)
        seconds = time.monotonic() - begun
    finally:
        for racer in (*writers, follower):
            racer.kill()
            racer.communicate()
    read, late, by_insertion = json.loads(said)
    return Race([tuple(one) for one in read], set(by_insertion), set(late), log_of(databases), seconds)


def new_databases(server: str) -> str:
    """As an operator makes them; answers their address with {service} in it."""
    databases = f"{server}/race_{uuid.uuid4().hex}_{{service}}"
    with closing(psycopg2.connect(f"{server}/postgres")) as connection:
        connection.autocommit = True
        for service in ("library", PERSONAL):
            name = databases.format(service=service).rpartition("/")[2]
            connection.cursor().execute(f"CREATE DATABASE {name}")
    migrate(Site(databases, "", "", None, demo_clock=False), ["library"])
    return databases


def started(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.servers.racer", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def line_of(racer: subprocess.Popen[str]) -> str:
    assert racer.stdout is not None
    return racer.stdout.readline().strip()


def tell_it(racer: subprocess.Popen[str], line: str) -> None:
    assert racer.stdin is not None
    racer.stdin.write(f"{line}\n")
    racer.stdin.flush()


def log_of(databases: str) -> dict[str, tuple[int, str, int]]:
    with closing(psycopg2.connect(databases.format(service="library"))) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT event_id, position, stream, version FROM events")
        return {event_id: (position, stream, version) for event_id, position, stream, version in cursor.fetchall()}


def test_a_reader_by_position_skips_nothing_and_sees_each_stream_in_order(
    race: Race, tell: Callable[[str], None]
) -> None:
    streams: dict[str, list[int]] = defaultdict(list)
    for _, stream, version in race.by_position:
        streams[stream].append(version)
    out_of_order = [stream for stream, seen in streams.items() if seen != list(range(1, len(seen) + 1))]
    skipped = set(race.written.values()) - set(race.by_position)
    tell(
        f"race: {len(race.by_position)} events in {len(streams)} streams in {race.seconds:.1f} s, {len(skipped)} skipped, "
        f"{len(out_of_order)} streams out of order; by the sequence {len(race.overlooked)} skipped"
    )
    assert len(race.by_position) == len(race.written) == TOTAL > 20_000
    assert [position for position, _, _ in race.by_position] == list(range(TOTAL))
    assert skipped == set()
    assert out_of_order == []


def test_a_reader_by_the_sequence_of_insertion_skips_what_is_committed_late(race: Race) -> None:
    """The same race, and the same check goes red: that is what positions are for."""
    assert len(race.late) == LATE
    assert race.late <= race.written.keys()
    assert race.late <= race.overlooked
