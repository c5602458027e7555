"""Verifying 1,000,000 entries by the stand-alone verifier: every hash derived again, every entry read, one process."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.filled import fill
from benchmarks.measuring import Line
from benchmarks.seal import all_events
from benchmarks.sealing import seal, sealer
from benchmarks.setting import Setting
from infra.ledger import verify_ledger
from services.audit.keys import LOG

NOTEBOOKS, EACH = 20_000, 50


def lines(setting: Setting) -> Iterator[Line]:
    notebooks = setting.sized(NOTEBOOKS)
    count = notebooks * EACH
    with setting.database() as database:
        fill(setting, database, notebooks, EACH)
        events = all_events(database)
    with sealer(setting, events) as work:
        seal(work, count)
        program = [sys.executable, str(Path(str(verify_ledger.__file__))), str(work.folder / LOG)]
        started = time.perf_counter()
        subprocess.run([*program, "--key", work.keys.signer.vkey], check=True, stdout=subprocess.DEVNULL)
        yield Line(f"verify {count:,} entries", time.perf_counter() - started, "s", at_most=30)
