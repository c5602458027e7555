"""Sites for the system tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.suite import RunningSuite, copy_of, running


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site after its first start, stopped."""
    folder = tmp_path_factory.mktemp("prepared") / "var"
    with running(folder) as suite:
        assert suite.stop() == 0
    return folder


@pytest.fixture
def fresh(prepared: Path, tmp_path: Path) -> Path:
    """A new site's folder; nothing runs on it yet."""
    return copy_of(prepared, tmp_path / "var")


@pytest.fixture
def suite(fresh: Path) -> Iterator[RunningSuite]:
    """A suite on a new site."""
    with running(fresh) as started:
        yield started
