"""A policy that a newer version ships reaches sites that were begun before; what they have set stays as it is."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
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
from services.members import first_start as begun_with
from services.members.policy.events import PolicySet
from tests.county import county

REMINDER = ("task_reminder", "workdays", 7)


@pytest.fixture
def old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Begun by a version that shipped no reminder; its administrator has given people more time to rate."""
    small = tmp_path / "county.csv.gz"
    small.write_bytes(county())
    monkeypatch.setattr(first_start, "SHIPPED", small)
    site = embedded_site(tmp_path / "var", demo_clock=True)
    first_start.prepare(site, lambda line: None)
    amend(site)
    monkeypatch.setattr(begun_with, "POLICIES", (*begun_with.POLICIES, REMINDER))
    return site


def members(site: Site) -> SqlStore:
    return SqlStore(Database(site.database("members")), "members")


def amend(site: Site) -> None:
    """Also, its demo clock is a month ahead."""
    store, lifecycles = members(site), Lifecycles(SERVICES["members"].lifecycles)
    rating = next(event for event in told(site) if event["code"] == "rating")
    later = Clock(timedelta(days=30)).now()
    record(lifecycles, store, new_id(), [PolicySet(**{**rating, "days": 30, "version": 2})], later, SYSTEM, "ADM")


def told(site: Site) -> list[dict[str, Any]]:
    """What was ever set, in order."""
    wanted = select(EVENTS.c.payload).where(EVENTS.c.type == "PolicySet").order_by(EVENTS.c.inserted)
    return [msgspec.json.decode(payload) for (payload,) in members(site).database.query(wanted)]


def shown(site: Site) -> dict[str, tuple[str, int]]:
    wanted = select(RECORDS.c.shown).where(RECORDS.c.collection == "policies")
    policies = [msgspec.json.decode(text) for (text,) in members(site).database.query(wanted)]
    assert len({one["code"] for one in policies}) == len(policies)
    return {one["code"]: (one["unit"], one["days"]) for one in policies}


def test_a_policy_that_a_newer_version_ships_is_set_at_the_next_start(old_site: Site) -> None:
    said: list[str] = []
    before = shown(old_site)
    first_start.prepare(old_site, said.append)
    assert shown(old_site) == {**before, "task_reminder": ("workdays", 7)}
    assert before["rating"] == ("days", 30)
    assert [line for line in said if "task_reminder" in line]


def test_it_is_set_once_however_often_the_site_is_started(old_site: Site) -> None:
    first_start.prepare(old_site, lambda line: None)
    once = told(old_site)
    first_start.prepare(old_site, lambda line: None)
    assert told(old_site) == once
    assert (once[-1]["code"], once[-1]["version"]) == ("task_reminder", 1)


def test_the_log_of_a_site_whose_clock_is_ahead_does_not_run_backwards(old_site: Site) -> None:
    first_start.prepare(old_site, lambda line: None)
    times = [at for (at,) in members(old_site).database.query(select(EVENTS.c.recorded_at).order_by(EVENTS.c.inserted))]
    assert times == sorted(times)


def test_a_site_whose_read_tables_are_empty_has_its_policies_all_the_same(old_site: Site) -> None:
    """As a rebuild that was broken off may leave them: the log says what was set."""
    database = members(old_site).database
    with database.transaction() as cursor:
        cursor.execute("DELETE FROM records WHERE collection = 'policies'")
    before = told(old_site)
    first_start.prepare(old_site, lambda line: None)
    assert [event["code"] for event in told(old_site)[len(before) :]] == ["task_reminder"]
