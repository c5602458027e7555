"""A service that only follows the others, in its nameko container: it hears their news and may read their logs."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import msgspec
from nameko.extensions import DependencyProvider

from infra.kernel.base import log_context
from infra.kernel.contract.envelope import Recorded
from infra.kernel.entrypoints.bell import Bell
from infra.kernel.entrypoints.channel import news_queue
from infra.kernel.entrypoints.remote import RpcClient
from infra.kernel.entrypoints.runtime_provider import SITE, STARTED


class FollowersWork(Protocol):
    """What such a service does as long as it lives."""

    def news_arrived(self, events: list[Recorded]) -> None: ...

    def loops(self) -> Iterator[Callable[[], None]]: ...

    def stop(self) -> None: ...


class FollowerProvider(DependencyProvider):  # type: ignore[misc]
    """Gives a service its work, and runs the loops of it.

    The service class has `producers` (names of services) and `begin(site, producers, peers) -> work`.
    """

    bell = Bell()
    rpc_client = RpcClient()

    def setup(self) -> None:
        service = self.container.service_cls
        self.work: FollowersWork = service.begin(self.container.config[SITE], service.producers, self)
        self.bell.listen(news_queue(service.name, service.producers), self.work.news_arrived)

    def start(self) -> None:
        for loop in self.work.loops():
            self.container.spawn_managed_thread(self._when_all_have_started(loop), identifier="work")

    def stop(self) -> None:
        self.work.stop()

    def _when_all_have_started(self, loop: Callable[[], None]) -> Callable[[], None]:
        def wait_and_run() -> None:
            log_context.begin(self.container.service_name)
            self.container.config[STARTED].wait()
            loop()

        return wait_and_run

    def worker_setup(self, worker_ctx: Any) -> None:
        log_context.begin(self.container.service_name, worker_ctx.data.get(log_context.CORRELATION))

    def get_dependency(self, worker_ctx: Any) -> FollowersWork:
        return self.work

    def read_log(self, service: str, start: int, limit: int) -> list[Recorded]:
        rows = self.rpc_client.call(service, "read_log", {"start": start, "limit": limit})
        return [msgspec.convert(row, Recorded) for row in rows]

    def head(self, service: str) -> int:
        return int(self.rpc_client.call(service, "head", None, timeout=2.0))
