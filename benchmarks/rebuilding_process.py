"""Rebuilds the notebooks' read tables, as `shangliang rebuild` does: `python -m benchmarks.rebuilding_process URL`."""

import json
import resource
import sys
import time

from benchmarks.notebook import NOTEBOOK, SERVICE
from infra.kernel.running.definition import ServiceDefinition
from infra.kernel.running.read_table_rebuild import ReadTableRebuild
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore


def main(url: str) -> None:
    database = Database(url)
    rebuilding = ReadTableRebuild(
        ServiceDefinition(SERVICE, (NOTEBOOK,), (), ()), database, lambda name: SqlStore(database, name)
    )
    started = time.perf_counter()
    events = rebuilding.run(lambda done, total: None)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"events": events, "seconds": seconds, "peak_kib": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
