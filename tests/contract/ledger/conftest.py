"""The second implementation needs Go: on CI it must be there, elsewhere what is left out is said at the end of the run."""

import os
import shutil
from pathlib import Path

import pytest

from tests.said import leave_out

HERE = Path(__file__).parent
TLOG = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go")


def go_is_there() -> bool:
    return shutil.which("go") is not None and TLOG.is_file()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    these = [item for item in items if item.path == HERE / "test_second_implementation.py"]
    if these and not go_is_there() and os.environ.get("CI") != "true":
        leave_out(config, items, these, "the ledger by a second implementation: Go is not there (infra/install/go.sh)")
