"""A whole log read stream by stream, as a rebuild reads it: every stream whole, in order, with the bytes that were written."""

from collections.abc import Iterator

import pytest

from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.whole_streams import STREAMS, pages_of_streams
from tests.contract.store.stores import STORES, append, event

PAYLOADS = (
    "{}",
    '{"title":"边城 𠮷"}',
    '{"title":"\\"\\\\\\n],[\\u0000"}',
    '{"many":[["BookLent",1,"",{}]],"%s %(a)s $1":"\u2028"}',
    '{ "spaced" : 1.0 }',
)


@pytest.fixture(params=sorted(set(STORES) - {"memory"}))
def store(request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    with STORES[request.param]() as made:
        assert isinstance(made, SqlStore)
        yield made


def test_every_stream_is_whole_and_in_order_and_its_payloads_are_as_written(store: SqlStore) -> None:
    names = [f"book-{number}" for number in range(STREAMS + 3)]
    for version, payload in enumerate(PAYLOADS, 1):
        append(store, *(event(name, version, payload) for name in names))
    pages = [list(page) for page in pages_of_streams(store.database)]
    assert [len(page) for page in pages] == [STREAMS, 3]
    assert [name for page in pages for name, _events in page] == names
    for page in pages:
        for name, events in page:
            told = [(one.type, one.schema_version, one.recorded_at, bytes(one.payload).decode()) for one in events]
            assert told == [
                (one.type, one.schema_version, one.recorded_at, one.payload) for one in store.stream_to_fold(name)
            ]
            assert [payload for *_head, payload in told] == list(PAYLOADS)


def test_a_log_without_events_has_no_page(store: SqlStore) -> None:
    assert list(pages_of_streams(store.database)) == []
