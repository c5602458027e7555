"""Reading as of a time: by every door the same, and never of a time to come."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import Invalid, NotFound
from tests.unit.kernel.library.running import AUDITOR, LIBRARIAN, Library, library


def doors(of: Library, book: str, as_of: str) -> list[Callable[[Actor], dict[str, Any]]]:
    call = ReadCall("books", Caller(), book, as_of=as_of)
    return [
        lambda actor: of.records.one(call, actor),
        lambda actor: of.records.history(call, actor),
        lambda actor: of.records.listing(ListCall("books", Caller(), as_of=as_of), actor),
    ]


def test_a_time_to_come_is_refused_by_every_door() -> None:
    of = library()
    book = of.acquire()
    for door in doors(of, book, stamp(of.clock.now + timedelta(seconds=1))):
        with pytest.raises(Invalid) as refused:
            door(AUDITOR)
        assert list(refused.value.errors) == ["as_of"]
        assert stamp(of.clock.now) in refused.value.errors["as_of"][0]


def test_this_very_moment_is_no_time_to_come() -> None:
    of = library()
    book = of.acquire()
    one, history, listed = [door(AUDITOR) for door in doors(of, book, stamp(of.clock.now))]
    assert one["id"] == listed["items"][0]["id"] == book
    assert [event["type"] for event in history["items"]] == ["BookAcquired"]


def test_before_it_was_there_neither_record_nor_history_is_found() -> None:
    of = library()
    before = stamp(of.clock.now)
    of.clock.forward(minutes=1)
    book = of.acquire()
    for door in doors(of, book, before)[:2]:
        with pytest.raises(NotFound):
            door(LIBRARIAN)
