"""Lists as of a moment: every stream read once, and only what the caller may read is opened."""

from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall
from infra.kernel.base.clock import stamp
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.personal import KeptKey, PersonalKeys
from infra.kernel.storage.sql_store import SqlStore
from tests.unit.kernel.library.running import AUDITOR, NOON, Library, library


class CountingStore(SqlStore):
    read: list[str]

    def stream(self, stream: str, after: int = 0) -> list[Recorded]:
        self.read.append(stream)
        return super().stream(stream, after)


def counting(there: Library) -> tuple[Library, list[str]]:
    store = CountingStore(there.own, "library")
    store.read = []
    return Library(there.own, there.keys, there.lifecycles, there.clock, given_store=store), store.read


def listed(of: Library, collection: str, actor: Actor = AUDITOR, **filters: Any) -> list[dict[str, Any]]:
    call = ListCall(collection, Caller(), as_of=stamp(NOON), **filters)
    items: list[dict[str, Any]] = of.records.listing(call, actor)["items"]
    return items


def test_the_stream_that_nested_records_share_is_read_once() -> None:
    there = library()
    book = there.acquire()
    for text in ("一", "二", "三"):
        there.do("write", ("remarks", None), {"text": text}, parent=book)
    here, read = counting(there)
    assert [one["text"] for one in listed(here, "remarks", parent_id=book)] == ["三", "二", "一"]
    assert read == [f"book-{book}"]


def test_each_record_is_as_it_was_then_and_filters_look_at_that() -> None:
    of = library()
    book = of.acquire()
    of.clock.forward(hours=2)
    of.lend(book)
    assert [one["state"] for one in listed(of, "books")] == ["on_shelf"]
    assert listed(of, "books", state=["lent"]) == []
    assert [one["id"] for one in listed(of, "books", state=["on_shelf"], division="620723")] == [book]


class WatchedKeys(PersonalKeys):
    asked: list[str]

    def _kept(self, key_id: str) -> KeptKey | None:
        self.asked.append(key_id)
        return super()._kept(key_id)


def test_no_key_is_asked_for_what_the_caller_may_not_read() -> None:
    there = library()
    card = there.issue_card("王安")["id"]
    keys = WatchedKeys(there.keys)
    keys.asked = []
    here = Library(there.own, there.keys, there.lifecycles, there.clock, given_personal=keys)
    assert listed(here, "cards", Actor()) == []
    assert keys.asked == []
    assert [one["name"] for one in listed(here, "cards")] == ["王安"]
    assert keys.asked == [card]
