import pytest

from tests.unit.gateway.fakes import Suite


@pytest.fixture(scope="session")
def built() -> Suite:
    """Making the application with its documents takes a fifth of a second: once is enough."""
    return Suite()


@pytest.fixture
def suite(built: Suite) -> Suite:
    """The application as if nothing had been asked of it. What counts requests or remembers has a fixture of its own."""
    built.begin_again()
    return built


@pytest.fixture
def new_suite() -> Suite:
    """An application of the test's own."""
    return Suite()
