"""What a record's state says must happen at a time is done then by the system, once, in order; refused, it is put off."""

import pytest
from sqlalchemy import bindparam, insert

from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import NotAllowedInState
from infra.kernel.commands.due import NOT_YET
from infra.kernel.storage.database import run
from infra.kernel.storage.tables import EVENTS
from tests.unit.kernel.library.book import OVERDUE
from tests.unit.kernel.library.running import Library, library


def keep_holiday(of: Library) -> None:
    of.know("holiday", of.clock.now.date().isoformat(), '{"day":"节"}')


def test_nothing_is_done_before_its_time() -> None:
    of = library()
    of.lend(of.acquire(), days=30)
    of.clock.forward(days=30, seconds=-1)
    assert of.due_times.run() == 0
    assert of.due_times.waiting() == 0


def test_when_the_time_has_come_the_system_does_it_once() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, days=30)
    of.clock.forward(days=30)
    assert of.due_times.waiting() == 1
    of.due_times.run()
    assert of.due_times.run() == 0
    recalled = of.store.stream(f"book-{book}")[2:]
    assert [(event.type, event.role, event.actor) for event in recalled] == [("BookRecalled", "SYS", None)]


def test_what_has_been_settled_before_is_not_done() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, days=30)
    of.give_back(book)
    of.clock.forward(days=31)
    assert of.due_times.run() == 0
    assert of.types(f"book-{book}") == ["BookAcquired", "BookLent", "BookReturned"]


def test_what_is_due_first_is_done_first() -> None:
    of = library()
    books = {days: of.acquire(f"第{days}") for days in (3, 1, 2)}
    for days, book in books.items():
        of.lend(book, days=days)
    of.clock.forward(days=5)
    of.due_times.run()
    of.store.number(100)
    recalled = [event.stream for event in of.store.log(0, 100) if event.type == "BookRecalled"]
    assert recalled == [f"book-{books[days]}" for days in (1, 2, 3)]


def test_what_its_conditions_refuse_is_put_off_six_hours_and_done_then() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, days=1)
    of.clock.forward(days=1)
    keep_holiday(of)
    of.due_times.run()
    assert of.due_times.run() == 0
    assert of.due_times.seconds_to_next(most=10**6) == NOT_YET.total_seconds()
    of.clock.forward(days=1)
    of.due_times.run()
    assert of.types(f"book-{book}")[-1] == "BookRecalled"


def test_when_what_is_due_is_refused_what_is_due_later_is_not_done_in_its_place() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, days=1)
    of.clock.forward(days=1)
    keep_holiday(of)
    of.due_times.run()
    assert of.book(book)["stamps"] == []
    of.clock.forward(days=7)
    keep_holiday(of)
    of.due_times.run()
    assert (of.book(book)["state"], of.book(book)["stamps"]) == ("lent", [OVERDUE])


def test_a_new_event_makes_a_due_time_that_was_put_off_count_again() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, days=1)
    of.clock.forward(days=1)
    keep_holiday(of)
    of.due_times.run()
    of.do("write", ("remarks", None), {"text": "已催"}, parent=book)
    assert of.due_times.seconds_to_next(most=10**6) == 0


def test_the_next_due_time_is_known_so_that_nobody_has_to_look_all_the_time() -> None:
    of = library()
    assert of.due_times.seconds_to_next(most=60) == 60
    of.lend(of.acquire(), days=1)
    of.clock.forward(days=1, seconds=-5)
    assert of.due_times.seconds_to_next(most=60) == 5
    of.clock.forward(days=2)
    assert of.due_times.seconds_to_next(most=60) == 0


def test_two_replicas_that_do_it_at_once_do_it_once() -> None:
    here = library()
    there = here.beside()
    book = here.acquire()
    here.lend(book, days=1)
    here.clock.forward(days=1)
    here.handler.streams.load(f"book-{book}", fresh=True)
    there.due_times.run()
    here.due_times.run()
    assert here.types(f"book-{book}").count("BookRecalled") == 1


def test_a_person_who_comes_first_leaves_the_system_nothing_to_do() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, days=1)
    of.clock.forward(days=1)
    of.due_times.run()
    of.give_back(book)
    with pytest.raises(NotAllowedInState):
        of.give_back(book)
    of.clock.forward(days=10)
    assert of.due_times.run() == 0


def test_what_a_newer_version_has_written_is_left_to_it_and_the_rest_is_done() -> None:
    of = library()
    ours, newer = of.acquire("边城"), of.acquire("长河")
    for book in (ours, newer):
        of.lend(book, days=30)
    written_by_a_newer_version(of, f"book-{newer}")
    of.clock.forward(days=31)
    assert of.due_times.run() == 1
    assert of.types(f"book-{ours}")[-1] == "BookRecalled"
    assert of.types(f"book-{newer}") == ["BookAcquired", "BookLent", "BookLent"]
    assert of.due_times.waiting() == 1


def test_what_is_left_to_a_newer_version_is_looked_at_again_without_haste() -> None:
    of = library()
    book = of.acquire()
    of.lend(book, days=30)
    written_by_a_newer_version(of, f"book-{book}")
    of.clock.forward(days=31)
    assert of.due_times.seconds_to_next(most=1.0) == 0.0
    assert of.due_times.run() == 0
    assert of.due_times.seconds_to_next(most=1.0) == 1.0


def written_by_a_newer_version(of: Library, stream: str) -> None:
    last = of.store.stream(stream)[-1]
    row = {
        name: getattr(last, name)
        for name in (column.name for column in EVENTS.c)
        if name not in ("inserted", "position")
    }
    row |= {"version": last.version + 1, "schema_version": 99, "event_id": new_id()}
    with of.own.transaction() as cursor:
        run(cursor, of.own.prepare(insert(EVENTS).values({name: bindparam(name) for name in row})), row)
