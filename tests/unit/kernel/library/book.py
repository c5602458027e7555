"""Books, the remarks in them, and loans: what can happen, what can be asked, what is allowed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

LONGEST_LOAN = timedelta(days=60)
A_WEEK = timedelta(days=7)
OVERDUE = "逾期"


class LibraryRule(Exception):
    """A rule of the library."""


class ALoanLastsAtMostSixtyDays(LibraryRule):
    """借期至多六十日 A loan lasts at most sixty days."""


class NothingIsRecalledOnAHoliday(LibraryRule):
    """假日不催还 Nothing is recalled on a holiday."""


class TheWorkshopIsClosed(LibraryRule):
    """装订坊已停业 The workshop is closed."""


@dataclass(frozen=True, slots=True)
class BookAcquired:
    book_id: str
    library: str
    division: str
    title: str


@dataclass(frozen=True, slots=True)
class BookLent:
    book_id: str
    loan_id: str
    reader: str
    borrower: str
    until: datetime


@dataclass(frozen=True, slots=True)
class BookReturned:
    book_id: str


@dataclass(frozen=True, slots=True)
class BookRecalled:
    book_id: str


@dataclass(frozen=True, slots=True)
class BookSentToWorkshop:
    book_id: str
    workshop_id: str


@dataclass(frozen=True, slots=True)
class BookStamped:
    book_id: str
    mark: str


@dataclass(frozen=True, slots=True)
class RemarkWritten:
    remark_id: str
    book_id: str
    text: str


@dataclass(frozen=True, slots=True)
class RemarkStruck:
    remark_id: str
    book_id: str
    reason: str


BookEvent: TypeAlias = (
    BookAcquired
    | BookLent
    | BookReturned
    | BookRecalled
    | BookSentToWorkshop
    | BookStamped
    | RemarkWritten
    | RemarkStruck
)


@dataclass(frozen=True, slots=True)
class LoanOpened:
    loan_id: str
    of_book: str


@dataclass(frozen=True, slots=True)
class LoanClosed:
    loan_id: str


@dataclass(frozen=True)
class AcquireBook:
    book_id: str
    library: str
    division: str
    title: str


@dataclass(frozen=True)
class LendBook:
    book_id: str
    loan_id: str
    reader: str
    borrower: str
    until: datetime


@dataclass(frozen=True)
class ReturnBook:
    book_id: str


@dataclass(frozen=True)
class RecallBook:
    book_id: str


@dataclass(frozen=True)
class SendToWorkshop:
    book_id: str
    workshop: str


@dataclass(frozen=True)
class StampBook:
    book_id: str
    mark: str


@dataclass(frozen=True)
class WriteRemark:
    remark_id: str
    book_id: str
    text: str


@dataclass(frozen=True)
class StrikeRemark:
    remark_id: str
    book_id: str
    reason: str


class BookState(StrEnum):
    ON_SHELF = "on_shelf"
    LENT = "lent"
    OVERDUE = "overdue"
    AWAY = "away"


class RemarkState(StrEnum):
    SHOWN = "shown"
    STRUCK = "struck"


@dataclass(frozen=True)
class Remark:
    remark_id: str
    state: RemarkState
    text: str


@dataclass(frozen=True)
class Book:
    book_id: str
    state: BookState
    library: str
    division: str
    title: str
    borrower: str | None = None
    loan_id: str | None = None
    until: datetime | None = None
    stamps: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class BookFacts:
    """`holiday` is whether today is one; `workshop_open` only counts when a book is sent to one."""

    now: datetime
    place: Book | None
    holiday: bool = False
    workshop_open: bool = True


def acquire_book(book: Book | None, command: AcquireBook, facts: BookFacts) -> list[BookEvent | LoanOpened]:
    return [BookAcquired(command.book_id, command.library, command.division, command.title)]


def lend_book(book: Book, command: LendBook, facts: BookFacts) -> list[BookEvent | LoanOpened]:
    if command.until > facts.now + LONGEST_LOAN:
        raise ALoanLastsAtMostSixtyDays
    lent = BookLent(command.book_id, command.loan_id, command.reader, command.borrower, command.until)
    return [lent, LoanOpened(command.loan_id, command.book_id)]


def return_book(book: Book, command: ReturnBook, facts: BookFacts) -> list[BookEvent | LoanClosed]:
    assert book.loan_id is not None
    return [BookReturned(command.book_id), LoanClosed(book.loan_id)]


def recall_book(book: Book, command: RecallBook, facts: BookFacts) -> list[BookEvent]:
    if facts.holiday:
        raise NothingIsRecalledOnAHoliday
    return [BookRecalled(command.book_id)]


def send_to_workshop(book: Book, command: SendToWorkshop, facts: BookFacts) -> list[BookEvent]:
    if not facts.workshop_open:
        raise TheWorkshopIsClosed
    return [BookSentToWorkshop(command.book_id, command.workshop)]


def stamp_book(book: Book, command: StampBook, facts: BookFacts) -> list[BookEvent]:
    return [BookStamped(command.book_id, command.mark)]


def write_remark(book: Book, command: WriteRemark, facts: BookFacts) -> list[BookEvent]:
    return [RemarkWritten(command.remark_id, command.book_id, command.text)]


def strike_remark(book: Book, command: StrikeRemark, facts: BookFacts) -> list[BookEvent]:
    return [RemarkStruck(command.remark_id, command.book_id, command.reason)]


def evolve_book(book: Book | None, event: BookEvent) -> Book:
    if isinstance(event, BookAcquired):
        return Book(event.book_id, BookState.ON_SHELF, event.library, event.division, event.title)
    assert book is not None
    match event:
        case BookLent():
            return replace(
                book, state=BookState.LENT, borrower=event.borrower, loan_id=event.loan_id, until=event.until
            )
        case BookReturned():
            return replace(book, state=BookState.ON_SHELF, borrower=None, loan_id=None, until=None)
        case BookRecalled():
            return replace(book, state=BookState.OVERDUE, until=None)
        case BookSentToWorkshop():
            return replace(book, state=BookState.AWAY)
        case BookStamped():
            return replace(book, stamps=(*book.stamps, event.mark))
        case RemarkWritten():
            return replace(book, remarks=(*book.remarks, Remark(event.remark_id, RemarkState.SHOWN, event.text)))
        case RemarkStruck():
            struck = (
                replace(one, state=RemarkState.STRUCK) if one.remark_id == event.remark_id else one
                for one in book.remarks
            )
            return replace(book, remarks=tuple(struck))


def due(book: Book) -> list[tuple[datetime, RecallBook | StampBook]]:
    if book.state is not BookState.LENT or book.until is None:
        return []
    recall, overdue = RecallBook(book.book_id), StampBook(book.book_id, OVERDUE)
    return [(book.until, recall)] + ([] if OVERDUE in book.stamps else [(book.until + A_WEEK, overdue)])


class LoanState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Loan:
    loan_id: str
    state: LoanState
    of_book: str


def evolve_loan(loan: Loan | None, event: LoanOpened | LoanClosed) -> Loan:
    match event:
        case LoanOpened():
            return Loan(event.loan_id, LoanState.OPEN, event.of_book)
        case LoanClosed():
            assert loan is not None
            return replace(loan, state=LoanState.CLOSED)
