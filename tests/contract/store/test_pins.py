"""What a decision rests on without writing it must not have changed when it is written."""

from dataclasses import dataclass

import pytest

from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.storage.store import EventStore, Pin, RecordWrite, VersionConflict, Writes
from tests.contract.store.stores import AT, command, event

A, B = "book-a", "book-b"


@dataclass(frozen=True)
class Shown:
    title: str = "边城"


def at_version(store: EventStore, stream: str, version: int) -> None:
    row = RecordWrite("books", stream, stream, None, "on_shelf", version, AT, AT, ReadRow("620723101", Shown()))
    store.commit(Writes(command(), [event(stream, version)], [row]))


def resting_on(store: EventStore, *pins: Pin, key: str | None = None) -> None:
    store.commit(Writes(command(key), [event(A, 1)], [], [], list(pins)))


def test_what_rests_on_a_record_as_it_is_is_written(store: EventStore) -> None:
    at_version(store, B, 1)
    resting_on(store, Pin("books", B, 1))
    assert len(store.stream(A)) == 1


@pytest.mark.parametrize("version", [1, 3])
def test_what_rests_on_a_record_that_has_changed_is_not_written(store: EventStore, version: int) -> None:
    at_version(store, B, 1)
    at_version(store, B, 2)
    with pytest.raises(VersionConflict):
        resting_on(store, Pin("books", B, version), key="key")
    assert store.stream(A) == []
    assert store.stored_answer("token:lin", "key") is None


def test_what_rests_on_several_is_written_only_while_all_of_them_stand(store: EventStore) -> None:
    at_version(store, B, 1)
    at_version(store, "book-c", 1)
    with pytest.raises(VersionConflict):
        resting_on(store, Pin("books", "book-c", 1), Pin("books", B, 2))
    resting_on(store, Pin("books", "book-c", 1), Pin("books", B, 1))
