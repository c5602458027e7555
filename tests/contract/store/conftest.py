"""One suite, every store."""

from collections.abc import Iterator

import pytest

from infra.kernel.storage.store import EventStore
from tests.contract.store.stores import STORES


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest) -> Iterator[EventStore]:
    with STORES[request.param]() as made:
        yield made
