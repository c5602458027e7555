"""The one store suite, on PostgreSQL."""

import os
import subprocess
import sys
from collections.abc import Callable

from tests.contract.store.stores import POSTGRES
from tests.servers.deployment import ROOT

SUITE_SECONDS = 900
# Two processes on one file, and what only the store in memory has: those are not about PostgreSQL.
NOT_OURS = "not on_one_file and not memory"


def test_the_store_suite_holds_on_postgresql(postgresql: str, tell: Callable[[str], None]) -> None:
    command = [sys.executable, "-m", "tests.servers.green_pytest", "tests/contract/store", "-q", "-k", NOT_OURS]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, POSTGRES: postgresql},
        capture_output=True,
        text=True,
        timeout=SUITE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    tell(f"store suite on PostgreSQL: {done.stdout.strip().splitlines()[-1]}")
