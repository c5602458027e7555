"""`shangliang run` and, on servers, `shangliang migrate`: settings from the environment, a process a service."""

import os
import signal
import time
from collections.abc import Callable

import eventlet

from infra import healthy
from infra.first_start import prepare
from infra.kernel.entrypoints import BROKER_FAILURES
from infra.kernel.entrypoints.topology import declare
from infra.kernel.migrate import behind
from infra.kernel.runtime import DATABASE_FAILURES
from infra.kernel.site import Site, SiteProblem
from infra.logs import set_up_logs
from infra.operating.lag import follows
from infra.suite import GATEWAY, SERVICES, Suite

TRIES = 30
PAUSE_SECONDS = 2.0
GRACE_SECONDS = 10.0


def bring_up_to_date(site: Site, say: Callable[[str], None]) -> list[str]:
    """Databases, the beginnings of a new site, and the broker's topology. Waits a minute for servers that start.

    Raises SiteProblem.
    """
    _patiently("database", DATABASE_FAILURES, lambda: prepare(site, say))
    _patiently("broker", BROKER_FAILURES, lambda: declare(site.broker_url, follows()))
    return ["broker"]


def serve(site: Site, names: list[str], http: str, say: Callable[[str], None]) -> None:
    """Runs the named services until SIGTERM. Raises SiteProblem."""
    unknown = [name for name in names if name not in (*SERVICES, GATEWAY)]
    if unknown:
        raise SiteProblem(f"no service {' '.join(unknown)}: they are {' '.join(SERVICES)} and {GATEWAY}")
    set_up_logs(None)
    wanted = [name for name in names if name in SERVICES]
    _patiently("database", DATABASE_FAILURES, lambda: _must_be_up_to_date(site, wanted))
    host, _, port = http.rpartition(":")
    suite = Suite(site, names, (host or "127.0.0.1", int(port)), lambda at: say(f"ready http://{host}:{at}"))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: eventlet.spawn(_stop, suite))
    suite.start()
    if name := os.environ.get(healthy.NAME):
        eventlet.spawn(healthy.answer_forever, name)
    say(f"running {' '.join(names)}")
    suite.wait()


def _stop(suite: Suite) -> None:
    """Within ten seconds: what is not finished then is in the log or will be asked for again."""
    eventlet.spawn_after(GRACE_SECONDS, os._exit, 0)
    suite.stop()


def _must_be_up_to_date(site: Site, names: list[str]) -> None:
    if late := behind(site, names):
        raise SiteProblem(f"databases are not up to date: {' '.join(late)}; run `shangliang migrate` first")


def _patiently(what: str, failures: tuple[type[BaseException], ...], work: Callable[[], None]) -> None:
    for left in reversed(range(TRIES)):
        try:
            work()
            return
        except failures as failure:
            if not left:
                raise SiteProblem(f"the {what} does not answer: {failure}") from failure
            time.sleep(PAUSE_SECONDS)
