"""Folding a log at once, event by event, or in two goes gives the same state, versions and times."""

from hypothesis import given
from hypothesis import strategies as st

from infra.kernel.commands.folding import Folded, FoldedStreams
from tests.unit.kernel.library.doing import DEEDS, Deed, Doing
from tests.unit.kernel.library.following import Following
from tests.unit.kernel.library.running import Library, library
from tests.unit.kernel.library.tables import BOOK, REMARK


def after(deeds: list[Deed]) -> Doing:
    doing = Doing(Following(library()))
    doing.all([Deed("acquire", 0, 1), *deeds])
    return doing


def streams(of: Library) -> list[str]:
    of.store.number(10_000)
    return list(dict.fromkeys(event.stream for event in of.store.log(0, 10_000)))


@given(DEEDS, st.integers(0, 30))
def test_replayed_at_once_or_in_two_goes_or_event_by_event_it_is_the_same(deeds: list[Deed], cut: int) -> None:
    of = after(deeds).library
    for stream in streams(of):
        events = of.store.stream(stream)
        at_once = of.lifecycles.replay(Folded(stream), events)
        in_two = of.lifecycles.replay(of.lifecycles.replay(Folded(stream), events[:cut]), events[cut:])
        one_by_one = Folded(stream)
        for event in events:
            one_by_one = of.lifecycles.fold(one_by_one, of.lifecycles.codec.decode(event), event.recorded_at)
        assert at_once == in_two == one_by_one
        assert at_once.version == len(events)


@given(DEEDS)
def test_what_is_kept_in_memory_is_what_the_log_says(deeds: list[Deed]) -> None:
    of = after(deeds).library
    for stream in streams(of):
        assert of.handler.streams.load(stream, fresh=False) == of.lifecycles.replay(
            Folded(stream), of.store.stream(stream)
        )


def test_folding_never_changes_what_was_folded_before() -> None:
    doing = after([])
    book = doing.books[0]
    before = doing.library.handler.streams.load(f"book-{book}", fresh=True)
    doing.library.lend(book)
    assert (before.version, str(before.state.state)) == (1, "on_shelf")
    assert before.marks.keys() == {("books", book)}


def test_a_record_counts_only_its_own_events() -> None:
    doing = after([Deed("write", 0, 1), Deed("lend", 0, 5), Deed("strike", 0, 1)])
    folded = doing.library.handler.streams.load(f"book-{doing.books[0]}", fresh=True)
    assert folded.version == 4
    assert folded.version_of(BOOK, doing.books[0]) == 2
    assert folded.version_of(REMARK, doing.remarks[0][1]) == 2
    assert folded.version_of(REMARK, "nobody") == 0


def test_the_least_recently_used_stream_is_let_go_and_read_again_when_wanted() -> None:
    of = library()
    books = [of.acquire(title) for title in ("一", "二", "三")]
    kept = FoldedStreams(of.store, of.lifecycles, most=2)
    for book in (books[0], books[1], books[0], books[2]):
        kept.load(f"book-{book}", fresh=False)
    of.beside().lend(books[0])
    of.beside().lend(books[1])
    assert [str(kept.load(f"book-{book}", fresh=False).state.state) for book in books] == [
        "on_shelf",
        "lent",
        "on_shelf",
    ]


def test_a_stream_that_is_not_there_is_not_kept() -> None:
    of = library()
    assert of.handler.streams.load("book-none", fresh=False) == Folded("book-none")
    assert of.handler.streams.load("book-none", fresh=True) == Folded("book-none")
