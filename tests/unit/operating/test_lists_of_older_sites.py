"""A site that was begun before there were lists gets the national ones at its next start, once."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from infra.kernel.access.site import Site, embedded_site
from infra.kernel.storage.database import Database
from infra.kernel.storage.tables import EVENTS
from operations.suite import first_start
from tests.county import county

KINDS = ["categories", "scoring", "tags", "steps", "result_classes", "scope"]


@pytest.fixture
def old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    small = tmp_path / "county.csv.gz"
    small.write_bytes(county())
    monkeypatch.setattr(first_start, "SHIPPED", small)
    site = embedded_site(tmp_path / "var", demo_clock=True)
    with monkeypatch.context() as before:
        before.setattr(first_start, "_set_missing_lists", lambda *given: None)
        first_start.prepare(site, lambda line: None)
    return site


def lists(site: Site) -> list[dict[str, Any]]:
    wanted = select(EVENTS.c.payload).where(EVENTS.c.type == "LabelListCreated")
    return [msgspec.json.decode(payload) for (payload,) in Database(site.database("members")).query(wanted)]


def test_the_national_lists_are_set_once_however_often_the_site_is_started(old_site: Site) -> None:
    assert lists(old_site) == []
    said: list[str] = []
    for _ in range(2):
        first_start.prepare(old_site, said.append)
    assert [one["kind"] for one in lists(old_site)] == KINDS
    assert {one["division"] for one in lists(old_site)} == {""}
    assert len([line for line in said if "list set" in line]) == len(KINDS)
