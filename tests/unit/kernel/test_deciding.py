"""What a command that is carried out writes and answers: conflicts, keys, nested records, other records, given commands."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, KeyReused, NotAllowedInState, NotFound, RuleBroken, Unavailable
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import VersionConflict, Writes
from tests.unit.kernel.library.book import AcquireBook, RecallBook, StampBook
from tests.unit.kernel.library.running import (
    ADMINISTRATOR,
    ANA,
    ANYONE,
    LIBRARIAN,
    NOON,
    TOWN_LIBRARY,
    databases,
    library,
)


class BusyStore(SqlStore):
    """Somebody else is always quicker."""

    def commit(self, writes: Writes) -> None:
        raise VersionConflict


def test_on_a_conflict_the_tail_is_read_and_the_command_decided_again() -> None:
    here = library()
    there = here.beside()
    book = here.acquire()
    there.do("write", ("remarks", None), {"text": "好书"}, parent=book)
    assert here.lend(book)["events"][0]["version"] == 3
    assert here.types(f"book-{book}") == ["BookAcquired", "RemarkWritten", "BookLent"]


def test_a_command_that_always_meets_a_conflict_gives_up_and_may_be_tried_again() -> None:
    own, keys = databases()
    quiet = library()
    busy = type(quiet)(own, keys, given_store=BusyStore(own, "library"))
    with pytest.raises(Unavailable) as refusal:
        busy.acquire()
    assert refusal.value.retry_after == 1


def test_the_answer_tells_state_version_and_every_event_with_its_version_in_its_stream() -> None:
    of = library()
    book = of.acquire()
    answer = of.lend(book)
    assert (answer["id"], answer["state"], answer["version"], answer["created"]) == (book, "lent", 2, False)
    assert [(event["type"], event["version"]) for event in answer["events"]] == [("BookLent", 2), ("LoanOpened", 1)]
    assert [event["id"] for event in answer["events"]] == [
        of.store.stream(f"book-{book}")[1].event_id,
        of.store.stream(f"loan-{answer['loan']}")[0].event_id,
    ]


def test_events_of_another_record_go_to_its_own_stream_in_the_same_commit() -> None:
    of = library()
    book = of.acquire()
    loan = of.lend(book)["loan"]
    of.give_back(book)
    assert of.types(f"loan-{loan}") == ["LoanOpened", "LoanClosed"]
    lent, opened = of.store.stream(f"book-{book}")[1], of.store.stream(f"loan-{loan}")[0]
    assert lent.command_id == opened.command_id
    assert of.commits == 3


def test_a_nested_record_lives_in_its_parents_stream_and_counts_its_own_versions() -> None:
    of = library()
    book = of.acquire()
    first = of.do("write", ("remarks", None), {"text": "好书"}, ANYONE, parent=book)
    second = of.do("write", ("remarks", None), {"text": "再读"}, parent=book)
    struck = of.do("strike", ("remarks", first["id"]), {"reason": "污损"}, parent=book)
    assert [one["version"] for one in (first, second, struck)] == [1, 1, 2]
    assert [one["events"][0]["version"] for one in (first, second, struck)] == [2, 3, 4]
    assert of.book(book)["version"] == 1


def test_a_nested_record_of_another_parent_is_not_found() -> None:
    of = library()
    one, two = of.acquire("边城"), of.acquire("朝花夕拾")
    remark = of.do("write", ("remarks", None), {"text": "好书"}, parent=one)["id"]
    with pytest.raises(NotFound):
        of.do("strike", ("remarks", remark), {"reason": "污损"}, parent=two)
    with pytest.raises(NotFound):
        of.do("write", ("remarks", None), {"text": "好书"}, parent=new_id())


def test_what_happened_earlier_is_recorded_with_both_times() -> None:
    of = library()
    book = of.acquire()
    of.lend(book)
    of.clock.forward(days=2)
    yesterday = NOON + timedelta(days=1)
    of.do("return", ("books", book), {"occurred_at": stamp(yesterday)})
    event = of.store.stream(f"book-{book}")[-1]
    assert (event.occurred_at, event.recorded_at) == (stamp(yesterday), stamp(NOON + timedelta(days=2)))


def test_nothing_is_recorded_that_is_still_to_come() -> None:
    of = library()
    book = of.acquire()
    of.lend(book)
    with pytest.raises(Invalid) as refusal:
        of.do("return", ("books", book), {"occurred_at": stamp(NOON + timedelta(seconds=1))})
    assert set(refusal.value.errors) == {"occurred_at"}


def test_a_late_entry_is_judged_by_the_time_at_which_it_happened() -> None:
    of = library()
    book = of.acquire()
    of.clock.forward(days=2)
    body = {"reader": ANA, "borrower": "王安", "until": stamp(NOON + timedelta(days=62))}
    with pytest.raises(RuleBroken):
        of.do("lend", ("books", book), {**body, "occurred_at": stamp(NOON + timedelta(days=1))})


def test_an_event_says_who_did_it_in_which_capacity_and_where() -> None:
    of = library()
    event = of.store.stream(f"book-{of.acquire()}")[0]
    assert (event.actor, event.role, event.organisation, event.division) == (
        "lin", "REC", TOWN_LIBRARY, "620723101",
    )  # fmt: skip
    assert event.correlation_id == event.command_id


def test_the_capacity_chosen_is_the_one_recorded() -> None:
    of = library()
    card = of.issue_card()["id"]
    of.do("block", ("cards", card), {}, ADMINISTRATOR)
    blocked = msgspec.json.decode(of.store.stream(f"card-{card}")[-1].payload)
    assert (blocked["blocked_by"], blocked["as_role"]) == ("adm", "ADM")


def test_the_same_key_with_another_body_is_refused_and_writes_nothing() -> None:
    of, key = library(), new_id()
    of.acquire("边城", key=key)
    with pytest.raises(KeyReused):
        of.acquire("朝花夕拾", key=key)
    assert len(of.books()) == 1


def test_a_refused_command_leaves_its_key_free() -> None:
    of, key = library(), new_id()
    book = of.acquire()
    with pytest.raises(RuleBroken):
        of.lend(book, days=61, key=key)
    assert of.lend(book, days=60, key=key)["state"] == "lent"


def test_a_creating_command_sent_twice_makes_one_record() -> None:
    of, key = library(), new_id()
    assert of.acquire(key=key) == of.acquire(key=key)
    assert len(of.books()) == 1


def test_a_given_command_takes_effect_once_however_often_it_is_given_under_one_key() -> None:
    of = library()
    book = of.acquire()
    answers = [of.handler.give(StampBook(book, "甲"), SYSTEM, "event/1", "story", "cause") for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert of.book(book)["stamps"] == ["甲"]
    event = of.store.stream(f"book-{book}")[-1]
    assert (event.role, event.correlation_id, event.causation_id) == ("SYS", "story", "cause")


def test_a_given_command_under_another_key_takes_effect_again() -> None:
    of = library()
    book = of.acquire()
    for key in ("event/1", "event/2"):
        of.handler.give(StampBook(book, "甲"), SYSTEM, key, "", None)
    assert of.book(book)["stamps"] == ["甲", "甲"]


def test_a_given_command_may_create_a_record_but_only_once() -> None:
    of, book = library(), new_id()
    acquire = AcquireBook(book, TOWN_LIBRARY, "620723101", "边城")
    of.handler.give(acquire, LIBRARIAN, "one", "", None)
    with pytest.raises(RuleBroken) as refusal:
        of.handler.give(acquire, LIBRARIAN, "two", "", None)
    assert refusal.value.rule == "ARecordIsCreatedOnce"
    assert of.types(f"book-{book}") == ["BookAcquired"]


@pytest.mark.parametrize("actor", [SYSTEM, Actor(roles=("SYS",), person="job")])
def test_a_given_command_that_does_not_fit_is_refused_at_once_without_waiting_for_news(actor: Actor) -> None:
    of = library()
    book = of.acquire()
    with pytest.raises(NotAllowedInState):
        of.handler.give(RecallBook(book), actor, "due", "", None)
    with pytest.raises(NotFound):
        of.handler.give(RecallBook(new_id()), actor, "due", "", None)
    assert of.expected_news.waited == 0


def test_times_are_kept_in_utc() -> None:
    of = library()
    book = of.acquire()
    until = "2026-03-20T20:00:00+08:00"
    of.do("lend", ("books", book), {"reader": ANA, "borrower": "王安", "until": until})
    assert datetime.fromisoformat(of.book(book)["until"]) == datetime(2026, 3, 20, 12, tzinfo=UTC)
