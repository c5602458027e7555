"""What every store must do with what is appended: order, versions, keys, all or nothing, reading."""

from typing import Any

import pytest
from msgspec import structs

from infra.kernel.base.ids import new_id
from infra.kernel.contract.envelope import Envelope, PartialEnvelope
from infra.kernel.storage.store import EventStore, KeyTaken, VersionConflict, Writes
from tests.contract.store.stores import AT, append, as_recorded, command, event

A, B = "book-a", "book-b"


def test_a_stream_reads_as_it_was_written_in_the_order_of_its_versions(store: EventStore) -> None:
    events = [event(A, 1, '{"title":"边城"}'), event(A, 2, '{"title":"𠮷"}'), event(A, 3)]
    append(store, events[0])
    append(store, events[1], events[2])
    assert store.stream(A) == [as_recorded(one) for one in events]


def test_a_streams_tail_is_what_lies_above_the_version_known(store: EventStore) -> None:
    append(store, *(event(A, version) for version in (1, 2, 3)))
    assert [one.version for one in store.stream(A, after=1)] == [2, 3]
    assert store.stream(A, after=3) == []


def test_what_a_fold_is_told_is_the_same_events(store: EventStore) -> None:
    append(store, event(A, 1, '{"title":"边城"}'), event(A, 2), event(B, 1))
    read = store.stream(A, after=1)
    assert store.stream_to_fold(A, after=1) == [
        PartialEnvelope(one.stream, one.type, one.schema_version, one.recorded_at, one.payload) for one in read
    ]
    assert [one.payload for one in store.stream_to_fold(A)] == ['{"title":"边城"}', "{}"]


def test_many_events_of_one_commit_are_there_as_written_and_in_their_order(store: EventStore) -> None:
    texts = [
        '{"a":"\\"\\\\n"}',
        "'; DROP TABLE events",
        "%s %(a)s $1",
        "\u2028 𠮷 \t\n",
        "\\u0041",
        *map(str, range(95)),
    ]
    events = [event((A, B)[version % 2], version // 2 + 1, text) for version, text in enumerate(texts)]
    append(store, *events)
    store.number(1000)
    assert store.log(0, 1000) == [as_recorded(one, position) for position, one in enumerate(events)]


def test_of_many_events_of_which_one_is_a_conflict_nothing_is_there(store: EventStore) -> None:
    append(store, event(A, 50))
    with pytest.raises(VersionConflict):
        append(store, *(event(A, version) for version in range(1, 101)))
    assert [one.version for one in store.stream(A)] == [50]
    assert store.head() == (0, 1)


def test_streams_are_apart_from_each_other(store: EventStore) -> None:
    append(store, event(A, 1), event(B, 1))
    append(store, event(B, 2))
    assert [(one.stream, one.version) for one in store.stream(A)] == [(A, 1)]
    assert [(one.stream, one.version) for one in store.stream(B)] == [(B, 1), (B, 2)]
    assert store.stream("book") == []


def test_one_commit_may_write_to_several_streams(store: EventStore) -> None:
    append(store, event(A, 1), event(B, 1), event(A, 2))
    store.number(10)
    assert [(one.stream, one.version) for one in store.log(0, 10)] == [(A, 1), (B, 1), (A, 2)]


def test_a_version_that_is_there_already_is_a_conflict(store: EventStore) -> None:
    append(store, event(A, 1))
    with pytest.raises(VersionConflict):
        append(store, event(A, 1))


def test_a_callers_key_that_was_used_is_taken(store: EventStore) -> None:
    key = new_id()
    append(store, event(A, 1), key=key)
    with pytest.raises(KeyTaken):
        append(store, event(A, 2), key=key)
    assert len(store.stream(A)) == 1


def test_another_caller_may_use_the_same_key(store: EventStore) -> None:
    append(store, event(A, 1), key="key")
    store.commit(Writes(command("key", caller="token:sun"), [event(A, 2)]))
    assert len(store.stream(A)) == 2


def test_when_key_and_version_are_both_taken_the_key_is_told(store: EventStore) -> None:
    append(store, event(A, 1), key="key")
    with pytest.raises(KeyTaken):
        append(store, event(A, 1), key="key")


def test_of_a_commit_that_fails_nothing_is_there(store: EventStore) -> None:
    append(store, event(A, 1))
    with pytest.raises(VersionConflict):
        append(store, event(B, 1), event(A, 2), event(A, 1), key="key")
    assert (len(store.stream(A)), store.stream(B)) == (1, [])
    assert store.stored_answer("token:lin", "key") is None
    assert store.head() == (0, 1)


def test_of_a_commit_that_repeats_a_version_in_itself_nothing_is_there(store: EventStore) -> None:
    with pytest.raises(VersionConflict):
        append(store, event(A, 1), event(A, 1))
    assert store.stream(A) == []


def test_no_two_events_have_the_same_id(store: EventStore) -> None:
    first = event(A, 1)
    append(store, first)
    with pytest.raises(RuntimeError):
        append(store, structs.replace(first, stream=B))
    assert store.stream(B) == []


def test_after_a_refusal_the_same_store_goes_on(store: EventStore) -> None:
    append(store, event(A, 1))
    for _ in range(3):
        with pytest.raises(VersionConflict):
            append(store, event(A, 1))
    append(store, event(A, 2))
    assert [one.version for one in store.stream(A)] == [1, 2]


def test_a_command_is_found_by_caller_and_key_with_its_answer_as_stored(store: EventStore) -> None:
    row = command("key", answer='{"id":"边城"}')
    store.commit(Writes(row, [event(A, 1)]))
    assert store.stored_answer("token:lin", "key") == row
    assert store.stored_answer("token:sun", "key") is None
    assert store.stored_answer("token:lin", "other") is None


def test_a_command_that_decided_nothing_keeps_its_key_all_the_same(store: EventStore) -> None:
    append(store, key="key")
    with pytest.raises(KeyTaken):
        append(store, key="key")
    assert store.head() == (0, 0)


def test_what_a_caller_does_with_his_lists_afterwards_changes_nothing(store: EventStore) -> None:
    events = [event(A, 1)]
    store.commit(Writes(command(), events))
    events.append(event(A, 2))
    store.stream(A).clear()
    store.number(10)
    store.log(0, 10).clear()
    assert [one.version for one in store.stream(A)] == [1]
    assert len(store.log(0, 10)) == 1


def without(field: str) -> Envelope:
    values: dict[str, Any] = {field: None}
    return event(A, 1, **values)


@pytest.mark.parametrize("field", ["division", "role", "payload"])
def test_what_must_be_there_must_be_there(store: EventStore, field: str) -> None:
    with pytest.raises(RuntimeError):
        append(store, without(field))
    assert store.stream(A) == []


@pytest.mark.parametrize("text", ["lone \ud800", "\udfff"])
def test_a_lone_surrogate_is_never_stored(store: EventStore, text: str) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        append(store, event(A, 1, text))
    assert store.stream(A) == []
    assert store.head() == (0, 0)


def test_the_newest_time_in_the_log_is_known_whoever_wrote_it(store: EventStore) -> None:
    later = AT.replace("T04", "T05")
    assert (store.newest_recorded(), store.recorded_here) == (None, "")
    append(store, event("book-a", 1), event("book-a", 2, recorded_at=later))
    assert store.newest_recorded() == store.recorded_here == later
