"""One process of the race: `python -m tests.servers.racer write|follow DATABASES …`; what it saw it prints as JSON.

`write NAME` is a replica of a service: two people give commands through the shell, two put batches of events into the store
as an import does, and a sequencer numbers beside them.
`follow EVENTS` tails the log by position, and beside it, for comparison, by the order of insertion.
"""

import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet  # noqa: E402 after the filter, before everything else

eventlet.monkey_patch()

import json  # noqa: E402
import logging  # noqa: E402
import sys  # noqa: E402

import structlog  # noqa: E402
from msgspec.structs import asdict  # noqa: E402

from infra.kernel.access.site import PERSONAL  # noqa: E402
from infra.kernel.news.sequencer import Sequencer  # noqa: E402
from infra.kernel.storage.database import Database  # noqa: E402
from infra.kernel.storage.green_postgres import make_green  # noqa: E402
from infra.kernel.storage.leadership import PUBLISHING, Leadership  # noqa: E402
from infra.kernel.storage.settings_store import SettingsStore  # noqa: E402
from infra.kernel.storage.sql_store import SqlStore  # noqa: E402
from tests.contract.store.stores import append, event  # noqa: E402
from tests.servers.race_course import (  # noqa: E402
    BATCH,
    COMMITS,
    LATE,
    PACKED,
    RACE_SECONDS,
    ROUNDS,
    SHARED_EVERY,
    WRITERS,
)
from tests.unit.kernel.library.running import ANYONE, Library  # noqa: E402


class Racing(Library):
    """A replica that rings its sequencer when something was committed."""

    def __post_init__(self) -> None:
        super().__post_init__()
        leads = Leadership(self.own, PUBLISHING).held
        self.sequencer = Sequencer(self.store, SettingsStore(self.own), lambda events: None, lambda: None, leads)

    def _committed(self) -> None:
        self.sequencer.committed.ring()

    def lend_and_take_back(self, shared: str, name: str) -> None:
        book = self.acquire(name)
        for number in range(ROUNDS):
            self.lend(book)
            self.give_back(book)
            if number % SHARED_EVERY == 0:
                self.do("write", ("remarks", None), {"text": f"{name}/{number}"}, ANYONE, parent=shared)

    def put(self, name: str) -> None:
        for number in range(COMMITS):
            first = number * PACKED + 1
            append(self.store, *(event(f"put-{name}", first + index) for index in range(PACKED)))
            self.sequencer.committed.ring()


def write(databases: str, name: str) -> None:
    library = Racing(Database(databases.format(service="library")), Database(databases.format(service=PERSONAL)))
    shared = library.acquire()
    say(shared)
    shared = sys.stdin.readline().strip()
    eventlet.spawn(library.sequencer.number_forever)
    eventlet.spawn(library.sequencer.publish_forever, ())
    writers = [eventlet.spawn(library.lend_and_take_back, shared, f"{name}{number}") for number in range(WRITERS // 2)]
    writers += [eventlet.spawn(library.put, f"{name}{number}") for number in range(WRITERS // 2)]
    for writer in writers:
        writer.wait()
    with eventlet.Timeout(RACE_SECONDS):
        while library.store.head()[1]:
            eventlet.sleep(0.01)
    say("written")


class Following:
    """Two readers of one log, and a late committer who shows what the second one does not see."""

    def __init__(self, database: str, total: int) -> None:
        self.database, self.total = Database(database), total
        self.store = SqlStore(self.database, "library")
        self.by_position: list[tuple[int, str, int]] = []
        self.by_insertion: set[str] = set()
        self.inserted_read, self.over = 0, False

    def read_by_position(self) -> None:
        with eventlet.Timeout(RACE_SECONDS):
            while len(self.by_position) < self.total:
                events = self.store.log(len(self.by_position), BATCH)
                self.by_position += [(one.position, one.stream, one.version) for one in events]
                eventlet.sleep(0 if events else 0.005)

    def read_by_insertion(self) -> None:
        """As one would read a table by its sequence: whatever comes after the last row seen."""
        page = "SELECT inserted, event_id FROM events WHERE inserted > %s ORDER BY inserted LIMIT %s"
        rows: list[tuple[int, str]] = []
        with eventlet.Timeout(RACE_SECONDS):
            while rows or not self.over:
                with self.database._cursor() as cursor:
                    cursor.execute(page, [self.inserted_read, BATCH])
                    rows = cursor.fetchall()
                self.by_insertion.update(event_id for _, event_id in rows)
                self.inserted_read = max([self.inserted_read, *(inserted for inserted, _ in rows)])
                eventlet.sleep(0.005)

    def commit_late(self) -> list[str]:
        """Takes a number from the sequence, and commits only when the other reader has read beyond it."""
        late = []
        for number in range(LATE):
            values = asdict(event(f"late-{number}", 1))
            columns, places = ", ".join(values), ", ".join(f"%({name})s" for name in values)
            with self.database.transaction() as cursor:
                cursor.execute(f"INSERT INTO events ({columns}) VALUES ({places}) RETURNING inserted", values)  # noqa: S608
                taken = cursor.fetchone()[0]
                with eventlet.Timeout(RACE_SECONDS):
                    while self.inserted_read <= taken:
                        eventlet.sleep(0.005)
            late.append(values["event_id"])
        return late


def follow(databases: str, events: str) -> None:
    following = Following(databases.format(service="library"), int(events))
    say("ready")
    sys.stdin.readline()
    reading = eventlet.spawn(following.read_by_position)
    naive = eventlet.spawn(following.read_by_insertion)
    late = following.commit_late()
    reading.wait()
    following.over = True
    naive.wait()
    say(json.dumps([following.by_position, late, sorted(following.by_insertion)]))


def say(line: str) -> None:
    """To the test that has started this process."""
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    make_green()
    # What is printed is for the test.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with eventlet.Timeout(RACE_SECONDS):
        {"write": write, "follow": follow}[sys.argv[1]](*sys.argv[2:])
