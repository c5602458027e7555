"""One service following another's log: gaps, restarts, replicas, poison, what does not fit, and trying again."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest

from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Unavailable
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.news_store import NOT_APPLICABLE, PARKED, PENDING, Effect, NewsStore, PlaceInLog
from infra.kernel.storage.tables import EFFECTS
from tests.unit.kernel.library.book import Book, BookEvent, BookFacts, StampBook, stamp_book
from tests.unit.kernel.library.following import AT, Following
from tests.unit.kernel.library.running import Library, databases, library
from tests.unit.kernel.library.tables import BOOK, CARD, LOAN, REMARK
from tests.unit.kernel.library.workshop import (
    WORKSHOP,
    BookBound,
    KnownWorkshop,
    WorkshopClosed,
    WorkshopMoved,
    WorkshopOpened,
)

NEVER_AGAIN_TODAY = (3600.0,)


@dataclass
class Broken:
    """Stamps no book as long as there is an error."""

    error: Exception | None

    def stamp(self, book: Book, command: StampBook, facts: BookFacts) -> list[BookEvent]:
        if self.error is not None:
            raise self.error
        return stamp_book(book, command, facts)

    def library(self) -> Library:
        rows = (replace(row, decide=self.stamp) if row.command == "stamp" else row for row in BOOK.table)
        return Library(*databases(), Lifecycles((replace(BOOK, table=tuple(rows)), REMARK, LOAN, CARD)))


def known(of: Following, workshop_id: str) -> KnownWorkshop | None:
    return of.library.lookups_at(of.library.clock.now).copy(KnownWorkshop, WORKSHOP, workshop_id)


def stamps(of: Following, book_id: str) -> list[str]:
    marks: list[str] = of.library.book(book_id)["stamps"]
    return marks


def effects(of: Following) -> list[Effect]:
    return [Effect(*row) for row in of.library.own.query(EFFECTS.select().order_by(EFFECTS.c.id))]


def poison(of: Following, stream: str = "workshop-a") -> None:
    """An event of a known type with a payload that does not fit it."""
    of.workshop.write("WorkshopMoved", 1, '{"workshop_id": 5}', stream)
    of.workshop.store.number(10)


def test_what_is_next_in_line_is_applied_without_asking_for_the_log() -> None:
    of = Following(library())
    of.subscription.news_arrived(of.workshop.tell(WorkshopOpened("a", "沙河镇")))
    of.subscription.catch_up(look=False)
    assert known(of, "a") == KnownWorkshop("a", "沙河镇")
    assert of.reads == 0


def test_a_gap_is_read_from_the_log() -> None:
    of = Following(library())
    told = of.workshop.tell(WorkshopOpened("a", "沙河镇"), WorkshopMoved("a", "倪家营镇"), WorkshopMoved("a", "板桥镇"))
    of.subscription.news_arrived(told[2:])
    of.subscription.catch_up(look=False)
    assert known(of, "a") == KnownWorkshop("a", "板桥镇", moves=2)
    assert of.cursor == 3


def test_without_a_bell_a_look_finds_what_is_there() -> None:
    of = Following(library())
    of.workshop.tell(WorkshopOpened("a", "沙河镇"))
    of.subscription.catch_up(look=False)
    assert known(of, "a") is None
    of.catch_up()
    assert known(of, "a") is not None


def test_what_has_no_position_yet_is_not_there_yet() -> None:
    of = Following(library())
    of.workshop.tell(WorkshopOpened("a", "沙河镇"), number=False)
    of.catch_up()
    assert (known(of, "a"), of.cursor) == (None, 0)


def test_a_message_heard_again_after_it_was_applied_changes_nothing() -> None:
    of = Following(library())
    told = of.workshop.tell(WorkshopOpened("a", "沙河镇"), WorkshopMoved("a", "倪家营镇"))
    for _ in range(3):
        of.subscription.news_arrived(told)
        of.subscription.catch_up(look=False)
    assert known(of, "a") == KnownWorkshop("a", "倪家营镇", moves=1)


def of_no_concern(of: Following, many: int) -> list[Recorded]:
    for _ in range(many):
        of.workshop.write("WindowCleaned", 1, "{}", "workshop-a")
    of.workshop.store.number(many)
    return of.workshop.log()[-many:]


def test_news_that_concerns_nobody_is_read_without_a_transaction_and_kept_on_a_quiet_moment() -> None:
    of = Following(library())
    of.catch_up()
    of.subscription.news_arrived(of_no_concern(of, 3))
    of.subscription.catch_up(look=False)
    assert (of.subscription.position, of.cursor) == (3, 0)
    of.subscription.keep_place()
    assert (of.subscription.place_to_keep, of.cursor) == (None, 3)
    assert of.reads == 1


def test_what_concerns_somebody_moves_the_cursor_over_all_that_did_not() -> None:
    of = Following(library())
    of.subscription.news_arrived(of_no_concern(of, 2))
    of.subscription.catch_up(look=False)
    of.subscription.news_arrived(of.workshop.tell(WorkshopOpened("a", "沙河镇")))
    of.subscription.catch_up(look=False)
    assert (known(of, "a"), of.cursor, of.subscription.place_to_keep) == (KnownWorkshop("a", "沙河镇"), 3, None)


def test_after_a_crash_what_concerned_nobody_is_read_once_more() -> None:
    of = Following(library())
    of.subscription.news_arrived(of_no_concern(of, 2))
    of.subscription.catch_up(look=False)
    of.restart()
    of.workshop.tell(WorkshopOpened("a", "沙河镇"), WorkshopMoved("a", "板桥镇"))
    of.catch_up()
    assert (known(of, "a"), of.cursor) == (KnownWorkshop("a", "板桥镇", moves=1), 4)


def test_two_replicas_that_remember_different_places_apply_each_event_once() -> None:
    of = Following(library())
    other = of.another(of.library.beside())
    quiet = of_no_concern(of, 2)
    for one, heard in ((of.subscription, quiet), (other, quiet[:1])):
        one.news_arrived(heard)
        one.catch_up(look=False)
    told = of.workshop.tell(WorkshopOpened("a", "沙河镇"), WorkshopMoved("a", "板桥镇"))
    for one in (other, of.subscription, other):
        one.news_arrived([*quiet, *told])
        one.catch_up(look=False)
    assert known(of, "a") == KnownWorkshop("a", "板桥镇", moves=1)
    assert [one.position for one in (of.subscription, other)] == [4, 4]
    other.keep_place()
    assert of.cursor == 4


def test_a_cursor_is_never_put_back_by_whoever_keeps_places_while_news_is_taken() -> None:
    of = Following(library())
    places: list[PlaceInLog | None] = []
    of.subscription = of.another(copied=lambda: places.append(of.subscription.place_to_keep))
    of.subscription.news_arrived(of_no_concern(of, 2))
    of.subscription.catch_up(look=False)
    of.subscription.news_arrived(of.workshop.tell(WorkshopOpened("a", "沙河镇"), WorkshopMoved("a", "板桥镇")))
    of.subscription.catch_up(look=False)
    of.catch_up()
    assert places == [None]
    assert (known(of, "a"), of.cursor) == (KnownWorkshop("a", "板桥镇", moves=1), 4)


def test_a_place_that_another_replica_has_passed_is_not_put_back() -> None:
    of = Following(library())
    slow = of.another(of.library.beside())
    slow.news_arrived(of_no_concern(of, 1))
    slow.catch_up(look=False)
    of_no_concern(of, 2)
    of.catch_up()
    slow.keep_place()
    assert (of.cursor, slow.position) == (3, 3)


def test_a_reaction_gives_its_command_once_with_the_event_as_its_cause() -> None:
    of = Following(library())
    book = of.library.acquire()
    told = of.workshop.tell(WorkshopOpened("a", "沙河镇"), BookBound("a", book, "新封面"))
    of.catch_up()
    of.subscription.news_arrived(told)
    of.catch_up()
    assert stamps(of, book) == ["新封面 in 沙河镇"]
    stamped = of.library.store.stream(f"book-{book}")[-1]
    assert (stamped.role, stamped.causation_id, stamped.correlation_id) == ("SYS", told[1].event_id, "story")
    assert effects(of) == []


def test_copies_that_come_later_on_the_stream_wait_for_the_reaction_before_them() -> None:
    of = Following(library())
    book = of.library.acquire()
    of.workshop.tell(WorkshopOpened("a", "沙河镇"), BookBound("a", book, "新封面"), WorkshopMoved("a", "倪家营镇"))
    of.catch_up()
    assert stamps(of, book) == ["新封面 in 沙河镇"]
    assert known(of, "a") == KnownWorkshop("a", "倪家营镇", moves=1, works=1)


def test_a_crash_between_the_cursor_and_the_command_does_not_lose_the_command() -> None:
    of = Following(library(), back_off=NEVER_AGAIN_TODAY)
    book = of.library.acquire()
    of.workshop.tell(BookBound("a", book, "新封面"))
    of.library.know(WORKSHOP, "a", "not JSON")
    of.catch_up()
    assert (of.cursor, stamps(of, book)) == (1, [])
    of.library.know(WORKSHOP, "a", '{"workshop_id":"a","town":"沙河镇"}')
    of.back_off = (0.0,)
    of.restart()
    of.subscription.catch_up(look=False)
    assert stamps(of, book) == ["新封面 in 沙河镇"]


def test_a_replica_that_was_quicker_leaves_nothing_to_do() -> None:
    of = Following(library())
    book = of.library.acquire()
    of.workshop.tell(WorkshopOpened("a", "沙河镇"))
    of.catch_up()
    of.workshop.tell(WorkshopMoved("a", "倪家营镇"), BookBound("a", book, "新"))
    of.catch_up_in_a_race()
    assert known(of, "a") == KnownWorkshop("a", "倪家营镇", moves=1, works=1)
    assert stamps(of, book) == ["新 in 倪家营镇"]
    assert of.cursor == 3


class DiesBeforeItStrikesOff(NewsStore):
    """The command of an effect is carried out; then the process dies, and the effect is still there."""

    def done(self, effect: Effect) -> None:
        raise ConnectionResetError


def test_a_crash_between_a_command_and_striking_it_off_does_not_give_it_twice() -> None:
    of = Following(library())
    book = of.library.acquire()
    of.workshop.tell(WorkshopOpened("a", "沙河镇"), BookBound("a", book, "新"))
    of.subscription = of.another(news=DiesBeforeItStrikesOff(of.library.own))
    with pytest.raises(ConnectionResetError):
        of.catch_up()
    assert len(effects(of)) == 1
    of.restart()
    of.catch_up()
    assert effects(of) == []
    assert stamps(of, book) == ["新 in 沙河镇"]
    assert known(of, "a") == KnownWorkshop("a", "沙河镇", works=1)


def test_a_producer_that_does_not_answer_leaves_the_cursor_where_it_is() -> None:
    of = Following(library())
    of.workshop.tell(WorkshopOpened("a", "沙河镇"))

    def silent(start: int, limit: int) -> list[Recorded]:
        raise Unavailable("no answer")

    of.subscription = of.another(read_log=silent)
    with pytest.raises(Unavailable):
        of.catch_up()
    assert of.cursor == 0


def test_ruling_5_what_cannot_be_understood_is_parked_after_five_tries_with_its_stream_only() -> None:
    of = Following(library())
    of.workshop.tell(WorkshopOpened("a", "沙河镇"), WorkshopOpened("b", "沙河镇"))
    poison(of)
    of.workshop.tell(WorkshopMoved("a", "倪家营镇"), WorkshopMoved("b", "板桥镇"))
    for _ in range(10):
        of.catch_up()
    assert [(one.status, one.attempts) for one in effects(of)] == [(PARKED, 5), (PENDING, 0)]
    assert known(of, "a") == KnownWorkshop("a", "沙河镇")
    assert known(of, "b") == KnownWorkshop("b", "板桥镇", moves=1)
    assert of.cursor == 5
    assert of.library.news.counts() == {PARKED: 1, PENDING: 1}


@pytest.mark.parametrize("away", [Unavailable("busy"), sqlite3.OperationalError("database or disk is full")])
def test_a_reaction_that_is_only_kept_waiting_is_never_parked_and_done_later(away: Exception) -> None:
    bell = Broken(away)
    of = Following(bell.library())
    book = of.library.acquire()
    of.workshop.tell(WorkshopOpened("a", "沙河镇"), BookBound("a", book, "新"), WorkshopOpened("b", "板桥镇"))
    for _ in range(10):
        with suppress(sqlite3.OperationalError):
            of.catch_up()
    assert [(one.status, one.attempts) for one in effects(of)] == [(PENDING, 0)]
    assert known(of, "b") == KnownWorkshop("b", "板桥镇")
    bell.error = None
    of.catch_up()
    assert stamps(of, book) == ["新 in 沙河镇"]


def test_a_parked_event_that_is_released_and_then_understood_lets_its_stream_go_on() -> None:
    of = Following(library())
    book = of.library.acquire()
    of.library.know(WORKSHOP, "a", "not JSON")
    of.workshop.tell(BookBound("a", book, "一"), BookBound("a", book, "二"))
    for _ in range(6):
        of.catch_up()
    parked = of.library.news.parked()
    assert [one.status for one in parked] == [PARKED]
    of.library.know(WORKSHOP, "a", '{"workshop_id":"a","town":"沙河镇"}')
    of.library.news.change(parked[0], PENDING, None, 0, AT)
    of.catch_up()
    assert stamps(of, book) == ["一 in 沙河镇", "二 in 沙河镇"]
    assert effects(of) == []


def test_what_failed_is_not_tried_again_before_its_pause_is_over() -> None:
    of = Following(library(), back_off=NEVER_AGAIN_TODAY)
    poison(of)
    for _ in range(5):
        of.catch_up()
    assert [(one.status, one.attempts) for one in effects(of)] == [(PENDING, 1)]


def test_what_failed_before_the_clock_was_put_back_does_not_wait_for_that_time_to_come_again() -> None:
    of = Following(library(), back_off=NEVER_AGAIN_TODAY)
    poison(of)
    of.catch_up()
    (failed,) = effects(of)
    of.library.news.change(failed, PENDING, None, failed.attempts, "2999-01-01T00:00:00.000000+00:00")
    of.catch_up()
    assert [one.attempts for one in effects(of)] == [2]


def test_what_failed_once_is_tried_again_and_done() -> None:
    of = Following(library())
    book = of.library.acquire()
    of.library.know(WORKSHOP, "a", "not JSON")
    of.workshop.tell(BookBound("a", book, "新"))
    of.catch_up()
    assert [one.status for one in effects(of)] == [PENDING]
    of.library.know(WORKSHOP, "a", '{"workshop_id":"a","town":"沙河镇"}')
    of.catch_up()
    assert stamps(of, book) == ["新 in 沙河镇"]


@pytest.mark.parametrize("why", ["wrong state", "no such record"])
def test_a_command_that_does_not_fit_is_noted_as_not_applicable_and_blocks_nothing(why: str) -> None:
    of = Following(library())
    book = of.library.acquire()
    of.library.lend(book, days=1)
    of.library.clock.forward(days=1)
    of.library.due_times.run()
    of.workshop.tell(
        WorkshopOpened("a", "沙河镇"),
        BookBound("a", book if why == "wrong state" else new_id(), "新"),
        WorkshopClosed("a"),
    )
    of.catch_up()
    assert [(one.status, one.type) for one in effects(of)] == [(NOT_APPLICABLE, "BookBound")]
    assert "StampBook" in str(effects(of)[0].note)
    assert known(of, "a") == KnownWorkshop("a", "沙河镇", closed=True, works=1)
    assert stamps(of, book) == []


def test_events_that_mean_nothing_here_only_move_the_cursor() -> None:
    of = Following(library())
    of.workshop.write("WorkshopPainted", 7, "not even JSON", "workshop-a")
    of.workshop.store.number(1)
    of.catch_up()
    assert (of.cursor, effects(of)) == (1, [])


def test_more_events_than_one_batch_are_all_applied_in_order() -> None:
    of = Following(library())
    told = of.workshop.tell(WorkshopOpened("a", "沙河镇"), *(WorkshopMoved("a", str(town)) for town in range(1100)))
    of.subscription.news_arrived(list(reversed(told)))
    of.subscription.catch_up(look=False)
    assert known(of, "a") == KnownWorkshop("a", "1099", moves=1100)
    assert of.cursor == 1101
