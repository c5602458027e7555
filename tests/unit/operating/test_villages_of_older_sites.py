"""The villages that ship reach a site that was begun when none did, once, whatever happened to it meanwhile."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from infra.kernel.access.places import SYSTEM
from infra.kernel.access.site import Site, embedded_site
from infra.kernel.base.clock import Clock
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.tables import EVENTS, RECORDS
from operations.suite import first_start
from operations.suite.services import SERVICES
from services.members.division.load import VILLAGES
from services.members.policy.events import PolicySet
from tests.county import county

NO_VILLAGES = b"code,name,level,parent\n"


@pytest.fixture
def old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Of one county, begun by a version that shipped no villages; its demo clock is a month ahead."""
    small, none = tmp_path / "county.csv.gz", tmp_path / "none.csv"
    small.write_bytes(county())
    none.write_bytes(NO_VILLAGES)
    monkeypatch.setattr(first_start, "SHIPPED", small)
    monkeypatch.setattr(first_start, "VILLAGES", none)
    site = embedded_site(tmp_path / "var", demo_clock=True)
    first_start.prepare(site, lambda line: None)
    store, lifecycles = members(site), Lifecycles(SERVICES["members"].lifecycles)
    later = Clock(timedelta(days=30)).now()
    record(lifecycles, store, new_id(), [PolicySet(new_id(), "rating", "days", 30, 2)], later, SYSTEM, "ADM")
    with store.database.transaction() as cursor:
        cursor.execute("DELETE FROM commands WHERE key = 'villages-that-ship'")
    monkeypatch.setattr(first_start, "VILLAGES", VILLAGES)
    return site


def members(site: Site) -> SqlStore:
    return SqlStore(Database(site.database("members")), "members")


def villages(site: Site) -> list[str]:
    wanted = select(RECORDS.c.id).where(RECORDS.c.collection == "divisions").order_by(RECORDS.c.id)
    return [code for (code,) in members(site).database.query(wanted) if len(code) == 12]


def loads(site: Site) -> list[str]:
    wanted = select(EVENTS.c.recorded_at).where(EVENTS.c.type == "DivisionsLoaded").order_by(EVENTS.c.inserted)
    return [at for (at,) in members(site).database.query(wanted)]


def test_ruling_12_the_villages_that_ship_reach_running_sites(old_site: Site) -> None:
    said: list[str] = []
    assert villages(old_site) == []
    first_start.prepare(old_site, said.append)
    assert "620723101201" in villages(old_site)
    assert said == [f"已载入村（社区） {len(villages(old_site))} villages loaded"]


def test_they_are_loaded_once_and_the_log_does_not_run_backwards(old_site: Site) -> None:
    first_start.prepare(old_site, lambda line: None)
    once = loads(old_site)
    first_start.prepare(old_site, lambda line: None)
    assert loads(old_site) == once
    times = [at for (at,) in members(old_site).database.query(select(EVENTS.c.recorded_at).order_by(EVENTS.c.inserted))]
    assert times == sorted(times)


def test_a_site_made_again_from_its_log_has_them_already(old_site: Site) -> None:
    first_start.prepare(old_site, lambda line: None)
    once = loads(old_site)
    with members(old_site).database.transaction() as cursor:
        cursor.execute("DELETE FROM commands")
    first_start.mark_as_begun(old_site)
    first_start.prepare(old_site, lambda line: None)
    assert loads(old_site) == once


def test_a_site_whose_read_tables_are_empty_gets_them_when_they_are_not(old_site: Site) -> None:
    database = members(old_site).database
    with database.transaction() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT * FROM records")
        cursor.execute("DELETE FROM records")
    first_start.prepare(old_site, lambda line: None)
    with database.transaction() as cursor:
        cursor.execute("INSERT INTO records SELECT * FROM kept")
    first_start.prepare(old_site, lambda line: None)
    assert "620723101201" in villages(old_site)
