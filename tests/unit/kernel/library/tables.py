"""Who may do what in the library, from which state; how commands and records look on the wire."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marshmallow import post_load

from infra.kernel.access.places import Place
from infra.kernel.base.ids import new_id
from infra.kernel.contract.codec import EventType
from infra.kernel.contract.lifecycle import Lifecycle, Lookups, ReadRow, Secret
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import Code, CommandSchema, Id, Text, Time
from tests.unit.kernel.library import book as books
from tests.unit.kernel.library import card as cards
from tests.unit.kernel.library.workshop import WORKSHOP, KnownWorkshop


class Acquire(CommandSchema):
    library = Id(required=True)
    division = Code(required=True)
    title = Text(required=True)


class Lend(CommandSchema):
    reader = Id(required=True)
    borrower = Text(required=True)
    until = Time(required=True)

    @post_load
    def with_a_loan(self, values: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**values, "loan_id": new_id()}


class Send(CommandSchema):
    workshop = Id(required=True)


class Write(CommandSchema):
    text = Text(required=True)


class Strike(CommandSchema):
    reason = Text(required=True)


class Name(CommandSchema):
    name = Text(required=True)


@dataclass(frozen=True)
class BookShown:
    title: str
    borrower: str | None
    until: datetime | None
    stamps: tuple[str, ...]


@dataclass(frozen=True)
class RemarkShown:
    text: str


@dataclass(frozen=True)
class LoanShown:
    of_book: str


@dataclass(frozen=True)
class CardShown:
    name: str


@dataclass(frozen=True, slots=True)
class Holiday:
    day: str


def book_facts(lookups: Lookups, book: books.Book | None, command: object) -> books.BookFacts:
    return books.BookFacts(lookups.now, book, _holiday(lookups, command), _workshop_open(lookups, command))


def _holiday(lookups: Lookups, command: object) -> bool:
    today = lookups.now.date().isoformat()
    return isinstance(command, books.RecallBook) and lookups.copy(Holiday, "holiday", today) is not None


def _workshop_open(lookups: Lookups, command: object) -> bool:
    if not isinstance(command, books.SendToWorkshop):
        return True
    return not lookups.needed_copy(KnownWorkshop, WORKSHOP, command.workshop).closed


def book_place(book: books.Book, record_id: str) -> Place:
    return Place(book.division, council=book.library, open_to_anyone=True)


def place_of_new_book(lookups: Lookups, book: None, command: books.AcquireBook) -> Place:
    return Place(command.division, council=command.library)


def place_of_new_remark(lookups: Lookups, book: books.Book, command: books.WriteRemark) -> Place:
    return book_place(book, command.book_id)


def book_row(book: books.Book, record_id: str) -> ReadRow:
    shown = BookShown(book.title, book.borrower, book.until, book.stamps)
    return ReadRow(book.division, shown, organisation=book.library, audience="public", search=book.title)


def remark_of(book: books.Book, remark_id: str) -> books.Remark | None:
    return next((one for one in book.remarks if one.remark_id == remark_id), None)


def remark_row(book: books.Book, record_id: str) -> ReadRow:
    remark = remark_of(book, record_id)
    assert remark is not None
    return ReadRow(book.division, RemarkShown(remark.text), organisation=book.library, audience="public")


def reader_of(book: books.Book | None, command: books.LendBook) -> str:
    return command.reader


def nobody_creates(lookups: Lookups, loan: None, command: object) -> Place:
    raise AssertionError("loans are opened by lending a book")


BOOK = Lifecycle(
    name="book",
    collection="books",
    label="书",
    id_field="book_id",
    events=tuple(
        EventType(event)
        for event in (
            books.BookAcquired,
            books.BookLent,
            books.BookReturned,
            books.BookRecalled,
            books.BookSentToWorkshop,
            books.BookStamped,
        )
    ),
    evolve=books.evolve_book,
    table=(
        Row("acquire", books.AcquireBook, books.acquire_book, Acquire, by=("REC",)),
        Row(
            "lend",
            books.LendBook,
            books.lend_book,
            Lend,
            by=("REC",),
            from_states=(books.BookState.ON_SHELF,),
            personal=("borrower",),
            extras=lambda events, command: {"loan": command.loan_id},
        ),
        Row(
            "return",
            books.ReturnBook,
            books.return_book,
            CommandSchema,
            ("REC",),
            (books.BookState.LENT, books.BookState.OVERDUE),
        ),
        Row("recall", books.RecallBook, books.recall_book, CommandSchema, ("SYS",), (books.BookState.LENT,)),
        Row("send", books.SendToWorkshop, books.send_to_workshop, Send, ("REC",), (books.BookState.ON_SHELF,)),
        Row(
            "stamp",
            books.StampBook,
            books.stamp_book,
            CommandSchema,
            ("SYS",),
            (books.BookState.ON_SHELF, books.BookState.LENT, books.BookState.AWAY),
        ),
    ),
    place=book_place,
    place_of_new=place_of_new_book,
    facts=book_facts,
    row=book_row,
    rule_broken=books.LibraryRule,
    due=books.due,
    subject=reader_of,
)

REMARK = Lifecycle(
    name="remark",
    collection="remarks",
    label="批注",
    id_field="remark_id",
    events=(EventType(books.RemarkWritten), EventType(books.RemarkStruck)),
    evolve=books.evolve_book,
    table=(
        Row("write", books.WriteRemark, books.write_remark, Write, by=("PUB", "REC")),
        Row(
            "strike",
            books.StrikeRemark,
            books.strike_remark,
            Strike,
            by=("REC",),
            from_states=(books.RemarkState.SHOWN,),
        ),
    ),
    place=book_place,
    place_of_new=place_of_new_remark,
    facts=book_facts,
    row=remark_row,
    rule_broken=books.LibraryRule,
    stream="book",
    parent_field="book_id",
    part=remark_of,
)

LOAN = Lifecycle(
    name="loan",
    collection="loans",
    label="借阅",
    id_field="loan_id",
    events=(EventType(books.LoanOpened), EventType(books.LoanClosed)),
    evolve=books.evolve_loan,
    table=(),
    place=lambda loan, record_id: Place(""),
    place_of_new=nobody_creates,
    facts=lambda lookups, loan, command: None,
    row=lambda loan, record_id: ReadRow("", LoanShown(loan.of_book)),
    rule_broken=books.LibraryRule,
)

CARD = Lifecycle(
    name="card",
    collection="cards",
    label="借书证",
    id_field="card_id",
    events=(EventType(cards.CardIssued), EventType(cards.CardRenamed), EventType(cards.CardBlocked)),
    evolve=cards.evolve_card,
    table=(
        Row(
            "issue",
            cards.IssueCard,
            cards.issue_card,
            Name,
            by=("PUB",),
            personal=("name",),
            extras=lambda events, command: {"card_code": Secret(command.code)},
        ),
        Row(
            "rename", cards.RenameCard, cards.rename_card, Name, ("PUB",), (cards.CardState.VALID,), personal=("name",)
        ),
        Row(
            "block", cards.BlockCard, cards.block_card, CommandSchema, by=("ADM",), from_states=(cards.CardState.VALID,)
        ),
    ),
    place=lambda card, record_id: Place("62", tracking=(card.code_digest,)),
    place_of_new=lambda lookups, card, command: Place("62", open_to_anyone=True),
    facts=lambda lookups, card, command: None,
    row=lambda card, record_id: ReadRow("62", CardShown(card.name), codes=(card.code_digest,)),
    rule_broken=books.LibraryRule,
    subject=lambda card, command: command.card_id,
)

LIFECYCLES = (BOOK, REMARK, LOAN, CARD)
