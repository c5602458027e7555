"""One scene for all tests of refusals: what is refused leaves it as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.refusals.scene import Scene, set_up
from tests.system.suite import copy_of, running


@pytest.fixture(scope="package")
def scene(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with running(copy_of(prepared, tmp_path_factory.mktemp("scene") / "var")) as suite:
        yield set_up(suite)
