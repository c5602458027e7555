"""RPC in and out.

Requests and replies are transient and unconfirmed, with a deadline: an expired one is refused unexecuted, and the
command's key makes a second try safe. A deadline is told in the time of the service that is asked, as its answers say it:
two machines' clocks may differ by a day. What no service of ours would send is refused or dropped, and stops nobody.
"""

import re
import time
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import eventlet
import msgspec
import structlog
from kombu import Connection
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.exceptions import ContainerBeingKilled, serialize
from nameko.extensions import SharedExtension
from nameko.messaging import QueueConsumer
from nameko.rpc import ReplyListener, Rpc, RpcConsumer, get_rpc_exchange

from infra.kernel.base import log_context
from infra.kernel.base.problems import REFUSALS, Refusal, TooLarge, Unavailable
from infra.kernel.contract.codec import UnknownEventType
from infra.kernel.entrypoints.channel import BROKER_FAILURES, TRANSIENT, KeptChannel, SteadyConsumer
from infra.kernel.running.runtime import DATABASE_FAILURES

log = structlog.get_logger("shangliang.wire")

RPC_SECONDS = 10.0
# Twice what the gateway takes over HTTP.
REPLY_TO = re.compile("[0-9a-f-]{36}")
MOST_REQUEST_BYTES = 2 * 1024 * 1024


class RpcChannel(SharedExtension):  # type: ignore[misc]
    """The kept channel for requests and replies."""

    def setup(self) -> None:
        self.channel = KeptChannel(self.container.config[AMQP_URI_CONFIG_KEY], confirmed=False)

    def stop(self) -> None:
        self.channel.close()


class SteadyQueueConsumer(SteadyConsumer, QueueConsumer):  # type: ignore[misc]
    """nameko's, but a connection that broke under an acknowledgement does not end the service.

    The broker delivers again what was not acknowledged; the command's key makes the second run harmless.
    """

    @property
    def connection(self) -> Connection:
        connection = super().connection
        connection.connect_timeout = 5
        return connection

    def unregister_provider(self, provider: Any) -> None:
        self.look_up()
        super().unregister_provider(provider)

    def on_iteration(self) -> None:
        super().on_iteration()
        if self.should_stop:
            self.look_up()

    def on_connection_revived(self) -> None:
        """Replies that were on their way are gone with the old connection: who waits for one is told at once."""
        for provider in self._providers:
            if isinstance(provider, SteadyReplyListener):
                provider.give_up()

    def ack_message(self, message: Any) -> None:
        try:
            super().ack_message(message)
        except BROKER_FAILURES as failure:
            log.warning("not acknowledged", error=repr(failure))

    def requeue_message(self, message: Any) -> None:
        try:
            super().requeue_message(message)
        except BROKER_FAILURES as failure:
            log.warning("not given back", error=repr(failure))


class QuickRpcConsumer(RpcConsumer):  # type: ignore[misc]
    """nameko's, but replies go out transient on the kept channel, and a request that cannot be answered is dropped."""

    queue_consumer = SteadyQueueConsumer()
    rpc_channel = RpcChannel()

    def handle_message(self, body: Any, message: Any) -> None:
        # An answer to anything but a client's own queue the broker may forbid, and close the channel over it.
        if not REPLY_TO.fullmatch(message.properties.get("reply_to") or ""):
            log.warning("request that says nobody to answer; dropped", method=message.delivery_info["routing_key"])
            self.queue_consumer.ack_message(message)
        elif len(message.body) > MOST_REQUEST_BYTES:
            large = TooLarge(f"请求不得超过 {MOST_REQUEST_BYTES} 字节 A request may have {MOST_REQUEST_BYTES} bytes")
            self.handle_result(message, {"refused": _on_wire(large)}, None)
        else:
            super().handle_message(body, message)

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> Any:
        error = serialize(exc_info[1]) if exc_info is not None else None
        self.reply(message, {"result": result, "error": error})
        return result, exc_info

    def reply(self, message: Any, answer: dict[str, Any]) -> None:
        """With what time it is here, and then the request is done with."""
        try:
            self.rpc_channel.channel.publish(
                {**answer, "now": time.time()},
                exchange=get_rpc_exchange(self.container.config),
                routing_key=message.properties["reply_to"],
                correlation_id=message.properties.get("correlation_id"),
                serializer="json",
                delivery_mode=TRANSIENT,
            )
        except BROKER_FAILURES as failure:
            log.warning("reply not sent; the caller will ask again", error=repr(failure))
        self.queue_consumer.ack_message(message)


class QuickRpc(Rpc):  # type: ignore[misc]
    """An RPC method; a request whose deadline has passed is not executed."""

    rpc_consumer = QuickRpcConsumer()

    def handle_message(self, body: Any, message: Any) -> None:
        deadline = message.headers.get("deadline")
        if deadline is not None and time.time() > float(deadline):
            log.info("request expired, not executed", method=self.method_name)
            self.rpc_consumer.reply(message, {"result": None, "error": None, "expired": True})
            return
        try:
            super().handle_message(body, message)
        except ContainerBeingKilled:
            self.rpc_consumer.requeue_message(message)


