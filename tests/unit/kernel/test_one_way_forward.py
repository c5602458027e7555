"""A command goes forward from step to step: its stream is read once, its object made once, its commit is one."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import ClassVar

import pytest

from infra.kernel.access.places import SYSTEM
from infra.kernel.base.clock import stamp
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import NotAllowedInState, NotFound
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.contract.envelope import PartialEnvelope, Recorded
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import StoredAnswer, Writes
from tests.unit.kernel.library.book import ReturnBook, StampBook
from tests.unit.kernel.library.running import Library, databases, library
from tests.unit.kernel.library.tables import BOOK, LIFECYCLES


@dataclass
class Counted:
    """What was asked of a store: streams read, keys looked up, commits, streams read with all that was told."""

    reads: list[str] = field(default_factory=list)
    keys: int = 0
    commits: int = 0
    histories: list[str] = field(default_factory=list)


class CountingStore(SqlStore):
    counted: Counted

    def stream_to_fold(self, stream: str, after: int = 0) -> list[PartialEnvelope]:
        self.counted.reads.append(stream)
        return super().stream_to_fold(stream, after)

    def stream(self, stream: str, after: int = 0) -> list[Recorded]:
        self.counted.histories.append(stream)
        return super().stream(stream, after)

    def stored_answer(self, caller: str, key: str) -> StoredAnswer | None:
        self.counted.keys += 1
        return super().stored_answer(caller, key)

    def commit(self, writes: Writes) -> None:
        self.counted.commits += 1
        super().commit(writes)


def counting(of: Library) -> tuple[Library, Counted]:
    """Another replica beside this one, which has nothing in memory and counts what it asks its store."""
    store = CountingStore(of.own, "library")
    store.counted = Counted()
    return Library(of.own, of.keys, of.lifecycles, of.clock, given_store=store), store.counted


def test_a_command_reads_its_stream_once_and_looks_no_key_up() -> None:
    there = library()
    book = there.acquire()
    loan = there.lend(book)["loan"]
    here, counted = counting(there)
    here.give_back(book)
    assert counted == Counted([f"book-{book}", f"loan-{loan}"], 0, 1)


def test_a_command_on_a_record_in_memory_reads_nothing() -> None:
    here, counted = counting(library())
    book = here.acquire()
    here.do("write", ("remarks", None), {"text": "好书"}, parent=book)
    assert counted == Counted([], 0, 2)


def test_a_refusal_of_what_was_just_read_reads_nothing_again() -> None:
    there = library()
    book = there.acquire()
    here, counted = counting(there)
    with pytest.raises(NotAllowedInState):
        here.give_back(book)
    assert counted == Counted([f"book-{book}"], 1, 0)


def test_a_refusal_from_memory_reads_the_tail_first() -> None:
    here, counted = counting(library())
    book = here.acquire()
    with pytest.raises(NotAllowedInState):
        here.give_back(book)
    assert counted == Counted([f"book-{book}"], 2, 1)


def test_after_a_conflict_only_the_tail_is_read() -> None:
    here, counted = counting(library())
    book = here.acquire()
    here.beside().do("write", ("remarks", None), {"text": "好书"}, parent=book)
    here.do("write", ("remarks", None), {"text": "再读"}, parent=book)
    assert counted == Counted([f"book-{book}"], 1, 3)


def test_a_record_that_is_not_there_is_looked_for_once() -> None:
    here, counted = counting(library())
    unknown = new_id()
    with pytest.raises(NotFound):
        here.give_back(unknown)
    assert counted == Counted([f"book-{unknown}"], 0, 0)


def test_what_is_due_reads_its_stream_once() -> None:
    there = library()
    book = there.acquire()
    there.lend(book, days=1)
    here, counted = counting(there)
    here.clock.forward(days=2)
    assert here.due_times.run() == 1
    assert counted == Counted([f"book-{book}"], 0, 1)


def test_what_others_do_beside_it_in_its_stream_has_no_history_read() -> None:
    """Whoever ends a meeting has everybody who did not come marked, each as of the end: the meeting is not read each time."""
    here, counted = counting(library())
    book = here.acquire()
    remarks = [here.do("write", ("remarks", None), {"text": "好书"}, parent=book)["id"] for _ in range(2)]
    ended = here.clock.now
    for remark in remarks:
        here.clock.forward(seconds=1)
        here.do("strike", ("remarks", remark), {"reason": "重复", "occurred_at": stamp(ended)}, parent=book)
    here.do("write", ("remarks", None), {"text": "好书", "occurred_at": stamp(ended)}, parent=book)
    assert counted.histories == []


STEPS = ["receiving", "addressing", "parsing", "permitting", "deciding", "writing", "answering"]
VALUES = ("Received.", "Addressed.", "Parsed.")


def steps_of(work: Callable[[], object]) -> list[str]:
    """The files of steps that were entered, in order. To ask a value what it holds is not to enter its step."""
    entered: list[str] = []

    def called(frame: FrameType, event: str, argument: object) -> None:
        step, name = Path(frame.f_code.co_filename).stem, frame.f_code.co_qualname
        if event == "call" and step in STEPS and not name.startswith(VALUES) and entered[-1:] != [step]:
            entered.append(step)

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return entered


def test_a_command_enters_every_step_once_and_in_order() -> None:
    of = library()
    book = of.acquire()
    assert steps_of(lambda: of.lend(book)) == STEPS
    assert steps_of(lambda: of.handler.give(StampBook(book, "甲"), SYSTEM, new_id(), "", None)) == STEPS
    assert steps_of(of.acquire) == STEPS


@dataclass(frozen=True)
class CountedReturn(ReturnBook):
    made: ClassVar[list[str]] = []

    def __post_init__(self) -> None:
        self.made.append(self.book_id)


def test_the_command_object_is_made_once_also_when_the_command_is_decided_again() -> None:
    rows = tuple(replace(row, takes=CountedReturn) if row.command == "return" else row for row in BOOK.table)
    lifecycles: tuple[Lifecycle, ...] = (replace(BOOK, table=rows), *LIFECYCLES[1:])
    here = Library(*databases(), Lifecycles(lifecycles))
    book = here.acquire()
    here.lend(book)
    here.beside().do("write", ("remarks", None), {"text": "好书"}, parent=book)
    here.give_back(book)
    assert CountedReturn.made == [book]
