import pytest

from tests.unit.gateway.fakes import Suite


@pytest.fixture
def suite() -> Suite:
    return Suite()
