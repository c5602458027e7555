"""Whatever is lost, doubled or shuffled on the way, and whenever a replica dies: the same copies, each command once."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from infra.kernel.storage.news_store import NewsStore
from infra.kernel.storage.tables import COPIES as COPIES_TABLE
from infra.kernel.storage.tables import EFFECTS
from tests.unit.kernel.library.following import Following
from tests.unit.kernel.library.running import library
from tests.unit.kernel.library.workshop import BookBound, WorkshopClosed, WorkshopMoved, WorkshopOpened

WORKSHOPS = ("a", "b", "c")


@dataclass(frozen=True)
class Hear:
    """Messages from the broker, by position: some of them, in any order, some twice."""

    positions: tuple[int, ...]


@dataclass(frozen=True)
class Pump:
    look: bool


@dataclass(frozen=True)
class Die:
    """The process is killed and started again: what it had in mind is gone."""


@dataclass(frozen=True)
class Tell:
    """The producer records more."""


@dataclass(frozen=True)
class Race:
    """Another replica does the work while this one is reading the log."""


Step: TypeAlias = Hear | Pump | Die | Tell | Race


def happenings(book_ids: list[str]) -> st.SearchStrategy[list[Any]]:
    where, town = st.sampled_from(WORKSHOPS), st.sampled_from(("沙河镇", "倪家营镇", "板桥镇"))
    event = st.one_of(
        st.builds(WorkshopOpened, where, town),
        st.builds(WorkshopMoved, where, town),
        st.builds(WorkshopClosed, where),
        st.builds(BookBound, where, st.sampled_from(book_ids), st.sampled_from(("封面", "书脊"))),
    )
    return st.lists(event, min_size=1, max_size=14)


STEPS = st.lists(
    st.one_of(
        st.builds(Hear, st.lists(st.integers(0, 13), max_size=8).map(tuple)),
        st.builds(Pump, st.booleans()),
        st.just(Die()),
        st.just(Tell()),
        st.just(Race()),
    ),
    max_size=14,
)


def result(of: Following, books: list[str]) -> tuple[list[Any], list[list[str]], list[str]]:
    copies = of.library.own.query(COPIES_TABLE.select().order_by(COPIES_TABLE.c.kind, COPIES_TABLE.c.id))
    left = [str(row) for row in of.library.own.query(EFFECTS.select())]
    return copies, [of.library.book(book)["stamps"] for book in books], left


def take(of: Following, step: Step, untold: list[Any]) -> None:
    match step:
        case Hear(positions):
            log = of.workshop.log()
            of.subscription.news_arrived([log[position] for position in positions if position < len(log)])
        case Pump(look):
            of.subscription.catch_up(look)
        case Die():
            of.restart()
        case Race():
            of.catch_up_in_a_race()
        case Tell():
            of.workshop.tell(*[untold.pop(0) for _ in range(min(3, len(untold)))])


@given(st.data())
def test_any_interleaving_gives_the_same_copies_and_each_command_once(data: st.DataObject) -> None:
    of = Following(library())
    books = [of.library.acquire("一"), of.library.acquire("二")]
    events, steps = data.draw(happenings(books)), data.draw(STEPS)
    untold = list(events)
    for step in steps:
        take(of, step, untold)
    of.workshop.tell(*untold)
    of.catch_up()
    expected_copies, expected_stamps = told_in_order(events, books)
    copies, stamps, left = result(of, books)
    assert copies == expected_copies
    assert stamps == expected_stamps
    assert left == []
    assert NewsStore(of.library.own).cursor("workshop") == len(events)


def told_in_order(events: list[Any], books: list[str]) -> tuple[list[Any], list[list[str]]]:
    """The same by a loop that knows nothing of cursors: what each event means, one after the other."""
    towns: dict[str, dict[str, Any]] = {}
    stamps: dict[str, list[str]] = {book: [] for book in books}
    for event in events:
        known = towns.get(event.workshop_id)
        match event:
            case WorkshopOpened():
                towns[event.workshop_id] = {"town": event.town, "moves": 0, "closed": False, "works": 0}
            case WorkshopMoved() if known:
                known.update(town=event.town, moves=known["moves"] + 1)
            case WorkshopClosed() if known:
                known.update(closed=True)
            case BookBound():
                if known:
                    known.update(works=known["works"] + 1)
                stamps[event.book_id].append(f"{event.work} in {known['town'] if known else '?'}")
    rows = [("workshop", name, known["town"], document(name, known)) for name, known in sorted(towns.items())]
    return rows, [stamps[book] for book in books]


def document(name: str, known: dict[str, Any]) -> str:
    return msgspec.json.encode({"workshop_id": name, **known}).decode()
