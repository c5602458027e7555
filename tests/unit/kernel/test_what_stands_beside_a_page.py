"""The tags of a page's records are found, however many other records lie between them."""

import msgspec
import pytest

from infra.kernel.lookups.labels import TAGS, KnownTags
from infra.kernel.reading.beside import MOST_BETWEEN, Beside
from infra.kernel.storage.database import Database
from infra.kernel.storage.news_store import CopyWrite, NewsStore, PlaceInLog
from infra.kernel.storage.tables import METADATA


def record(number: int) -> str:
    return f"01938f3e-0000-7000-8000-{number:012}"


@pytest.mark.parametrize("between", [0, 3, MOST_BETWEEN - 2, MOST_BETWEEN - 1, MOST_BETWEEN + 50])
def test_the_first_and_the_last_record_of_a_page_have_their_tags_and_no_other_has(between: int) -> None:
    database = Database("sqlite://")
    METADATA.create_all(database.engine)
    last = between + 1
    copies = [
        CopyWrite(TAGS, record(number), None, msgspec.json.encode(KnownTags(record(number), ())).decode())
        for number in range(last + 1)
    ]
    NewsStore(database).take(PlaceInLog("members", 0, 1), copies, (), "2026-03-02T04:00:00.000000+00:00")
    beside = Beside(database, lambda at: pytest.fail("nobody looks"), lambda: pytest.fail("no time is asked"))
    asked = [record(last), record(0), record(last + 5)]
    assert set(beside.tags(asked)) == {record(0), record(last)}
    assert beside.tags([]) == {}
