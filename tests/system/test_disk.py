"""A full disk and one that cannot be written: 503 and not ready, nothing lost, a clear sentence, and on it goes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.api import Api, eventually, refused
from tests.system.disk import Disk, mounted
from tests.system.suite import PROGRAM, RunningSuite, running, shangliang
from tests.system.test_unavailable import SUBMISSION

BLOCK = 4096
ROOM = 16
"""Megabytes beyond what the site has at its beginning."""


def megabytes_for(prepared: Path) -> int:
    """A small file takes a whole block there as well."""
    blocks = sum(one.stat().st_size // BLOCK + 1 for one in prepared.rglob("*"))
    return blocks * BLOCK // 1_000_000 + ROOM


@pytest.fixture
def disk(prepared: Path, tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", megabytes_for(prepared)) as made:
        shutil.copytree(prepared, made.folder / "var")
        yield made


def submit(suite: RunningSuite) -> int:
    return int(Api(suite.url).post("/v1/submissions", SUBMISSION).status_code)


def test_on_a_full_disk_work_is_refused_for_now_and_goes_on_when_there_is_room(disk: Disk) -> None:
    with running(disk.folder / "var", PROGRAM) as suite:
        api = Api(suite.url)
        assert submit(suite) == 201
        disk.fill()
        # What is left in the journal takes a few commands still.
        statuses = {eventually(lambda: submit(suite), lambda status: status != 201) for _ in range(5)}
        assert statuses == {503}
        refused(api.post("/v1/submissions", SUBMISSION), 503, "unavailable")
        ready = eventually(lambda: api.get("/ready"), lambda answer: answer.status_code == 503).json()
        assert ready["status"] == "not-ready"
        assert any("磁盘已满" in str(alarm) for alarm in ready["alarms"]), ready["alarms"]
        assert "磁盘已满" in shangliang(disk.folder / "var", "doctor").stdout
        disk.make_room()
        assert eventually(lambda: submit(suite), lambda status: status != 503) == 201
        eventually(lambda: api.get("/ready").status_code, lambda status: status == 200)
        assert suite.stop() == 0
    assert "restore" not in shangliang(disk.folder / "var", "doctor").stdout


@pytest.fixture(scope="module")
def protected(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site's folder on a disk that is mounted for reading only."""
    with mounted(tmp_path_factory.mktemp("protected") / "disk", megabytes_for(prepared)) as made:
        shutil.copytree(prepared, made.folder / "var")
        made.write_protect()
        yield made.folder / "var"


@pytest.mark.parametrize("command", [("up", "--port", "0"), ("doctor",), ("rebuild", "topics")])
def test_a_folder_that_cannot_be_written_is_named_in_a_sentence_and_no_restore_is_advised(
    protected: Path, command: tuple[str, ...]
) -> None:
    done = shangliang(protected, *command)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said
    assert f"不能写入 {protected}" in said
    assert "backup" not in said


def test_what_only_reads_answers_or_names_the_folder_it_cannot_open(protected: Path) -> None:
    """SQLite reads a database there only while its log stands beside it, as a process that was stopped in haste leaves it."""
    done = shangliang(protected, "parked")
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert said == "nothing is parked\n" if done.returncode == 0 else f"不能写入 {protected}" in said
