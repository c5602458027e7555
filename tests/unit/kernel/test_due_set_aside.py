"""A due time whose command raises is set aside with its stream, and whoever looks after the site is told; all else goes on."""

import sqlite3
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import bindparam, insert

from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Unavailable
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.contract.envelope import Envelope
from infra.kernel.storage.database import run
from infra.kernel.storage.set_aside import DISCARDED, PARKED, RETRY
from infra.kernel.storage.tables import EVENTS
from tests.unit.kernel.library.book import OVERDUE, Book, BookEvent, BookFacts, RecallBook, recall_book
from tests.unit.kernel.library.running import Library, databases, library
from tests.unit.kernel.library.tables import BOOK, CARD, LOAN, REMARK

POISONED, HEALTHY = "有毒的书", "边城"


class TheBellBroke(Exception):
    """Nothing that a rule of the library would raise."""


@dataclass
class Bell:
    """Recalls books; at that of one title it breaks until it is mended."""

    error: Exception | None

    def recall(self, book: Book, command: RecallBook, facts: BookFacts) -> list[BookEvent]:
        if self.error is not None and book.title == POISONED:
            raise self.error
        return recall_book(book, command, facts)

    def library(self) -> Library:
        rows = (replace(row, decide=self.recall) if row.command == "recall" else row for row in BOOK.table)
        return Library(*databases(), Lifecycles((replace(BOOK, table=tuple(rows)), REMARK, LOAN, CARD)))


def two_overdue_books(of: Library) -> tuple[str, str]:
    """The poisoned one is due first."""
    first, second = of.acquire(POISONED), of.acquire(HEALTHY)
    of.lend(first, days=1)
    of.lend(second, days=2)
    of.clock.forward(days=3)
    return first, second


def undecodable(of: Library, stream: str) -> str:
    """Another event on the stream whose payload does not fit its type; answers its id."""
    last, event_id = of.store.stream(stream)[-1], new_id()
    row = {name: getattr(last, name) for name in Envelope.__struct_fields__}
    row |= {"version": last.version + 1, "event_id": event_id, "payload": '{"book_id": 5}'}
    with of.own.transaction() as cursor:
        run(cursor, of.own.prepare(insert(EVENTS).values({name: bindparam(name) for name in row})), row)
    return event_id


def test_ruling_5_what_raises_is_set_aside_with_its_stream_and_the_next_is_done() -> None:
    of = Bell(TheBellBroke("crack")).library()
    first, second = two_overdue_books(of)
    of.due_times.run()
    assert of.types(f"book-{second}")[-1] == "BookRecalled"
    (aside,) = of.set_aside.parked()
    assert (aside.stream, aside.command, aside.status) == (f"book-{first}", "RecallBook", PARKED)
    assert aside.note == "TheBellBroke('crack')"


def test_what_is_set_aside_is_neither_looked_at_nor_waited_for() -> None:
    of = Bell(TheBellBroke("crack")).library()
    two_overdue_books(of)
    while of.due_times.run():
        pass
    assert of.due_times.waiting() == 0
    assert of.due_times.seconds_to_next(most=60) == 60
    assert len(of.set_aside.parked()) == 1


def test_mended_and_tried_again_it_is_done_and_no_longer_kept() -> None:
    bell = Bell(TheBellBroke("crack"))
    of = bell.library()
    first, _second = two_overdue_books(of)
    of.due_times.run()
    bell.error = None
    (aside,) = of.set_aside.parked()
    of.set_aside.change(aside.id, RETRY, aside.note)
    of.due_times.run()
    assert of.types(f"book-{first}")[-1] == "BookRecalled"
    assert of.set_aside.one(aside.id) is None


def test_tried_again_and_not_mended_it_is_set_aside_again_with_what_is_wrong_now() -> None:
    bell = Bell(TheBellBroke("crack"))
    of = bell.library()
    two_overdue_books(of)
    of.due_times.run()
    (aside,) = of.set_aside.parked()
    bell.error = TheBellBroke("clapper")
    of.set_aside.change(aside.id, RETRY, aside.note)
    of.due_times.run()
    assert [(one.id, one.note) for one in of.set_aside.parked()] == [(aside.id, "TheBellBroke('clapper')")]


def test_discarded_it_is_given_up_and_what_is_due_later_on_the_stream_is_done() -> None:
    of = Bell(TheBellBroke("crack")).library()
    first, _second = two_overdue_books(of)
    of.due_times.run()
    (aside,) = of.set_aside.parked()
    of.set_aside.change(aside.id, DISCARDED, "书已毁")
    assert of.due_times.run() == 1
    assert of.due_times.run() == 0
    of.clock.forward(days=7)
    of.due_times.run()
    assert of.book(first)["stamps"] == [OVERDUE]
    assert of.set_aside.parked() == []


def test_a_person_who_moves_the_record_on_makes_it_count_again() -> None:
    bell = Bell(TheBellBroke("crack"))
    of = bell.library()
    first, _second = two_overdue_books(of)
    of.due_times.run()
    bell.error = None
    of.give_back(first)
    of.lend(first, days=1)
    assert of.set_aside.parked() == []
    of.clock.forward(days=2)
    of.due_times.run()
    assert of.types(f"book-{first}")[-1] == "BookRecalled"


def test_a_stream_that_cannot_be_decoded_is_set_aside_and_says_which_event_it_is() -> None:
    of = library()
    first, second = two_overdue_books(of)
    event_id = undecodable(of, f"book-{first}")
    of.due_times.run()
    assert of.types(f"book-{second}")[-1] == "BookRecalled"
    (aside,) = of.set_aside.parked()
    assert all(word in str(aside.note) for word in (f"book-{first}", "version 3", event_id, "BookLent"))


def test_a_stream_that_cannot_be_decoded_and_was_given_up_is_not_tried_any_more() -> None:
    of = library()
    first, _second = two_overdue_books(of)
    undecodable(of, f"book-{first}")
    of.due_times.run()
    (aside,) = of.set_aside.parked()
    of.set_aside.change(aside.id, DISCARDED, "书已毁")
    assert of.due_times.run() == 0
    assert of.set_aside.parked() == []


def test_what_is_only_busy_for_now_is_left_for_the_next_look_without_haste() -> None:
    bell = Bell(Unavailable("busy"))
    of = bell.library()
    first, second = two_overdue_books(of)
    of.due_times.run()
    assert of.types(f"book-{second}")[-1] == "BookRecalled"
    assert of.set_aside.parked() == []
    assert of.due_times.seconds_to_next(most=1.0) == 1.0
    bell.error = None
    of.due_times.run()
    assert of.types(f"book-{first}")[-1] == "BookRecalled"


def test_a_full_disk_is_not_the_record_s_fault() -> None:
    of = Bell(sqlite3.OperationalError("database or disk is full")).library()
    two_overdue_books(of)
    with pytest.raises(sqlite3.OperationalError):
        of.due_times.run()
    assert of.set_aside.parked() == []
