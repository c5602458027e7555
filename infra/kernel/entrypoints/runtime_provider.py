"""A service's runtime inside its nameko container: the loops run there, news goes out confirmed."""

from collections.abc import Callable
from typing import Any

import msgspec
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.extensions import DependencyProvider

from infra.kernel.base import log_context
from infra.kernel.contract.envelope import Recorded
from infra.kernel.entrypoints.bell import Bell
from infra.kernel.entrypoints.channel import BROKER_FAILURES, PERSISTENT, KeptChannel, news_exchange, news_queue
from infra.kernel.entrypoints.remote import RpcClient
from infra.kernel.news import cloudevents
from infra.kernel.running.definition import ServiceDefinition
from infra.kernel.running.runtime import Runtime

SITE = "SITE"
STARTED = "STARTED"


class RuntimeProvider(DependencyProvider):  # type: ignore[misc]
    """Gives a service its runtime, and runs the runtime's loops."""

    bell = Bell()
    rpc_client = RpcClient()

    def setup(self) -> None:
        config, service = self.container.config, self.container.service_cls
        definition = ServiceDefinition(
            service.name, service.lifecycles, service.copies, service.reactions, service.forgettings
        )
        self._news = KeptChannel(config[AMQP_URI_CONFIG_KEY], confirmed=True)
        self.runtime = Runtime(definition, config[SITE], self, self._publish)
        others = [producer for producer in definition.producers if producer != service.name]
        self.bell.listen(news_queue(service.name, others), self.runtime.followed.news_arrived)

    def start(self) -> None:
        for loop in self.runtime.loops(BROKER_FAILURES):
            self.container.spawn_managed_thread(self._when_all_have_started(loop), identifier="runtime")

    def stop(self) -> None:
        self.runtime.stop()
        self._news.close()

    def _when_all_have_started(self, loop: Callable[[], None]) -> Callable[[], None]:
        """Services of one process ask one another for news only when all of them can answer."""

        def wait_and_run() -> None:
            self.container.config[STARTED].wait()
            loop()

        return wait_and_run

    def worker_setup(self, worker_ctx: Any) -> None:
        log_context.begin(self.container.service_name, worker_ctx.data.get(log_context.CORRELATION))

    def get_dependency(self, worker_ctx: Any) -> Runtime:
        return self.runtime

    def read_log(self, service: str, start: int, limit: int) -> list[Recorded]:
        rows = self.rpc_client.call(service, "read_log", {"start": start, "limit": limit})
        return [msgspec.convert(row, Recorded) for row in rows]

    def head(self, service: str) -> int:
        return int(self.rpc_client.call(service, "head", None, timeout=2.0))

    def _publish(self, events: list[Recorded]) -> None:
        publish(self._news, self.container.service_name, events)


def publish(channel: KeptChannel, service: str, events: list[Recorded]) -> None:
    """A pack of a service's events as one message; returns when the broker has it."""
    channel.publish(
        cloudevents.pack(events),
        exchange=news_exchange(service),
        declare=[news_exchange(service)],
        routing_key=events[0].type,
        content_type=cloudevents.CONTENT_TYPE,
        content_encoding="utf-8",
        delivery_mode=PERSISTENT,
        message_id=events[0].event_id,
        app_id="shangliang",
    )
