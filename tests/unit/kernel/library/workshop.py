"""What the library hears of the workshop that binds its books: a local copy of each workshop, and stamps."""

from dataclasses import dataclass, replace

from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.reactions import Copying, Reacting
from tests.unit.kernel.library.book import StampBook

WORKSHOP = "workshop"


@dataclass(frozen=True, slots=True)
class WorkshopOpened:
    workshop_id: str
    town: str


@dataclass(frozen=True, slots=True)
class WorkshopMoved:
    workshop_id: str
    town: str


@dataclass(frozen=True, slots=True)
class WorkshopClosed:
    workshop_id: str


@dataclass(frozen=True, slots=True)
class BookBound:
    workshop_id: str
    book_id: str
    work: str


@dataclass(frozen=True, slots=True)
class KnownWorkshop:
    workshop_id: str
    town: str
    moves: int = 0
    closed: bool = False
    works: int = 0


@dataclass(frozen=True, slots=True)
class BoundBy:
    known: KnownWorkshop | None


def on_workshop_opened(known: KnownWorkshop | None, event: WorkshopOpened) -> KnownWorkshop:
    return KnownWorkshop(event.workshop_id, event.town)


def on_workshop_moved(known: KnownWorkshop | None, event: WorkshopMoved) -> KnownWorkshop | None:
    return replace(known, town=event.town, moves=known.moves + 1) if known else None


def on_workshop_closed(known: KnownWorkshop | None, event: WorkshopClosed) -> KnownWorkshop | None:
    return replace(known, closed=True) if known else None


def works_of_workshop(known: KnownWorkshop | None, event: BookBound) -> KnownWorkshop | None:
    return replace(known, works=known.works + 1) if known else None


def on_book_bound(event: BookBound, facts: BoundBy) -> list[StampBook]:
    town = facts.known.town if facts.known else "?"
    return [StampBook(event.book_id, f"{event.work} in {town}")]


def bound_by(lookups: Lookups, event: BookBound) -> BoundBy:
    return BoundBy(lookups.copy(KnownWorkshop, WORKSHOP, event.workshop_id))


def _of_workshop(event: type, keep: object) -> Copying:
    return Copying(WORKSHOP, event, keep, WORKSHOP, KnownWorkshop, "workshop_id", "town")  # type: ignore[arg-type]


COPIES = (
    _of_workshop(WorkshopOpened, on_workshop_opened),
    _of_workshop(WorkshopMoved, on_workshop_moved),
    _of_workshop(WorkshopClosed, on_workshop_closed),
    _of_workshop(BookBound, works_of_workshop),
)
REACTIONS = (Reacting(WORKSHOP, BookBound, on_book_bound, bound_by),)
