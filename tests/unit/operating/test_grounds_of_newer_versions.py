"""Grounds for turning a submission down reach sites whose default list was shipped without them."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from infra.kernel.access.site import Site, embedded_site
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.tables import EVENTS
from operations.suite import first_start
from services.topics.screening_list.default_list import DEFAULT_ITEMS, DEFAULT_TITLE
from services.topics.screening_list.events import ScreeningListCreated
from tests.county import county


@pytest.fixture
def old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Begun by a version that shipped four items to consult on and four not to."""
    small = tmp_path / "county.csv.gz"
    small.write_bytes(county())
    monkeypatch.setattr(first_start, "SHIPPED", small)
    four_and_four = tuple(item for item in DEFAULT_ITEMS if item.kind != "reject")
    site = embedded_site(tmp_path / "var", demo_clock=False)
    with monkeypatch.context() as then:
        then.setattr(
            first_start,
            "first_screening_list",
            lambda made: [ScreeningListCreated(made, division="", title=DEFAULT_TITLE, items=four_and_four)],
        )
        then.setattr(first_start, "missing_grounds", lambda told: [])
        first_start.prepare(site, lambda line: None)
    return site


def told(site: Site) -> list[tuple[str, str, list[str]]]:
    """What was ever recorded of lists, in order: event, role, kinds of the items."""
    store = SqlStore(Database(site.database("topics")), "topics")
    wanted = select(EVENTS.c.type, EVENTS.c.role, EVENTS.c.payload).order_by(EVENTS.c.inserted)
    return [
        (kind, role, [item["kind"] for item in msgspec.json.decode(payload)["items"]])
        for kind, role, payload in store.database.query(wanted)
    ]


def test_grounds_that_a_newer_version_ships_are_added_once_by_a_visible_event(old_site: Site) -> None:
    said: list[str] = []
    assert [kinds for _kind, _role, kinds in told(old_site)] == [["consult"] * 4 + ["exclude"] * 4]
    for _start in range(2):
        first_start.prepare(old_site, said.append)
    amended = ("ScreeningListAmended", "SYS", ["consult"] * 4 + ["exclude"] * 4 + ["reject"] * 6)
    assert told(old_site)[1:] == [amended]
    assert len([line for line in said if "grounds" in line]) == 1
