"""`shangliang run` and, on servers, `shangliang migrate`: settings from the environment, a process a service."""

import os
import sys
from collections.abc import Callable

import eventlet
import structlog

from infra.kernel.access.site import AUDIT, Site, SiteProblem
from infra.kernel.entrypoints import ListenerDied
from infra.kernel.entrypoints.door import knock
from infra.kernel.entrypoints.topology import declare
from infra.kernel.storage.migrate import behind, newer
from operations.suite import healthy, waiting
from operations.suite.containers import Suite, stop_when_told
from operations.suite.first_start import begin_ledger, ledger_may_go_on, prepare
from operations.suite.logs import set_up_logs
from operations.suite.services import GATEWAY, WITH_DATABASES, follows

TRIES = 30
GRACE_SECONDS = 10.0

log = structlog.get_logger("shangliang.run")


def bring_up_to_date(site: Site, say: Callable[[str], None]) -> list[str]:
    """Databases, the beginnings of a new site, and the broker's topology. Waits a minute for servers that start.

    Raises SiteProblem.
    """
    waiting.for_database(lambda: prepare(site, say), TRIES)
    waiting.for_broker(site.broker_url, lambda: declare(site.broker_url, follows()), TRIES)
    return ["broker"]


def serve(site: Site, names: list[str], http: str) -> None:
    """Runs the named services until SIGTERM; exits with 1, and a line that says what to do, when they may not run."""
    set_up_logs(None, " ".join(names))
    try:
        _serve(site, names, http)
    except (SiteProblem, ListenerDied) as problem:
        log.critical(str(problem))
        sys.exit(1)


def _serve(site: Site, names: list[str], http: str) -> None:
    unknown = [name for name in names if name not in (*WITH_DATABASES, GATEWAY)]
    if unknown:
        raise SiteProblem(f"no service {' '.join(unknown)}: they are {' '.join(WITH_DATABASES)} and {GATEWAY}")
    wanted = [name for name in names if name in WITH_DATABASES]
    waiting.for_database(lambda: _must_be_up_to_date(site, wanted))
    if AUDIT in wanted:
        waiting.for_database(lambda: _ledger(site))
    waiting.for_broker(site.broker_url, lambda: knock(site.broker_url))
    host, _, port = http.rpartition(":")
    suite = Suite(
        site, names, (host or "127.0.0.1", int(port)), lambda at: log.info("ready", address=f"http://{host}:{at}")
    )
    stop_when_told(lambda: _stop(suite))
    suite.start()
    if name := os.environ.get(healthy.NAME):
        eventlet.spawn(healthy.answer_forever, name)
    log.info("running")
    suite.wait()


def _ledger(site: Site) -> None:
    begin_ledger(site, log.info)
    ledger_may_go_on(site)


def _stop(suite: Suite) -> None:
    """Within ten seconds: what is not finished then is in the log or will be asked for again."""
    eventlet.spawn_after(GRACE_SECONDS, os._exit, 0)
    suite.stop()


def _must_be_up_to_date(site: Site, names: list[str]) -> None:
    if late := behind(site, names):
        raise SiteProblem(f"databases are not up to date: {' '.join(late)}; run `shangliang migrate` first")
    if ahead := newer(site, names):
        log.warning("databases were migrated by a newer version: is an upgrade under way?", databases=ahead)
