"""The same command sent twice, through the shell, on every store: one after another, at once, and after a lost reply."""

from datetime import datetime

import eventlet
import pytest

from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Unavailable
from infra.kernel.contract.envelope import PartialEnvelope, Recorded
from infra.kernel.storage.store import EventStore, StoredAnswer, Writes
from tests.unit.kernel.library.running import TOWN_LIBRARY, Library, SetClock, databases

ACQUIRE = {"library": TOWN_LIBRARY, "division": "620723101", "title": "边城"}


class LosesTheReply:
    """Commits, and then the connection is gone: the caller does not hear that it worked."""

    def __init__(self, store: EventStore) -> None:
        self._store, self.losing = store, True
        self.recorded_here = ""

    def commit(self, writes: Writes) -> None:
        self._store.commit(writes)
        if self.losing:
            self.losing = False
            raise ConnectionResetError

    def stream(self, stream: str, after: int = 0) -> list[Recorded]:
        return self._store.stream(stream, after)

    def stream_to_fold(self, stream: str, after: int = 0) -> list[PartialEnvelope]:
        return self._store.stream_to_fold(stream, after)

    def event(self, event_id: str) -> Recorded | None:
        return self._store.event(event_id)

    def stored_answer(self, caller: str, key: str) -> StoredAnswer | None:
        return self._store.stored_answer(caller, key)

    def number(self, limit: int) -> list[Recorded]:
        return self._store.number(limit)

    def log(self, start: int, limit: int) -> list[Recorded]:
        return self._store.log(start, limit)

    def newest_recorded(self) -> str | None:
        return self._store.newest_recorded()

    def head(self) -> tuple[int, int]:
        return self._store.head()


class LetsOthersIn(SetClock):
    """Whoever asks what time it is yields: between reading a stream and writing to it others have their turn."""

    def __call__(self) -> datetime:
        eventlet.sleep(0)
        return super().__call__()


def library(store: EventStore) -> Library:
    return Library(*databases(), given_store=store, clock=LetsOthersIn())


def everything(store: EventStore) -> list[str]:
    while store.number(100):
        pass
    return [event.type for event in store.log(0, 1000)]


def test_one_after_another_it_has_one_effect_and_the_same_answer(store: EventStore) -> None:
    of, key = library(store), new_id()
    answers = [of.do("acquire", ("books", None), ACQUIRE, key=key) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert everything(store) == ["BookAcquired"]


def test_on_a_record_that_it_has_moved_on_it_has_one_effect_and_the_same_answer(store: EventStore) -> None:
    of, key = library(store), new_id()
    book = of.acquire()
    first = of.lend(book, key=key)
    assert of.lend(book, key=key) == first
    of.give_back(book)
    assert of.lend(book, key=key) == first
    assert everything(store) == ["BookAcquired", "BookLent", "LoanOpened", "BookReturned", "LoanClosed"]


def test_at_once_it_has_one_effect_and_all_get_the_same_answer(store: EventStore) -> None:
    of, key = library(store), new_id()

    def ask() -> dict[str, object]:
        eventlet.sleep(0)
        return of.do("acquire", ("books", None), ACQUIRE, key=key)

    with eventlet.Timeout(30):
        asking = [eventlet.spawn(ask) for _ in range(20)]
        answers = [greenlet.wait() for greenlet in asking]
    assert all(answer == answers[0] for answer in answers)
    assert everything(store) == ["BookAcquired"]


def test_at_once_on_two_replicas_it_has_one_effect_and_both_give_the_same_answer(store: EventStore) -> None:
    one, key = library(store), new_id()
    book = one.acquire()
    other = Library(one.own, one.keys, given_store=store, clock=one.clock)
    body = {"text": "好书"}

    def ask(replica: Library) -> dict[str, object]:
        eventlet.sleep(0)
        return replica.do("write", ("remarks", None), body, key=key, parent=book)

    with eventlet.Timeout(30):
        asking = [eventlet.spawn(ask, replica) for replica in (one, other) * 5]
        answers = [greenlet.wait() for greenlet in asking]
    assert all(answer == answers[0] for answer in answers)
    assert everything(store) == ["BookAcquired", "RemarkWritten"]


def test_after_a_reply_that_never_arrived_it_has_one_effect_and_the_answer_is_told(store: EventStore) -> None:
    of, key = library(LosesTheReply(store)), new_id()
    with pytest.raises(ConnectionResetError):
        of.do("acquire", ("books", None), ACQUIRE, key=key)
    answer = of.do("acquire", ("books", None), ACQUIRE, key=key)
    assert of.do("acquire", ("books", None), ACQUIRE, key=key) == answer
    assert everything(store) == ["BookAcquired"]
    assert store.stream(f"book-{answer['id']}")[0].event_id == answer["events"][0]["id"]


def test_a_hundred_commands_at_once_on_one_record_all_take_effect_once(store: EventStore) -> None:
    of = library(store)
    book = of.acquire()
    replicas = [of, Library(of.own, of.keys, given_store=store, clock=of.clock)]
    answers: list[int] = []

    def remark(number: int) -> None:
        replica = replicas[number % 2]
        while True:
            try:
                answer = replica.do("write", ("remarks", None), {"text": str(number)}, key=f"key-{number}", parent=book)
            except Unavailable:
                continue
            answers.append(answer["events"][0]["version"])
            return

    with eventlet.Timeout(60):
        for greenlet in [eventlet.spawn(remark, number) for number in range(100)]:
            greenlet.wait()
    assert sorted(answers) == list(range(2, 102))
    assert everything(store).count("RemarkWritten") == 100
