"""`recorded_at` never runs backwards in a stream, and what is read as of a time is always a beginning of its stream."""

from datetime import timedelta

import pytest

from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import NotFound, Unavailable
from infra.kernel.storage.log_clock import LogClock
from tests.unit.kernel.library.running import AUDITOR, NOON, Library, library


def recorded(of: Library, book: str) -> list[str]:
    return [event.recorded_at for event in of.store.stream(f"book-{book}")]


def test_ruling_1_a_clock_set_back_half_a_minute_records_the_time_that_the_log_has() -> None:
    of = library()
    book = of.acquire()
    of.clock.forward(seconds=-30)
    of.lend(book)
    assert recorded(of, book)[0] == recorded(of, book)[1] == stamp(NOON)
    of.clock.forward(seconds=31)
    of.give_back(book)
    assert recorded(of, book)[2] == stamp(NOON + timedelta(seconds=1))


def test_ruling_1_with_a_clock_set_back_an_hour_nothing_is_recorded_until_it_is_right() -> None:
    of = library()
    book = of.acquire()
    of.clock.forward(hours=-1)
    with pytest.raises(Unavailable, match="3600 seconds behind"):
        of.lend(book)
    assert "3600 seconds behind" in str(of.log_clock.alarm())
    assert of.types(f"book-{book}") == ["BookAcquired"]
    of.clock.forward(hours=1)
    of.lend(book)
    assert of.log_clock.alarm() is None


def test_a_replica_whose_clock_is_behind_the_other_s_records_nothing_either() -> None:
    here = library()
    there = Library(here.own, here.keys, here.lifecycles)
    there.clock.forward(minutes=-2)
    here.acquire()
    with pytest.raises(Unavailable):
        there.acquire()


def test_ruling_1_a_replica_a_little_behind_does_not_set_a_stream_back() -> None:
    here = library()
    there = Library(here.own, here.keys, here.lifecycles)
    there.log_clock.now()  # it has looked, and looks again only a second later
    there.clock.forward(seconds=-20)
    book = here.acquire()
    there.lend(book)
    assert recorded(here, book) == [stamp(NOON), stamp(NOON)]


def test_a_restart_does_not_forget_what_time_it_was() -> None:
    of = library()
    of.acquire()
    of.clock.forward(hours=-1)
    with pytest.raises(Unavailable):
        LogClock(of.clock, of.store).now()


def stepped_back(of: Library) -> tuple[str, list[str]]:
    """A book in a log that was written before there was a guard: lent an hour before it was acquired."""
    book = of.acquire()
    of.lend(book)
    of.clock.forward(hours=1)
    of.give_back(book)
    back = [stamp(NOON), stamp(NOON - timedelta(hours=1)), stamp(NOON + timedelta(hours=1))]
    with of.own.transaction() as cursor:
        for version, at in enumerate(back, start=1):
            cursor.execute(
                "UPDATE events SET recorded_at = ? WHERE stream = ? AND version = ?", [at, f"book-{book}", version]
            )
    return book, back


@pytest.mark.parametrize("minutes", range(-90, 61, 30))
def test_ruling_1_what_is_read_as_of_a_time_is_a_beginning_of_the_stream_whatever_the_clock_did(minutes: int) -> None:
    of = library()
    book, _back = stepped_back(of)
    at = stamp(NOON + timedelta(minutes=minutes))
    whole = of.types(f"book-{book}")
    asked = ReadCall("books", Caller(), book, as_of=at)
    listed = of.records.listing(ListCall("books", Caller(), as_of=at), AUDITOR)["items"]
    if at < stamp(NOON):
        for read in (of.records.history, of.records.one):
            with pytest.raises(NotFound):
                read(asked, AUDITOR)
        assert listed == []
    else:
        then = [event["type"] for event in of.records.history(asked, AUDITOR)["items"]]
        assert then == whole[: len(then)]
        shown = of.records.one(asked, AUDITOR)
        assert shown["version"] == len([kind for kind in then if kind.startswith("Book")])
        assert [one["id"] for one in listed] == [book]
