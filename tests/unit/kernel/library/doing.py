"""Random sequences of what people do in a library, most of it allowed and some of it refused."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from infra.kernel.base.problems import Refusal
from tests.unit.kernel.library.following import Following
from tests.unit.kernel.library.running import ADMINISTRATOR, ANA, ANYONE, BEN, Library
from tests.unit.kernel.library.workshop import BookBound, WorkshopMoved, WorkshopOpened


@dataclass(frozen=True)
class Deed:
    """What is done, to which of the records made so far, and a number to vary it by."""

    what: str
    which: int
    how: int


DEEDS = st.lists(
    st.builds(
        Deed,
        st.sampled_from(
            ("acquire", "lend", "lend", "return", "write", "strike", "issue", "block", "wait", "bind", "move")
        ),
        st.integers(0, 3),
        st.integers(1, 70),
    ),
    min_size=1,
    max_size=25,
)


@dataclass
class Doing:
    """Carries deeds out; a refusal is part of life."""

    of: Following

    def __post_init__(self) -> None:
        self.books: list[str] = []
        self.remarks: list[tuple[str, str]] = []
        self.cards: list[str] = []

    @property
    def library(self) -> Library:
        return self.of.library

    def all(self, deeds: list[Deed]) -> None:
        for deed in deeds:
            try:
                self.one(deed)
            except Refusal:
                continue
        self.of.catch_up()

    def one(self, deed: Deed) -> None:
        match deed.what:
            case "acquire":
                self.books.append(self.library.acquire(f"第{deed.how}册"))
            case "issue":
                self.cards.append(self.library.issue_card(f"读者{deed.how}")["id"])
            case "wait":
                self.library.clock.forward(days=deed.how)
                self.library.due_times.run()
            case "block" if self.cards:
                card = self.cards[deed.which % len(self.cards)]
                self.library.do("block", ("cards", card), {}, ADMINISTRATOR)
            case "strike" if self.remarks:
                book, remark = self.remarks[deed.which % len(self.remarks)]
                self.library.do("strike", ("remarks", remark), {"reason": "污损"}, parent=book)
            case _ if self.books:
                self.to_a_book(deed, self.books[deed.which % len(self.books)])

    def to_a_book(self, deed: Deed, book: str) -> None:
        match deed.what:
            case "lend":
                self.library.lend(book, days=deed.how, reader=(ANA, BEN)[deed.which % 2])
            case "return":
                self.library.give_back(book)
            case "write":
                written = self.library.do("write", ("remarks", None), {"text": f"批{deed.how}"}, ANYONE, parent=book)
                self.remarks.append((book, written["id"]))
            case "bind":
                self.hear(WorkshopOpened("a", "沙河镇"), BookBound("a", book, f"封面{deed.how}"))
            case "move":
                self.hear(WorkshopMoved("a", f"第{deed.how}镇"))

    def hear(self, *events: Any) -> None:
        self.of.subscription.news_arrived(self.of.workshop.tell(*events))
        if len(events) > 1:
            self.of.subscription.catch_up(look=False)
