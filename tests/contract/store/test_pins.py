"""What a decision rests on without writing it must not have changed when it is written."""

from dataclasses import dataclass

import pytest

from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.storage.store import EventStore, Pin, RecordWrite, RollPin, VersionConflict, Writes
from tests.contract.store.stores import AT, command, event

A, B = "book-a", "book-b"


@dataclass(frozen=True)
class Shown:
    title: str = "边城"


def at_version(store: EventStore, stream: str, version: int, *naming: str) -> None:
    shown = ReadRow("620723101", Shown(), named=naming)
    row = RecordWrite("books", stream, stream, None, "on_shelf", version, AT, AT, shown)
    store.commit(Writes(command(), [event(stream, version)], [row]))


def resting_on(store: EventStore, *pins: Pin | RollPin, key: str | None = None) -> None:
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


def test_what_rests_on_there_being_no_other_that_names_somebody_is_written_only_while_there_is_none(
    store: EventStore,
) -> None:
    at_version(store, B, 1, "ana")
    for pin in (RollPin("books", "ana", 0), RollPin("books", "ana", 2), RollPin("books", "ben", 1)):
        with pytest.raises(VersionConflict):
            resting_on(store, pin)
    with pytest.raises(VersionConflict):
        resting_on(store, Pin("books", B, 1), RollPin("books", "ana", 0))
    resting_on(store, Pin("books", B, 1), RollPin("books", "ana", 1), RollPin("books", "ben", 0))
    assert len(store.stream(A)) == 1
