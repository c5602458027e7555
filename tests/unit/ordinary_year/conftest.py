"""A year that begins, and what holds whatever happened in it."""

from collections.abc import Iterator

import pytest

from tests.unit.ordinary_year.year import OrdinaryYear


@pytest.fixture
def year() -> Iterator[OrdinaryYear]:
    """Afterwards nothing was set aside, and reading everything again from the logs gives the same rows."""
    begun = OrdinaryYear()
    yield begun
    for replica in begun.suite.services.values():
        assert replica.at_work.news.counts().get("parked", 0) == 0
        assert replica.at_work.set_aside.count() == 0
        assert replica.dump() == replica.rebuilt()
