"""A run leaves no sites behind: each is up to 280 MB, and a run of thousands of tests makes hundreds.

pytest itself removes `tmp_path` after each test that passed; what the fixtures of a file made is removed after the file,
unless a test of it failed: then it is there to be looked at.
"""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

SHARED = ("package", "session")


class Tidying:
    """Which folders of this process's are a session's, and whether the file at work has failed."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._base = folders.getbasetemp()
        self._kept = set(self._base.iterdir())
        self._failed = False

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        """What is made for more than one file is needed until the end."""
        before = self._folders()
        try:
            return (yield)
        finally:
            if fixturedef.scope in SHARED:
                self._kept |= self._folders() - before

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed |= report.failed

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> Generator[None, object, object]:
        answer = yield
        if nextitem is None or nextitem.path != item.path:
            self._end_file()
        return answer

    def _end_file(self) -> None:
        gone = self._folders() - self._kept
        if self._failed:
            self._kept |= gone
        else:
            for folder in gone:
                shutil.rmtree(folder, ignore_errors=True)
        self._failed = False

    def _folders(self) -> set[Path]:
        """Of this process alone: what is made once a run (tests/system/once.py) stays for the others."""
        return {one for one in self._base.iterdir() if one.is_dir() and not one.name.startswith("once-")}
