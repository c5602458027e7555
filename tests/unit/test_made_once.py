"""What tests share is made by one process of the run; the others copy it, or fail as clearly as it did."""

from pathlib import Path

import pytest

from tests.system.once import copy_of_what_is_made_once


class Folders:
    """As a process of pytest-xdist has them: its own, within the run's."""

    def __init__(self, own: Path) -> None:
        self._own = own
        own.mkdir()

    def getbasetemp(self) -> Path:
        return self._own

    def mktemp(self, name: str) -> Path:
        (self._own / name).mkdir()
        return self._own / name


class Worker:
    workerinput = None


def made(folders: Folders, make: object) -> Path:
    return copy_of_what_is_made_once("site", make, Worker(), folders)  # type: ignore[arg-type]


def test_the_second_process_copies_what_the_first_has_made(tmp_path: Path) -> None:
    times: list[Path] = []

    def make(home: Path) -> None:
        times.append(home)
        (home / "file").write_text("made")

    first, second = (made(Folders(tmp_path / worker), make) for worker in ("gw0", "gw1"))
    (first / "file").write_text("changed")
    assert (second / "file").read_text() == "made"
    assert len(times) == 1


def test_what_could_not_be_made_fails_in_every_process_and_is_not_tried_again(tmp_path: Path) -> None:
    def fail(home: Path) -> None:
        raise RuntimeError("the suite did not start")

    with pytest.raises(RuntimeError):
        made(Folders(tmp_path / "gw0"), fail)
    with pytest.raises(pytest.fail.Exception, match="the suite did not start"):
        made(Folders(tmp_path / "gw1"), lambda home: None)