def answering(method: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Refusals and a dead database travel as answers: nothing of ours has to be unpickled or is logged as a crash.

    So does that this replica is older than the record: while an upgrade is under way, the next one may be newer.
    """

    @wraps(method)
    def answer(self: Any, *arguments: Any) -> dict[str, Any]:
        try:
            return {"answer": method(self, *arguments)}
        except Refusal as refusal:
            return {"refused": _on_wire(refusal)}
        except UnknownEventType as newer:
            log.warning("older than the record", method=method.__name__, why=str(newer))
            older = Unavailable("系统正在升级，请稍后重试 An upgrade is under way; try again", retry_after=1)
            return {"refused": _on_wire(older)}
        except DATABASE_FAILURES as failure:
            log.error("database failed", method=method.__name__, error=repr(failure))
            dead = Unavailable("数据库暂不可用，请稍后重试 The database does not answer; try again", retry_after=5)
            return {"refused": _on_wire(dead)}

    return answer


def _on_wire(refusal: Refusal) -> dict[str, Any]:
    return {"name": refusal.name, **vars(refusal)}


Method = TypeVar("Method", bound=Callable[..., Any])


def rpc(method: Method) -> Method:
    """Makes a method of a service callable by RPC."""
    decorated: Method = QuickRpc.decorator(method)
    return decorated


class SteadyReplyListener(ReplyListener):  # type: ignore[misc]
    """nameko's, on the steady consumer."""

    queue_consumer = SteadyQueueConsumer()

    def give_up(self) -> None:
        waiting = list(self._reply_events.values())
        self._reply_events.clear()
        for event in waiting:
            event.send_exception(ConnectionResetError("the connection to the broker was lost"))


class RpcClient(SharedExtension):  # type: ignore[misc]
    """Calls other services. `call` works from any greenlet once the container has started.

    `_ahead` is by how many seconds each service's clock was ahead of ours when it last answered.
    """

    replies = SteadyReplyListener()
    queue_consumer = SteadyQueueConsumer()
    rpc_channel = RpcChannel()

    def setup(self) -> None:
        self._ahead: dict[str, float] = {}

    def call(self, service: str, method: str, payload: Any, timeout: float = RPC_SECONDS) -> Any:
        """The method's answer. Raises the Refusal that it answered with, or Unavailable when none came in time."""
        self.queue_consumer._consumers_ready.wait()
        ends = time.monotonic() + timeout
        body = self._asked(service, method, payload, timeout)
        if body.get("expired"):
            # Its clock is ahead of ours, and by how much we know only now.
            body = self._asked(service, method, payload, ends - time.monotonic())
        if body.get("expired"):
            raise Unavailable(f"{service} 未在时限内应答 {service} did not answer in time", retry_after=5)
        return _unwrapped(service, method, body)

    def _asked(self, service: str, method: str, payload: Any, timeout: float) -> dict[str, Any]:
        correlation_id = str(uuid.uuid4())
        reply = self.replies.get_reply_event(correlation_id)
        deadline = time.time() + self._ahead.get(service, 0.0) + timeout
        try:
            self._ask(service, method, payload, correlation_id, deadline, timeout)
            with eventlet.Timeout(timeout):
                body: dict[str, Any] = reply.wait()
        except eventlet.Timeout as silence:
            raise Unavailable(f"{service} 未在时限内应答 {service} did not answer in time", retry_after=5) from silence
        except BROKER_FAILURES as failure:
            raise Unavailable("消息总线暂不可用 The broker does not answer", retry_after=5) from failure
        finally:
            self.replies._reply_events.pop(correlation_id, None)
        self._ahead[service] = body.get("now", time.time()) - time.time()
        return body

    def _ask(
        self, service: str, method: str, payload: Any, correlation_id: str, deadline: float, timeout: float
    ) -> None:
        """What nobody waits for any more the broker drops: people's words stand in it as they were sent."""
        self.rpc_channel.channel.publish(
            {"args": [msgspec.to_builtins(payload)], "kwargs": {}},
            exchange=get_rpc_exchange(self.container.config),
            routing_key=f"{service}.{method}",
            reply_to=self.replies.routing_key,
            correlation_id=correlation_id,
            headers={"deadline": deadline, log_context.CORRELATION: log_context.correlation()},
            serializer="json",
            delivery_mode=TRANSIENT,
            expiration=max(timeout, 0.0),
        )


def _unwrapped(service: str, method: str, body: dict[str, Any]) -> Any:
    if body["error"]:
        log.error("service failed", service=service, method=method, error=body["error"])
        raise ServiceFailed(f"{service}.{method}: {body['error'].get('exc_type')}")
    if refused := body["result"].get("refused"):
        name = refused.pop("name")
        raise REFUSALS[name](**refused)
    return body["result"]["answer"]


class ServiceFailed(Exception):
    """A service met an error that nobody foresaw; its log has the traceback."""
