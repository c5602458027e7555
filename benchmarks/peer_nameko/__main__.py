"""Runs the peer's `gateway` or `venues`: `python -m benchmarks.peer_nameko NAME CONFIG`, CONFIG a JSON object."""

import sys
import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet  # noqa: E402 after the filter, before everything else

eventlet.monkey_patch()

import json  # noqa: E402

from eventlet.support import psycopg2_patcher  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402

from benchmarks.peer_nameko.gateway import GatewayService  # noqa: E402
from benchmarks.peer_nameko.venues import VenuesService  # noqa: E402

SERVICES = {"gateway": GatewayService, "venues": VenuesService}


def main(name: str, config: str) -> None:
    psycopg2_patcher.make_psycopg_green()
    runner = ServiceRunner(json.loads(config))
    runner.add_service(SERVICES[name])
    runner.start()
    runner.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
