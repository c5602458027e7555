"""Positions: given after the commit, in the order of insertion, from 0 without a gap, once and for ever."""

from typing import Any

import eventlet
import pytest

from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import EventStore, VersionConflict
from tests.contract.store.stores import append, event


def fill(store: EventStore, count: int, stream: str = "book-a", first: int = 1) -> None:
    for version in range(first, first + count):
        append(store, event(stream, version))


def test_positions_are_given_in_the_order_of_insertion_across_batches_without_a_gap(store: EventStore) -> None:
    fill(store, 4, "book-a")
    fill(store, 3, "book-b")
    batches = [store.number(3) for _ in range(4)]
    assert [[one.position for one in batch] for batch in batches] == [[0, 1, 2], [3, 4, 5], [6], []]
    told = [(one.stream, one.version) for batch in batches for one in batch]
    assert told == [("book-a", version) for version in (1, 2, 3, 4)] + [("book-b", version) for version in (1, 2, 3)]


def test_a_refused_commit_leaves_no_gap(store: EventStore) -> None:
    fill(store, 1)
    with pytest.raises(VersionConflict):
        append(store, event("book-b", 1), event("book-a", 1))
    fill(store, 1, first=2)
    assert [one.position for one in store.number(10)] == [0, 1]


def test_a_position_once_given_stays(store: EventStore) -> None:
    fill(store, 2)
    first = store.number(10)
    fill(store, 1, first=3)
    store.number(10)
    assert store.log(0, 2) == first
    assert [one.position for one in store.stream("book-a")] == [0, 1, 2]


def test_without_a_position_an_event_is_in_its_stream_but_not_in_the_log(store: EventStore) -> None:
    fill(store, 1)
    assert [one.position for one in store.stream("book-a")] == [-1]
    assert store.log(0, 10) == []


def test_an_event_is_found_by_its_id_numbered_or_not(store: EventStore) -> None:
    fill(store, 2)
    first = store.stream("book-a")[0]
    assert store.event(first.event_id) == first
    store.number(100)
    found = store.event(first.event_id)
    assert found is not None
    assert (found.event_id, found.position) == (first.event_id, 0)
    assert store.event("nobody's") is None


def test_the_log_is_read_in_pages_from_any_position(store: EventStore) -> None:
    fill(store, 7)
    store.number(100)
    pages = [[one.position for one in store.log(start, 3)] for start in (0, 3, 6, 7, 100)]
    assert pages == [[0, 1, 2], [3, 4, 5], [6], [], []]


def test_the_head_tells_the_next_position_and_how_many_wait_for_theirs(store: EventStore) -> None:
    assert store.head() == (0, 0)
    fill(store, 5)
    assert store.head() == (0, 5)
    store.number(2)
    assert store.head() == (2, 3)
    store.number(10)
    assert store.head() == (5, 0)


def test_the_head_is_of_one_instant_whoever_numbers_meanwhile(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A head that loses events lets a refusal stand that their news would have lifted."""
    fill(store, 5)
    if isinstance(store, SqlStore):
        ask = store.database.rows

        def answered_and_then_numbered(*asked: Any) -> list[tuple[Any, ...]]:
            answer = ask(*asked)
            monkeypatch.setattr(store.database, "rows", ask)
            store.number(3)
            return answer

        monkeypatch.setattr(store.database, "rows", answered_and_then_numbered)
    assert sum(store.head()) == 5


def test_numbering_while_others_append_gives_every_event_one_position(store: EventStore) -> None:
    def write(stream: str) -> None:
        for version in range(1, 11):
            append(store, event(stream, version))
            eventlet.sleep(0)

    writers = [eventlet.spawn(write, f"book-{name}") for name in range(8)]
    numbered: list[Recorded] = []
    with eventlet.Timeout(30):
        while not all(writer.dead for writer in writers) or store.head()[1]:
            numbered.extend(store.number(7))
            eventlet.sleep(0)
    assert [one.position for one in numbered] == list(range(80))
    assert [one.position for one in store.log(0, 100)] == list(range(80))
    for stream in {one.stream for one in numbered}:
        assert [one.version for one in numbered if one.stream == stream] == list(range(1, 11))


def test_two_that_number_at_once_give_no_position_twice(store: EventStore) -> None:
    fill(store, 40)
    numbered: list[Recorded] = []

    def number_until_none_waits() -> None:
        # Whoever finds another one numbering gets nothing and comes again.
        while store.head()[1]:
            numbered.extend(store.number(3))
            eventlet.sleep(0)

    with eventlet.Timeout(30):
        for greenlet in [eventlet.spawn(number_until_none_waits) for _ in range(2)]:
            greenlet.wait()
    assert sorted(one.position for one in numbered) == list(range(40))
