"""Rebuilds the notebooks' read tables, as `shangliang rebuild` does: `python -m benchmarks.rebuilding_process URL`."""

import json
import resource
import sys
import time

from benchmarks.notebook import NOTEBOOK, SERVICE
from infra.kernel.database import Database
from infra.kernel.rebuilding import Rebuilding
from infra.kernel.runtime import Makeup
from infra.kernel.sql_store import SqlStore


def main(url: str) -> None:
    database = Database(url)
    rebuilding = Rebuilding(Makeup(SERVICE, (NOTEBOOK,), (), ()), database, lambda name: SqlStore(database, name))
    started = time.perf_counter()
    events = rebuilding.run(lambda done, total: None)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"events": events, "seconds": seconds, "peak_kib": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
