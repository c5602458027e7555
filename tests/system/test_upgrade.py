"""Older than its data: what a newer version has written is refused for now, nothing is changed, and all else goes on."""

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from tests.checker.reading import rows
from tests.system.api import Api, eventually, refused
from tests.system.suite import RunningSuite, shangliang

WORDS = {"text": "路灯不亮", "division": "620723101", "channel": "qr"}
COPIED = "type, occurred_at, recorded_at, role, division, command_id, correlation_id, payload"


def written_by_a_newer_version(folder: Path, submission: str) -> None:
    """One more event on its stream, of a version that is not known here."""
    stream = f"submission-{submission}"
    with closing(sqlite3.connect(folder / "topics.sqlite", timeout=60)) as database, database:
        database.execute(
            f"INSERT INTO events (stream, version, schema_version, event_id, {COPIED}) "  # noqa: S608 our own names
            f"SELECT stream, version + 1, 99, ?, {COPIED} FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1",
            (str(uuid.uuid4()), stream),
        )


def test_a_record_that_a_newer_version_wrote_is_unavailable_and_the_others_are_not(suite: RunningSuite) -> None:
    api = Api(suite.url)
    newer, ours = (api.done("/v1/submissions", WORDS) for _ in range(2))
    codes = [{"Tracking-Code": one["tracking_code"]} for one in (newer, ours)]
    for one in (newer, ours):
        eventually(lambda one=one: versions(suite.folder, one["id"]), lambda seen: len(seen) > 1)  # type: ignore[misc]
    written_by_a_newer_version(suite.folder, newer["id"])
    before = versions(suite.folder, newer["id"])
    answer = api.post(f"/v1/submissions/{newer['id']}/withdraw", {}, codes[0])
    refused(answer, 503, "unavailable")
    assert answer.headers["Retry-After"] == "1"
    assert versions(suite.folder, newer["id"]) == before
    assert api.done(f"/v1/submissions/{ours['id']}/withdraw", {}, codes[1])["state"] == "withdrawn"
    assert suite.alive
    assert api.shown("/ready")["ok"]


def versions(folder: Path, submission: str) -> list[tuple[int, int]]:
    query = f"SELECT version, schema_version FROM events WHERE stream = 'submission-{submission}' ORDER BY version"  # noqa: S608
    return rows(folder, "topics", query)


def test_an_older_program_does_not_start_on_databases_that_a_newer_one_migrated(fresh: Path) -> None:
    with closing(sqlite3.connect(fresh / "meetings.sqlite")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (("up", "--port", "0"), ("migrate",), ("backup", str(fresh.parent / "backup"))):
        told = shangliang(fresh, *command)
        assert told.returncode == 1
        assert "meetings" in told.stderr
    assert "bring the program up to date" in shangliang(fresh, "migrate").stderr
    assert "migrated by a newer version: meetings" in shangliang(fresh, "doctor").stdout
