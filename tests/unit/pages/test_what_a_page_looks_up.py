"""Names and keys of a page are looked up together: what it costs does not grow with what stands on it."""

from collections import Counter
from collections.abc import Callable

import pytest

from infra.kernel.storage.database import Database
from tests.unit.ordinary_year.path import brought, drafted, invited, opened, planned, submitted
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[Browser, str], int]:
    """How many queries a page is made of."""
    made = Counter[str]()
    for name in ("rows", "query"):

        def counted(self: Database, *said: object, name: str = name, its: object = getattr(Database, name)) -> object:
            made[name] += 1
            assert callable(its)
            return its(self, *said)

        monkeypatch.setattr(Database, name, counted)

    def of(browser: Browser, address: str) -> int:
        made.clear()
        browser.page(address)
        return sum(made.values())

    return of


def test_a_long_queue_is_made_of_as_many_queries_as_a_short_one(
    year: OrdinaryYear, asked: Callable[[Browser, str], int]
) -> None:
    station = Browser(year, "station")
    for number in range(3):
        submitted(year, f"第 {number} 件")
    few = asked(station, "/work")
    for number in range(12):
        submitted(year, f"又一件 {number}", contact="13900000000")
    assert asked(station, "/work") <= few


def test_a_desk_with_many_guests_is_made_of_as_many_queries_as_one_with_few(
    year: OrdinaryYear, asked: Callable[[Browser, str], int]
) -> None:
    meeting = opened(year, planned(year, brought(year, drafted(year))))
    liaison = Browser(year, "liaison")
    few = asked(liaison, f"/{meeting.where}")
    for number in range(12):
        invited(year, meeting, f"客{number}", kind="invited", duty="speaker", name=f"客{number}", group="学生家长")
    assert asked(liaison, f"/{meeting.where}") <= few
