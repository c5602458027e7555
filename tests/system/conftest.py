"""Sites for the system tests."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from operations.demo.play import play
from tests.system import disk
from tests.system.sites import played_site, prepared_site
from tests.system.story import Played
from tests.system.suite import RunningSuite, copy_of, running
from tests.system.told import Told

LEFT_OUT = pytest.StashKey[str]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where no file system can be mounted, the tests that need one are left out, and said so at the end of the run."""
    these = [item for item in items if item.path == Path(__file__).parent / "test_disk.py"]
    if these and (why_not := disk.cannot_mount()) is not None:
        config.stash[LEFT_OUT] = f"left out {', '.join(item.name for item in these)}: {why_not}"
        config.hook.pytest_deselected(items=these)
        items[:] = [item for item in items if item not in these]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if LEFT_OUT in config.stash:
        terminalreporter.write_line(config.stash[LEFT_OUT], yellow=True)


@pytest.fixture(scope="session")
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site after its first start, all of it sealed, stopped."""
    return prepared_site(request.config, tmp_path_factory)


@pytest.fixture
def fresh(prepared: Path, tmp_path: Path) -> Path:
    """A new site's folder; nothing runs on it yet."""
    return copy_of(prepared, tmp_path / "var")


@pytest.fixture
def suite(fresh: Path) -> Iterator[RunningSuite]:
    """A suite on a new site."""
    with running(fresh) as started:
        yield started


@pytest.fixture(scope="session")
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The story, played once to its end; nothing runs on the site any more. Look at it, and change only copies of it."""
    return played_site(request.config, tmp_path_factory)


@pytest.fixture
def after_the_story(played: Played, tmp_path: Path) -> Path:
    """A copy of the site after the story, stopped, to be changed at will."""
    return copy_of(played.folder, tmp_path / "after")


@pytest.fixture(scope="session")
def told(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """A suite on which the demo's story was told; whoever reads there must write nothing."""
    with running(copy_of(prepared, tmp_path_factory.mktemp("told") / "var")) as suite:
        lines: list[str] = []
        yield Told(suite, play(suite.url, suite.site, lines.append), lines)


@pytest.fixture
def seed(tell: Callable[[str], None], request: pytest.FixtureRequest) -> int:
    """Where chance begins: another one each time unless SEED says which; printed, so that a run can be had again."""
    chosen = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
    tell(f"{request.node.name}: SEED={chosen}")
    return chosen
