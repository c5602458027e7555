"""A county in its ordinary year, read by pages."""

import pytest

from tests.unit.ordinary_year.year import OrdinaryYear


@pytest.fixture
def year() -> OrdinaryYear:
    return OrdinaryYear()
