"""What the store in memory refuses beside the common rules, because PostgreSQL does."""

from typing import Any

import eventlet
import pytest

from infra.kernel.storage.memory_store import MemoryStore
from infra.kernel.storage.store import StoredAnswer, Writes
from tests.contract.store.stores import AT, append, event


@pytest.mark.parametrize("field", ["stream", "payload", "division", "actor"])
def test_a_text_with_nul_is_refused(field: str) -> None:
    store, values = MemoryStore("library"), dict[str, Any]({field: "nul \x00"})
    with pytest.raises(ValueError, match="NUL"):
        append(store, event("book-a", 1, **values))
    assert store.head() == (0, 0)


def test_an_answer_with_nul_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        MemoryStore("library").commit(Writes(StoredAnswer("lin", "key", "c", "", "\x00", AT), []))


def test_a_number_that_has_no_four_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="four bytes"):
        append(MemoryStore("library"), event("book-a", 2**31))


def test_every_call_lets_others_in_as_a_database_over_the_network_does() -> None:
    store, turns = MemoryStore("library"), []

    def other() -> None:
        for _ in range(6):
            turns.append("other")
            eventlet.sleep(0)

    greenlet = eventlet.spawn(other)
    for call in (
        lambda: append(store, event("book-a", 1)),
        lambda: store.stream("book-a"),
        lambda: store.stored_answer("lin", "key"),
        lambda: store.number(1),
        lambda: store.log(0, 1),
        store.head,
    ):
        call()
        turns.append("mine")
    greenlet.wait()
    assert turns == ["other", "mine"] * 6


def test_nothing_of_a_commit_is_seen_before_all_of_it_is_there() -> None:
    store, seen = MemoryStore("library"), []

    def look() -> None:
        for _ in range(5):
            seen.append((len(store.stream("book-a")), store.stored_answer("token:lin", "key") is not None))

    looking = eventlet.spawn(look)
    append(store, *(event("book-a", version) for version in (1, 2, 3)), key="key")
    looking.wait()
    assert {count for count, _known in seen} <= {0, 3}
