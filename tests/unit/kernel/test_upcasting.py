"""A log written by an earlier version of the program is read by today's: commands, reading, rebuild; bytes unchanged."""

from dataclasses import dataclass, replace

import msgspec

from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.contract.codec import EventType, Fields
from infra.kernel.contract.lifecycle import Lifecycle, ReadRow
from infra.kernel.running.definition import ServiceDefinition
from infra.kernel.running.read_table_rebuild import ReadTableRebuild, canonical_dump, empty
from infra.kernel.storage.tables import EVENTS
from tests.unit.kernel.library import book as books
from tests.unit.kernel.library import tables
from tests.unit.kernel.library.following import empty_log
from tests.unit.kernel.library.running import AUDITOR, Library, library


@dataclass(frozen=True, slots=True)
class BookAcquired:
    """Version 2: a book may have several titles. Version 1 had one `title`."""

    book_id: str
    library: str
    division: str
    titles: tuple[str, ...]


def one_title_becomes_a_list(fields: Fields) -> Fields:
    return {**{name: value for name, value in fields.items() if name != "title"}, "titles": [fields["title"]]}


@dataclass(frozen=True)
class BookOfTitles(books.Book):
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class BookShown:
    titles: tuple[str, ...]


def acquire_book(book: None, command: books.AcquireBook, facts: object) -> list[BookAcquired]:
    return [BookAcquired(command.book_id, command.library, command.division, tuple(command.title.split("；")))]


def evolve_book(book: books.Book | None, event: books.BookEvent | BookAcquired) -> books.Book:
    if isinstance(event, BookAcquired):
        state, title = books.BookState.ON_SHELF, "；".join(event.titles)
        return BookOfTitles(event.book_id, state, event.library, event.division, title, titles=event.titles)
    return books.evolve_book(book, event)


def book_row(book: BookOfTitles, record_id: str) -> ReadRow:
    return ReadRow(book.division, BookShown(book.titles), audience="public")


def of_today() -> tuple[Lifecycle, ...]:
    acquire, *others = tables.BOOK.table
    today = EventType(BookAcquired, version=2, upcasters=((1, one_title_becomes_a_list),))
    book = replace(
        tables.BOOK,
        events=(today, *tables.BOOK.events[1:]),
        evolve=evolve_book,
        row=book_row,
        table=(replace(acquire, decide=acquire_book), *others),
    )
    remark = replace(tables.REMARK, evolve=evolve_book)
    return book, remark, tables.LOAN, tables.CARD


def upgraded(of: Library) -> Library:
    """The program of today on the same databases."""
    return Library(of.own, of.keys, Lifecycles(of_today()), of.clock)


def stored(of: Library) -> list[tuple[object, ...]]:
    wanted = EVENTS.select().with_only_columns(EVENTS.c.type, EVENTS.c.schema_version, EVENTS.c.payload)
    return of.own.query(wanted.order_by(EVENTS.c.inserted))


def rebuilt(of: Library) -> list[str]:
    definition = ServiceDefinition("library", of_today(), (), ())
    ReadTableRebuild(definition, of.own, {"members": empty_log("members")}.__getitem__).run(lambda done, total: None)
    return list(canonical_dump(of.own))


def test_a_command_on_an_old_record_is_decided_on_its_lifted_events() -> None:
    of = library()
    book = of.acquire("边城")
    assert upgraded(of).lend(book)["version"] == 2


def test_reading_and_the_past_show_an_old_record_in_todays_shape() -> None:
    of = library()
    book, then = of.acquire("边城"), "2026-03-02T04:00:00Z"
    today = upgraded(of)
    today.clock.forward(days=1)
    today.lend(book)
    today.give_back(book)
    assert today.book(book)["titles"] == ["边城"]
    past = today.records.one(ReadCall("books", Caller(), book, as_of=then), AUDITOR)
    assert (past["titles"], past["version"]) == (["边城"], 1)


def test_history_shows_every_event_as_it_was_written() -> None:
    of = library()
    book = of.acquire("边城")
    today = upgraded(of)
    today.lend(book)
    items = today.records.history(ReadCall("books", Caller(), book), AUDITOR)["items"]
    assert [(one["type"], one["version"]) for one in items] == [("BookAcquired", 1), ("BookLent", 2)]
    assert items[0]["payload"]["title"] == "边城"


def test_a_rebuild_lifts_old_events_and_gives_what_live_work_gives() -> None:
    of = library()
    old = of.acquire("边城")
    today = upgraded(of)
    today.lend(old)
    new = today.acquire("呐喊；彷徨")
    live = list(canonical_dump(today.own))
    empty(today.own)
    assert rebuilt(today) == live
    assert [today.book(one)["titles"] for one in (old, new)] == [["边城"], ["呐喊", "彷徨"]]


def test_what_was_written_stays_as_it_was_byte_for_byte() -> None:
    of = library()
    old = of.acquire("边城")
    before = stored(of)
    today = upgraded(of)
    today.lend(old)
    today.acquire("呐喊；彷徨")
    rebuilt(today)
    after = stored(today)
    assert after[: len(before)] == before
    versions = [(kind, version) for kind, version, _payload in after if kind == "BookAcquired"]
    assert versions == [("BookAcquired", 1), ("BookAcquired", 2)]
    assert msgspec.json.decode(str(before[0][2]))["title"] == "边城"
