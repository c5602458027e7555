"""A running site backed up and restored on an empty folder: nothing is lost or doubled, and the story goes on there."""

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from infra.kernel.storage.settings_store import BACKED_UP_AT
from operations.demo.play import perform
from tests.checker import acked as acknowledged
from tests.checker.reading import SERVICES, rows
from tests.system.interrupted import Interrupted, ahead, kept_of, residents_speak
from tests.system.story import checked, settle, story_is_over
from tests.system.suite import COMMAND, ROOT, RunningSuite, copy_of, running, shangliang, start

WRITERS, TIMES, STEP = 4, 10, 60


class Move:
    """Backs up under load and goes on with what was restored; the old site is killed."""

    def __init__(self, suite: RunningSuite, home: Path) -> None:
        self.suite, self._home = suite, home
        self.said = home / "said"
        self.lines = ""

    def happen(self, client: Interrupted) -> None:
        backup, new = self._home / "backup", self._home / "new"
        with residents_speak(self.suite.url, self.said, WRITERS) as each_has_spoken:
            each_has_spoken(TIMES)
            before = acknowledged.kept(self.said)
            self.lines = done(self.suite.folder, "backup", str(backup))
            each_has_spoken(TIMES)
        told = requests.get(f"{self.suite.url}/ready", timeout=60).json()
        assert f"backed up as of {told['services']['members']['backed_up_at']}" in self.lines
        end(self.suite)
        done(new, "restore", str(backup))
        assert ahead(new) == []
        kept = kept_of(self.said, new)
        assert {one.key for one in before} <= {one.key for one in kept}, "acknowledged before it began, and lost"
        assert len(kept) < len(acknowledged.kept(self.said)), "the backup was over before anybody spoke again"
        for one in kept:
            acknowledged.keep(client.acked, one)
        self.suite = start(new)
        client.url = self.suite.url


def end(suite: RunningSuite) -> None:
    if suite.alive:
        suite.kill()
    if suite.process.stdout:
        suite.process.stdout.close()


def done(folder: Path, *arguments: str) -> str:
    finished = shangliang(folder, *arguments)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def refused(folder: Path, *arguments: str) -> str:
    finished = shangliang(folder, *arguments)
    assert finished.returncode == 1, finished.stdout
    return finished.stderr


