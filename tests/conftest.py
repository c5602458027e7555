"""How hard the property tests try, how several processes share the run, and what is said at its end.

`HYPOTHESIS_PROFILE=nightly` tries as long as one likes; `ci`, on every change, derives its examples from the test alone,
so that a red run is red again.

Thirteen thousand tests and what they import stay to the end: as in a start of the suite (`operations/suite/starting.py`),
Python looks for no rubbish among them, neither while they are collected nor between the tests.
"""

import gc
import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from xdist.workermanage import WorkerController

from tests import said
from tests.sharing import ByWhatIsShared, longest_first
from tests.tidying import Tidying

gc.set_threshold(50_000)

settings.register_profile(
    "ci", max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", settings.get_profile("ci"), max_examples=5_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says something at the end of the run, also when the test passes."""
    return lambda line: record_property(said.TOLD, line)


@pytest.fixture(autouse=True, scope="session")
def _no_site_is_left_behind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    request.config.pluginmanager.register(Tidying(tmp_path_factory))


@pytest.fixture(autouse=True, scope="session")
def _no_worker_is_known_to_what_tests_start() -> None:
    """A pytest that a test starts is none of this run's workers."""
    for name in [name for name in os.environ if name.startswith("PYTEST_XDIST")]:
        del os.environ[name]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByWhatIsShared:
    config.option.loadscopereorder = False
    return ByWhatIsShared(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        longest_first(items)


def pytest_collection_finish() -> None:
    """From now on small rubbish is found as early as ever; all that there is, a look at which takes long, is looked at seldom."""
    gc.freeze()
    gc.set_threshold(700, 10, 100)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left out"] = said.lines_of(session.config)


def pytest_testnodedown(node: WorkerController) -> None:
    """Every worker has left out the same."""
    lines = said.lines_of(node.config)
    lines += [line for line in getattr(node, "workeroutput", {}).get("left out", []) if line not in lines]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in said.told(terminalreporter):
        terminalreporter.write_line(line)
    for line in said.lines_of(config):
        terminalreporter.write_line(line, yellow=True)
