"""Writers that want the same version of the same stream: one wins each version, whoever else tries at once."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import eventlet

from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage import tables
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import EventStore, VersionConflict
from tests.contract.store.stores import append, event
from tests.contract.store.writer import EACH, STREAM, WRITERS

ROOT = Path(__file__).parents[3]


def test_of_a_hundred_writers_of_one_version_one_wins(store: EventStore) -> None:
    lost: list[int] = []

    def write(number: int) -> None:
        eventlet.sleep(0)
        try:
            append(store, event("book-a", 1, str(number)))
        except VersionConflict:
            lost.append(number)

    with eventlet.Timeout(30):
        for writer in [eventlet.spawn(write, number) for number in range(100)]:
            writer.wait()
    won = [int(one.payload) for one in store.stream("book-a")]
    assert len(won) == 1
    assert sorted([*won, *lost]) == list(range(100))


def test_a_hundred_writers_that_try_again_all_get_a_version_of_their_own(store: EventStore) -> None:
    conflicts = Counter[int]()

    def write(number: int) -> None:
        while True:
            version = len(store.stream("book-a")) + 1
            eventlet.sleep(0)
            try:
                append(store, event("book-a", version, str(number)))
            except VersionConflict:
                conflicts[number] += 1
            else:
                return

    with eventlet.Timeout(180):
        for writer in [eventlet.spawn(write, number) for number in range(100)]:
            writer.wait()
    written = store.stream("book-a")
    assert [one.version for one in written] == list(range(1, 101))
    assert sorted(int(one.payload) for one in written) == list(range(100))
    assert sum(conflicts.values()) > 0


def started(file: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore::Warning:eventlet", "-m", "tests.contract.store.writer", str(file), name]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_writers_in_two_processes_on_one_file_win_each_version_once_while_a_third_numbers(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite"
    database = Database(f"sqlite:///{file}")
    tables.METADATA.create_all(database.engine)
    store, total = SqlStore(database, "library"), 2 * WRITERS * EACH
    processes = [started(file, name) for name in ("left", "right")]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    numbered: list[Recorded] = []
    with eventlet.Timeout(180):
        while len(numbered) < total:
            numbered.extend(store.number(5))
            eventlet.sleep(0.001)
    won = [tuple(one) for process in processes for one in json.loads(process.communicate(timeout=90)[0])]
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted(version for version, _payload in won) == list(range(1, total + 1))
    assert dict(won) == {one.version: one.payload for one in store.stream(STREAM)}
    assert [one.position for one in numbered] == list(range(total))
    database.dispose()
