"""Read tables made anew from the log are those that live work made."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.checker.invariants import check_projection
from tests.checker.reading import DERIVED, SERVICES, derived
from tests.system.story import Played, replay
from tests.system.suite import RunningSuite, shangliang


def emptied(folder: Path, service: str) -> None:
    with closing(sqlite3.connect(folder / f"{service}.sqlite", isolation_level=None)) as connection:
        for statement in (
            "DELETE FROM records",
            "DELETE FROM record_names",
            "DELETE FROM record_codes",
            "DELETE FROM record_handling",
            "DELETE FROM record_files",
            "DELETE FROM record_words",
            "DELETE FROM due",
            "DELETE FROM copies",
        ):
            connection.execute(statement)
    assert list(derived(folder, service)) == []
    assert len(DERIVED) == 8


@pytest.mark.parametrize("service", SERVICES)
def test_a_rebuild_from_nothing_gives_what_live_work_made(service: str, played: Played, after_the_story: Path) -> None:
    emptied(after_the_story, service)
    report = check_projection(played.folder, service, replay(after_the_story, service))
    assert report.findings == []
    assert report.counts["derived rows"] > 30
    assert sorted(map(str, derived(after_the_story, service))) == sorted(map(str, derived(played.folder, service)))


def test_a_rebuild_says_how_many_events_it_replayed_and_changes_no_event(after_the_story: Path) -> None:
    before = logged(after_the_story)
    done = shangliang(after_the_story, "rebuild", "outcomes")
    assert done.stdout == f"outcomes: rebuilt from {len(before)} events\n"
    assert logged(after_the_story) == before


def logged(folder: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "outcomes.sqlite")) as connection:
        return connection.execute("SELECT * FROM events ORDER BY inserted").fetchall()


def test_a_rebuild_that_is_broken_off_leaves_everything_as_it_was(played: Played, after_the_story: Path) -> None:
    with closing(sqlite3.connect(after_the_story / "outcomes.sqlite", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER events_are_never_changed")
        connection.execute("UPDATE events SET type = 'NoSuchEvent' WHERE position = (SELECT max(position) FROM events)")
    assert shangliang(after_the_story, "rebuild", "outcomes").returncode == 1
    assert sorted(map(str, derived(after_the_story, "outcomes"))) == sorted(
        map(str, derived(played.folder, "outcomes"))
    )


def test_no_rebuild_while_the_suite_runs(suite: RunningSuite) -> None:
    refused = shangliang(suite.folder, "rebuild", "topics")
    assert refused.returncode == 1
    assert "another shangliang is running" in refused.stderr


def test_a_service_that_is_none_is_named(after_the_story: Path) -> None:
    refused = shangliang(after_the_story, "rebuild", "audits")
    assert refused.returncode == 1
    assert "no service audits: they are members topics meetings outcomes audit" in refused.stderr
