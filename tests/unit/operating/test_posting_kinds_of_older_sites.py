"""A site that was begun before there were postings gets the national list of their kinds at its next start, once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from infra.kernel.access.site import Site, embedded_site
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import EVENTS
from operations.suite import first_start
from services.members import first_start as begun_with
from services.members.posting_kinds.events import PostingKindsCreated
from tests.county import county


@pytest.fixture
def old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    small = tmp_path / "county.csv.gz"
    small.write_bytes(county())
    monkeypatch.setattr(first_start, "SHIPPED", small)
    site = embedded_site(tmp_path / "var", demo_clock=True)
    with monkeypatch.context() as before:
        before.setattr(first_start, "first_start", without_kinds)
        before.setattr(first_start, "_set_missing_posting_kinds", lambda *given: None)
        first_start.prepare(site, lambda line: None)
    return site


def without_kinds(today: date, new_id: Callable[[], str], encrypt: Callable[[str, str], str]) -> list[Any]:
    begun = begun_with.first_start(today, new_id, encrypt)
    return [(name, events) for name, events in begun if not isinstance(events[0], PostingKindsCreated)]


def lists(site: Site) -> list[dict[str, Any]]:
    database = Database(site.database("members"))
    wanted = select(EVENTS.c.payload).where(EVENTS.c.type == "PostingKindsCreated")
    return [msgspec.json.decode(payload) for (payload,) in database.query(wanted)]


def test_the_national_list_is_set_once_however_often_the_site_is_started(old_site: Site) -> None:
    assert lists(old_site) == []
    said: list[str] = []
    for _ in range(2):
        first_start.prepare(old_site, said.append)
    assert [kinds["division"] for kinds in lists(old_site)] == [""]
    assert len([line for line in said if "kinds of posting" in line]) == 1


def test_a_new_site_has_it_from_its_first_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = tmp_path / "county.csv.gz"
    small.write_bytes(county())
    monkeypatch.setattr(first_start, "SHIPPED", small)
    site = embedded_site(tmp_path / "var", demo_clock=True)
    first_start.prepare(site, lambda line: None)
    assert len(lists(site)) == 1
