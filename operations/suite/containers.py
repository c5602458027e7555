"""The whole suite, or some of its services, as nameko containers in this process, and what a signal does to it."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import eventlet
from eventlet.event import Event
from nameko.containers import ServiceContainer
from nameko.runners import ServiceRunner

from gateway.service import GatewayService
from infra.kernel.access.site import Site
from infra.kernel.entrypoints import SITE, STARTED, embedded
from operations.suite import starting
from operations.suite.services import FOLLOWERS, GATEWAY, SERVICES

WORKERS = 50
DYING_SECONDS = 5.0
# What a shell says of a process that a signal ended: 128 and the number of the signal.
_KILLED_BY = 128


def _class_of(name: str) -> type:
    if name == GATEWAY:
        return GatewayService
    return FOLLOWERS[name] if name in FOLLOWERS else SERVICES[name]


class EndingContainer(ServiceContainer):  # type: ignore[misc]
    """A container that dies takes its process with it, also when not all that is in it can be stopped any more."""

    def kill(self, exc_info: Any = None) -> None:
        if exc_info is not None:
            eventlet.spawn_after(DYING_SECONDS, _end, exc_info[1])
        super().kill(exc_info)


def _end(why: BaseException) -> None:
    sys.stderr.write(f"Error: {why}\n")
    sys.stderr.flush()
    os._exit(1)


class Suite:
    """The named services (and the gateway) as nameko containers in this process."""

    def __init__(self, site: Site, names: list[str], http: tuple[str, int], serving: Callable[[int], None]) -> None:
        embedded.register()
        self._started, self._serving, self._port = Event(), serving, 0
        config: dict[str, Any] = {
            "AMQP_URI": site.broker_url,
            "max_workers": WORKERS,
            "SERVICE_CONTAINER_CLS": f"{__name__}.{EndingContainer.__name__}",
            "HTTP_ADDRESS": http,
            "SERVING": self._serves_at,
            SITE: site,
            STARTED: self._started,
        }
        self._runner = ServiceRunner(config)
        for name in names:
            self._runner.add_service(_class_of(name))

    def start(self) -> None:
        self._runner.start()
        starting.over()
        self._started.send()
        if self._port:
            self._serving(self._port)

    def _serves_at(self, port: int) -> None:
        self._port = port

    def wait(self) -> None:
        """Until the suite is stopped; raises what a service died of."""
        self._runner.wait()

    def stop(self) -> None:
        """The gateway first: what it was asked is answered as long as there are services to ask."""
        if gateway := self._runner.service_map.get(GATEWAY):
            gateway.stop()
        self._runner.stop()


def stop_when_told(stop: Callable[[], None]) -> None:
    """The first SIGTERM or SIGINT stops in good order, once; the next ends the process at once, as kill -9 would."""
    told: list[int] = []

    def heard(number: int, _: object) -> None:
        if told:
            os._exit(_KILLED_BY + number)
        told.append(number)
        eventlet.spawn(stop)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, heard)
