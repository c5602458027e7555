"""`shangliang up`: prepares the site and serves until it is told to stop."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import structlog

from infra.kernel.access.site import Site, SiteProblem, embedded_site, lock
from infra.kernel.base.whole_file import SECRET, write_whole
from infra.kernel.entrypoints import ListenerDied
from infra.kernel.entrypoints.topology import declare
from infra.kernel.storage.lost import must_be_whole
from infra.kernel.storage.writable import said, trouble_of
from operations.suite.containers import Suite, stop_when_told
from operations.suite.first_start import ledger_may_go_on, prepare
from operations.suite.logs import set_up_logs
from operations.suite.services import GATEWAY, WITH_DATABASES, follows

log = structlog.get_logger("shangliang.run")


def serve(data: Path, host: str, port: int, demo_clock: bool, say: Callable[[str], None]) -> None:
    """Returns when SIGTERM or SIGINT has stopped the suite. Raises SiteProblem."""
    _must_be_writable(data)
    held = lock(data)
    set_up_logs(data / "shangliang.log", "suite")
    site = site_to_serve(data, demo_clock, dict(os.environ))
    must_be_whole(site)
    prepare(site, say)
    ledger_may_go_on(site)
    address = data / "serving"

    def serving(at: int) -> None:
        write_whole(address, f"http://{host}:{at}\n", SECRET)
        say(f"ready http://{host}:{at}")

    suite = Suite(site, [*WITH_DATABASES, GATEWAY], (host, port), serving)
    stop_when_told(suite.stop)
    try:
        declare(site.broker_url, follows())
        suite.start()
        suite.wait()
    except ListenerDied as died:
        log.critical(str(died))
        raise SiteProblem(str(died)) from died
    finally:
        address.unlink(missing_ok=True)
        held.close()


def site_to_serve(data: Path, demo_clock: bool, environment: dict[str, str]) -> Site:
    """The site under `data`, its ledger called as the environment says. Raises SiteProblem."""
    return replace(embedded_site(data, demo_clock), ledger_origin=environment.get("LEDGER_ORIGIN") or None)


def _must_be_writable(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        trouble = trouble_of(data)
    except OSError as error:
        trouble = said(error, data) or f"{data}: {error.strerror}"
    if trouble:
        raise SiteProblem(trouble)
