"""The checker itself: whatever is spoilt in a site on purpose, it sees, and says which invariant it breaks."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.checker import acked as acknowledged
from tests.checker.acked import Acked
from tests.checker.invariants import check_logs, check_projection, unfinished
from tests.system.story import Played, checked, replay

Spoil: TypeAlias = Callable[[sqlite3.Connection], Any]

# As a wrong program would spoil them, not one that the constraints stop: the tables as they are, but without any.
UNPROTECTED = (
    "CREATE TABLE bare_events AS SELECT * FROM events",
    "DROP TABLE events",
    "ALTER TABLE bare_events RENAME TO events",
    "CREATE TABLE bare_commands AS SELECT * FROM commands",
    "DROP TABLE commands",
    "ALTER TABLE bare_commands RENAME TO commands",
)


def spoil(folder: Path, service: str, *how: Spoil) -> None:
    with closing(sqlite3.connect(folder / f"{service}.sqlite", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        for statement in UNPROTECTED:
            connection.execute(statement)
        for one in how:
            one(connection)


def changing(statement: str) -> Spoil:
    def change(connection: sqlite3.Connection) -> None:
        assert connection.execute(statement).rowcount > 0, "the story has nothing of the kind"

    return change


def doubling(kind: str, **changed: Any) -> Spoil:
    """An event of this type once more, at the end of the log and of its stream: numbers without a hole."""

    def double(connection: sqlite3.Connection) -> None:
        row = dict(connection.execute("SELECT * FROM events WHERE type = ?", (kind,)).fetchone())
        last = connection.execute("SELECT max(inserted), max(position) FROM events").fetchone()
        version = connection.execute("SELECT max(version) FROM events WHERE stream = ?", (row["stream"],)).fetchone()
        row |= {"inserted": last[0] + 1, "position": last[1] + 1, "version": version[0] + 1, **changed}
        assert list(row) == [column[1] for column in connection.execute("PRAGMA table_info(events)")]
        connection.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*row.values()]
        )

    return double


def doubling_a_key(**changed: str) -> Spoil:
    """A client's command once more."""

    def double(connection: sqlite3.Connection) -> None:
        row = dict(
            connection.execute("SELECT * FROM commands WHERE caller NOT IN ('founding', 'token:::SYS')").fetchone()
        )
        connection.execute("INSERT INTO commands VALUES (?, ?, ?, ?, ?, ?)", [*(row | changed).values()])

    return double


SPOILT: dict[str, tuple[str, Spoil, set[str]]] = {
    "an acknowledged event is lost": (
        "topics",
        changing("DELETE FROM events WHERE type = 'TopicApproved'"),
        {"I1", "I3"},
    ),
    "the tail of the log is lost": (
        "topics",
        changing("DELETE FROM events WHERE position = (SELECT max(position) FROM events)"),
        {"I1"},
    ),
    "an event id is there twice": ("topics", doubling("TopicApproved"), {"I2"}),
    "a command took effect twice": ("topics", doubling("TopicApproved", event_id="another"), {"I2"}),
    "a reaction took effect twice": (
        "topics",
        doubling("TopicImplementationStarted", event_id="another", command_id="another"),
        {"I2"},
    ),
    "a client's key is there twice": ("outcomes", doubling_a_key(command_id="another"), {"I2"}),
    "a command that nobody was answered for": ("outcomes", doubling_a_key(command_id="another", key="other"), {"I2"}),
    "commands are not on record": ("topics", changing("DELETE FROM commands WHERE key NOT LIKE '%/%'"), {"I2"}),
    "a position was never given": (
        "meetings",
        changing("UPDATE events SET position = NULL WHERE position = 7"),
        {"I3"},
    ),
    "a position is given twice": ("meetings", changing("UPDATE events SET position = 6 WHERE position = 7"), {"I3"}),
    "two events changed places": (
        "meetings",
        changing("UPDATE events SET position = 9 - position WHERE position IN (4, 5)"),
        {"I3"},
    ),
    "a stream has a hole": ("outcomes", changing("UPDATE events SET version = version + 1 WHERE version > 3"), {"I3"}),
}


def test_a_sound_site_has_no_findings(played: Played, tmp_path: Path) -> None:
    report = checked(played.folder, played.acked, tmp_path)
    assert report.findings == [], report
    assert report.counts["acknowledged commands"] > 130, report
    assert report.counts["reactions"] >= 8, report


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_log_is_seen(what: str, played: Played, after_the_story: Path) -> None:
    service, how, broken = SPOILT[what]
    spoil(after_the_story, service)
    assert seen_in(after_the_story, played) == set()
    spoil(after_the_story, service, how)
    assert seen_in(after_the_story, played) == broken


def seen_in(folder: Path, played: Played) -> set[str]:
    return check_logs(folder, acknowledged.kept(played.acked)).broken


def test_an_acknowledgement_of_what_never_happened_is_seen(played: Played) -> None:
    answers = [*acknowledged.kept(played.acked), Acked("key", "/v1/topics", ("no such event",))]
    assert check_logs(played.folder, answers).broken == {"I1", "I2"}


SPOILT_ROWS = {
    "a record shows another state": "UPDATE records SET state = 'approved' WHERE collection = 'topics'",
    "a record is not shown": "DELETE FROM records WHERE collection = 'submissions'",
    "a record names somebody it does not": "INSERT INTO record_names VALUES ('topics', 'x', 'nobody')",
    "a code opens nothing": "DELETE FROM record_codes",
    "a copy is behind": (
        "UPDATE copies SET document = (SELECT document FROM copies WHERE kind = 'outcome') WHERE kind = 'task'"
    ),
    "something is due that is not": "INSERT INTO due VALUES ('topic-x', '2030-01-01', NULL)",
}


def test_spoilt_read_tables_are_seen(after_the_story: Path, tmp_path: Path) -> None:
    replayed = replay(after_the_story, "topics")
    assert check_projection(after_the_story, "topics", replayed).findings == []
    for number, (what, statement) in enumerate(SPOILT_ROWS.items()):
        copy = tmp_path / str(number)
        copy.mkdir()
        shutil.copy(after_the_story / "topics.sqlite", copy)
        spoil(copy, "topics", changing(statement))
        assert check_projection(copy, "topics", replayed).broken == {"I4"}, what


def test_an_event_that_was_rewritten_is_seen_by_the_replay(after_the_story: Path) -> None:
    rewritten = "UPDATE events SET payload = replace(payload, '沙党发〔2022〕9号', '沙党发〔2022〕10号') WHERE type = 'TopicApproved'"
    spoilt = Path(shutil.copytree(after_the_story, after_the_story.parent / "spoilt"))
    spoil(spoilt, "topics", changing(rewritten))
    replayed = replay(spoilt, "topics")
    assert check_projection(after_the_story, "topics", replayed).broken == {"I4"}


def test_what_is_not_settled_is_seen(after_the_story: Path) -> None:
    assert unfinished(after_the_story) == []
    unread = "UPDATE cursors SET next_position = next_position - 1 WHERE producer = 'members'"
    spoil(after_the_story, "meetings", changing(unread))
    assert [(one.service, one.what.split()[:2]) for one in unfinished(after_the_story)] == [
        ("meetings", ["has", "read"])
    ]
