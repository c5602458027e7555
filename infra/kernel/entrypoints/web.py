"""The gateway's way in and out: a WSGI server, RPC to the services, news for live updates."""

import os
import uuid
from collections.abc import Callable
from typing import Any

import eventlet
from nameko.extensions import DependencyProvider, SharedExtension

from infra.kernel.access.site import SiteProblem
from infra.kernel.contract.envelope import Recorded
from infra.kernel.entrypoints.bell import Bell
from infra.kernel.entrypoints.channel import passing_queue
from infra.kernel.entrypoints.remote import RpcClient
from infra.kernel.entrypoints.runtime_provider import SITE
from infra.kernel.web.bounds import Bounds, most_lines
from infra.kernel.web.listening import WAITING_CLIENTS, Listening


class WebServer(SharedExtension):  # type: ignore[misc]
    """Serves a WSGI application beside a container's other extensions."""

    def serve(self, application: Callable[..., Any], address: tuple[str, int]) -> int:
        """Starts serving; answers the port. Raises SiteProblem when the address cannot be had.

        When nobody can be let in any more the container ends with ListenerDied.
        """
        bound = _listening(address)
        self._listening = Listening(bound, application, Bounds(most_lines=most_lines()))
        self._greenlet = self.container.spawn_managed_thread(self._listening.for_ever, identifier="web")
        return int(bound.getsockname()[1])

    def stop(self) -> None:
        if hasattr(self, "_greenlet"):
            self._greenlet.kill()
            self._listening.stop()

    kill = stop

    def finish(self) -> None:
        """Takes nobody in any more, and answers who is there."""
        self.stop()
        if hasattr(self, "_listening"):
            self._listening.answer_who_waits()


def _listening(address: tuple[str, int]) -> Any:
    try:
        return eventlet.listen(address, backlog=WAITING_CLIENTS, reuse_port=False)
    except OSError as error:
        host, port = address
        raise SiteProblem(
            f"cannot serve on {host}:{port}: {os.strerror(error.errno or 0)}; choose another --port"
        ) from error


class WebProvider(DependencyProvider):  # type: ignore[misc]
    """Gives the gateway's service class its web application, its way to the services, and news for live updates.

    The service class has `follows` (names of services) and `web(call, hear, site) -> application`; what it registers
    with `hear` is told all news.
    """

    web = WebServer()
    rpc_client = RpcClient()
    bell = Bell()

    def setup(self) -> None:
        self._listeners: list[Callable[[list[Recorded]], None]] = []
        name = f"gateway.news.{uuid.uuid4()}"
        follows = self.container.service_cls.follows
        self.bell.listen(passing_queue(name, follows), self._news_arrived)

    def start(self) -> None:
        config = self.container.config
        application = self.container.service_cls.web(self.rpc_client.call, self._listeners.append, config[SITE])
        self.port = self.web.serve(application, config["HTTP_ADDRESS"])
        config["SERVING"](self.port)

    def stop(self) -> None:
        """Before the ways to the services and back are taken away."""
        self.web.finish()

    def _news_arrived(self, events: list[Recorded]) -> None:
        for listener in self._listeners:
            self.container.spawn_managed_thread(lambda tell=listener: tell(events), identifier="live")

    def get_dependency(self, worker_ctx: Any) -> None:
        return None
