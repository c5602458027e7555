"""A browser, and a suite of its own on which the story was told: whoever clicks there also writes.

On CI the browser must be there; elsewhere what is left out is said at the end of the run.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from operations.demo.play import play
from tests.browser import chromium
from tests.browser.site import BrowsedSite
from tests.said import leave_out
from tests.system.sites import prepared_site
from tests.system.suite import copy_of, running
from tests.system.told import Told

HERE = Path(__file__).parent
# What is expected comes when it comes: on a machine with much to do later than the five seconds that are usual.
expect.set_options(timeout=60_000)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    these = [item for item in items if HERE in item.path.parents]
    if these and not chromium.is_there() and os.environ.get("CI") != "true":
        leave_out(config, items, these, "tests/browser: Chromium is not there (infra/install/chromium.sh)")


@pytest.fixture(scope="package")
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    prepared = prepared_site(request.config, tmp_path_factory)
    with running(copy_of(prepared, tmp_path_factory.mktemp("browsed") / "var")) as suite:
        yield Told(suite, play(suite.url, suite.site, list[str]().append), [])


@pytest.fixture(scope="package")
def site(told: Told) -> BrowsedSite:
    return BrowsedSite(told)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ends with these tests: while it runs, its process has an event loop that no other test expects."""
    with chromium.launched() as launched:
        yield launched