def test_a_site_backed_up_under_load_goes_on_where_it_is_restored(
    fresh: Path, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    move = Move(start(fresh), tmp_path)
    client = Interrupted(move.suite.url, tmp_path / "acked", {STEP: move.happen})
    try:
        stage = perform(client, move.suite.site, say=lambda line: None)
        assert story_is_over(client, stage)
        settle(move.suite.folder)
    finally:
        end(move.suite)
    assert move.suite.folder == tmp_path / "new"
    report = checked(move.suite.folder, client.acked, tmp_path)
    tell(f"backed up under {WRITERS} writers at step {STEP}; {report}")
    assert report.findings == []


@pytest.fixture(scope="module")
def backup(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a site on which nothing runs."""
    folder = tmp_path_factory.mktemp("backup") / "of-today"
    done(prepared, "backup", str(folder))
    return folder


@pytest.fixture
def spoilt(backup: Path, tmp_path: Path) -> Path:
    """A copy of a backup, to be spoilt."""
    return copy_of(backup, tmp_path / "spoilt")


def test_a_restored_site_has_every_row_and_the_keys(prepared: Path, backup: Path, tmp_path: Path) -> None:
    done(tmp_path / "new", "restore", str(backup))
    for service in (*SERVICES, "audit", "personal"):
        listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'record_terms%'"
        for (table,) in rows(prepared, service, listed):
            query = f"SELECT * FROM {table}"  # noqa: S608 a name of ours
            there, here = rows(tmp_path / "new", service, query), rows(prepared, service, query)
            # That it was taken is noted once it is whole: a backup cannot have that of itself.
            here = [one for one in here if BACKED_UP_AT not in one]
            assert sorted(map(repr, there)) == sorted(map(repr, here)), f"{service}.{table}"
    for key in ("token-private-key.pem", "token-public-key.pem"):
        assert (tmp_path / "new" / key).read_bytes() == (prepared / key).read_bytes()
    assert (tmp_path / "new" / "token-private-key.pem").stat().st_mode & 0o777 == 0o600
    ledger = contents(prepared / "ledger")
    assert {path.relative_to(prepared): text for path, text in ledger.items() if not path.name.startswith(".")} == {
        path.relative_to(tmp_path / "new"): text for path, text in contents(tmp_path / "new" / "ledger").items()
    }
    assert "nothing is wrong" in done(tmp_path / "new", "doctor")


def test_nobody_else_can_read_a_backup(backup: Path) -> None:
    assert all(path.stat().st_mode & 0o077 == 0 for path in (backup, *backup.rglob("*")))


def test_nothing_is_restored_onto_a_site_that_is_there(prepared: Path, backup: Path, tmp_path: Path) -> None:
    there = copy_of(prepared, tmp_path / "var")
    before = contents(there)
    assert "is not empty" in refused(there, "restore", str(backup))
    assert contents(there) == before


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_wants_a_folder_of_its_own(prepared: Path, backup: Path) -> None:
    before = (backup / "manifest.json").read_bytes()
    assert "is not empty" in refused(prepared, "backup", str(backup))
    assert (backup / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("damage", ["one letter", "a line more", "cut off", "missing"])
def test_a_damaged_backup_is_refused_and_the_file_named(damage: str, spoilt: Path, tmp_path: Path) -> None:
    file = spoilt / "databases" / "members" / "events.copy"
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        spoil = {
            "one letter": lambda: content.replace(b"DivisionsLoaded", b"DivisionsLeaded", 1),
            "a line more": lambda: content + content.splitlines(keepends=True)[-1],
            "cut off": lambda: content[: len(content) // 2],
        }
        file.write_bytes(spoil[damage]())
    assert "damaged: databases/members/events.copy" in refused(tmp_path / "new", "restore", str(spoilt))
    assert not (tmp_path / "new").exists()


def changed(manifest: Path, change: Callable[[dict[str, object]], None]) -> None:
    said = json.loads(manifest.read_text())
    change(said)
    manifest.write_text(json.dumps(said))


def test_a_backup_of_newer_tables_is_refused(spoilt: Path, tmp_path: Path) -> None:
    changed(spoilt / "manifest.json", lambda said: said["databases"]["topics"].update(revision="9999"))  # type: ignore[index]
    told = refused(tmp_path / "new", "restore", str(spoilt))
    assert "topics is of revision 9999" in told
    assert "bring the program up to date" in told


def test_a_backup_of_a_newer_format_is_refused(spoilt: Path, tmp_path: Path) -> None:
    changed(spoilt / "manifest.json", lambda said: said.update(format=2))
    assert "made by a newer shangliang" in refused(tmp_path / "new", "restore", str(spoilt))


def test_a_backup_that_leads_out_of_its_folder_is_refused(spoilt: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("")
    changed(spoilt / "manifest.json", lambda said: said["files"].update({"../elsewhere": "0" * 64}))  # type: ignore[attr-defined]
    assert "leads out of the backup" in refused(tmp_path / "new", "restore", str(spoilt))


def killed(failpoint: str, folder: Path, *arguments: str) -> None:
    """The command, ended as by kill -9 at that moment."""
    command = [*COMMAND, "--data", str(folder), *arguments]
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "FAILPOINT": failpoint}, capture_output=True, timeout=300, check=False
    )
    assert ended.returncode == -9, ended.stderr


def test_an_unfinished_backup_is_recognised(prepared: Path, tmp_path: Path) -> None:
    killed("backup.before-manifest", prepared, "backup", str(tmp_path / "backup"))
    assert (tmp_path / "backup" / "databases" / "members" / "events.copy").exists()
    assert "not finished" in refused(tmp_path / "new", "restore", str(tmp_path / "backup"))


def test_a_restore_that_was_broken_off_leaves_no_site_and_is_done_again(backup: Path, tmp_path: Path) -> None:
    killed("restore.before-rename", tmp_path / "new", "restore", str(backup))
    assert not (tmp_path / "new").exists()
    done(tmp_path / "new", "restore", str(backup))
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_backup_waits_for_nobody_for_long(prepared: Path, tmp_path: Path) -> None:
    """A site that runs answers while a slow backup is written: it is locked for a moment only."""
    with (
        running(copy_of(prepared, tmp_path / "var")) as suite,
        residents_speak(suite.url, tmp_path / "said", 1) as each_has_spoken,
    ):
        slow = subprocess.Popen(
            [*COMMAND, "--data", str(suite.folder), "backup", str(tmp_path / "backup")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert slow.stdout is not None
        slow.stdout.readline()  # the first database is written: the moment is over
        slow.send_signal(signal.SIGSTOP)
        try:
            each_has_spoken(5)
        finally:
            slow.send_signal(signal.SIGCONT)
        slow.communicate(timeout=60)
        assert slow.returncode == 0
