"""A site whose ledger and databases are not of one history says so, and never signs a second history."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from infra.ledger import verify_ledger
from tests.system.api import Api, eventually, token
from tests.system.suite import RunningSuite, running, shangliang
from tests.system.test_ledger_kill import checkpoint, sealed_to_the_end, submit

DEPARTMENT = {"name": "某部门", "kind": "department", "division": "620723101"}


@pytest.fixture
def sealed(fresh: Path) -> Path:
    """A stopped site with a few events sealed."""
    with running(fresh) as suite:
        submit(suite)
        sealed_to_the_end(suite)
        assert suite.stop() == 0
    return fresh


def whole(folder: Path) -> bool:
    log = folder / "ledger/log"
    return verify_ledger.main([str(log), "--key", (log / "key").read_text().strip()]) == 0


def backed_up(folder: Path, name: str, to: Path) -> None:
    with closing(sqlite3.connect(folder / f"{name}.sqlite")) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


def restored(folder: Path, name: str, backup: Path) -> None:
    for file in folder.glob(f"{name}.sqlite*"):
        file.unlink()
    shutil.copyfile(backup, folder / f"{name}.sqlite")


def test_the_key_is_said_at_the_first_start_and_is_that_of_the_checkpoints(fresh: Path, suite: RunningSuite) -> None:
    key = Api(suite.url).shown("/v1/ledger/key")
    sealed_to_the_end(suite)
    assert checkpoint(suite).startswith(f"{key['origin']}\n")
    assert (fresh / "ledger/log/key").read_text() == f"{key['vkey']}\n"
    assert whole(fresh)


def test_an_older_backup_of_the_audits_database_is_refused(sealed: Path, tmp_path: Path) -> None:
    backed_up(sealed, "audit", tmp_path / "older")
    with running(sealed) as suite:
        submit(suite)
        sealed_to_the_end(suite)
        suite.stop()
    restored(sealed, "audit", tmp_path / "older")
    refused = shangliang(sealed, "up", "--port", "0")
    assert refused.returncode == 1
    assert "the database audit is older than the ledger's files" in refused.stderr
    assert "bring back a newer backup" in refused.stderr


def test_files_that_were_lost_are_refused_and_made_anew_to_the_very_byte(sealed: Path) -> None:
    log = sealed / "ledger/log"
    before = {path: path.read_bytes() for path in (log / "tile").rglob("*") if path.is_file() and ".p" not in str(path)}
    shutil.rmtree(log / "tile")
    refused = shangliang(sealed, "up", "--port", "0")
    assert (refused.returncode, "shangliang rebuild audit" in refused.stderr) == (1, True)
    done = shangliang(sealed, "rebuild", "audit")
    assert done.returncode == 0, done.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert whole(sealed)
    with running(sealed) as suite:
        submit(suite)
        sealed_to_the_end(suite)
    assert whole(sealed)


def test_files_are_not_made_anew_from_a_log_that_was_altered(sealed: Path) -> None:
    shutil.rmtree(sealed / "ledger/log/tile")
    with closing(sqlite3.connect(sealed / "topics.sqlite", isolation_level=None)) as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE events SET payload = '{}' WHERE position = 0")
    refused = shangliang(sealed, "rebuild", "audit")
    assert refused.returncode == 1
    assert "differ from its signed checkpoint" in refused.stderr


def test_a_service_restored_from_an_older_backup_is_told_and_the_others_are_sealed(
    sealed: Path, tmp_path: Path
) -> None:
    backed_up(sealed, "topics", tmp_path / "older")
    with running(sealed) as suite:
        submit(suite)
        sealed_to_the_end(suite)
        suite.stop()
    newest = (sealed / "ledger/log/checkpoint").read_text()
    restored(sealed, "topics", tmp_path / "older")
    with running(sealed) as suite:
        told = eventually(lambda: Api(suite.url).shown("/ready"), lambda ready: ready["alarms"])
        assert told["status"] == "degraded"
        assert "the log of topics is older than the ledger" in told["alarms"][0]["alarm"]
        administrator = token(suite.site, "ADM")
        Api(suite.url).done("/v1/organisations", DEPARTMENT, administrator)
        eventually(lambda: checkpoint(suite), lambda note: note != newest)
    assert whole(sealed)
