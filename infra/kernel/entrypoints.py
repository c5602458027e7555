"""The wire of a service: RPC in and out, the bell for news, the web server. With `embedded.py` the only nameko and kombu.

RPC requests and replies are transient and unconfirmed, with a deadline: an expired one is dropped unexecuted, and the
command's key makes a second try safe. News is confirmed. One channel is kept for each, with a lock around it, since a
green write can yield between frames.
"""

import os
import time
import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

import eventlet
import msgspec
import structlog
from amqp.exceptions import AMQPError
from eventlet import wsgi
from eventlet.event import Event
from eventlet.semaphore import Semaphore
from kombu import Connection, Exchange, Queue, binding
from kombu.exceptions import KombuError
from kombu.mixins import ConsumerMixin
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.exceptions import ContainerBeingKilled, serialize
from nameko.extensions import DependencyProvider, SharedExtension
from nameko.messaging import QueueConsumer
from nameko.rpc import ReplyListener, Rpc, RpcConsumer, get_rpc_exchange

from infra.kernel import cloudevents
from infra.kernel.envelope import Recorded
from infra.kernel.problems import REFUSALS, Refusal, Unavailable
from infra.kernel.runtime import DATABASE_FAILURES, Makeup, Runtime

log = structlog.get_logger("shangliang.wire")

SITE = "SITE"
RPC_SECONDS = 10.0
HEARTBEAT_SECONDS = 30
PERSISTENT, TRANSIENT = 2, 1
BROKER_FAILURES = (AMQPError, KombuError, OSError)


def news_exchange(service: str) -> Exchange:
    return Exchange(f"{service}.events", type="topic", durable=True)


def news_queue(name: str, producers: Iterable[str], **options: Any) -> Queue:
    """A queue bound to everything these producers say: what can be used is sorted out after the cursor."""
    return Queue(name, bindings=[binding(news_exchange(one), routing_key="#") for one in producers], **options)


class KeptChannel:
    """A connection with one channel, made when first used and again after any failure."""

    def __init__(self, uri: str, confirmed: bool) -> None:
        self._uri, self._confirmed = uri, confirmed
        self._lock = Semaphore()
        self._connection: Connection | None = None
        self._producer: Any = None

    def publish(self, body: Any, **options: Any) -> None:
        """Raises one of BROKER_FAILURES; the connection is then thrown away."""
        with self._lock:
            try:
                if self._producer is None:
                    self._connect()
                self._producer.publish(body, **options)
            except BaseException:
                self.close()
                raise

    def _connect(self) -> None:
        options = {"confirm_publish": self._confirmed}
        self._connection = Connection(self._uri, transport_options=options, heartbeat=0, connect_timeout=5)
        self._producer = self._connection.Producer()

    def close(self) -> None:
        connection, self._connection, self._producer = self._connection, None, None
        if connection is not None:
            try:
                connection.release()
            except BROKER_FAILURES as error:
                log.info("connection was dead already", error=repr(error))


class RpcChannel(SharedExtension):  # type: ignore[misc]
    """The kept channel for requests and replies."""

    def setup(self) -> None:
        self.channel = KeptChannel(self.container.config[AMQP_URI_CONFIG_KEY], confirmed=False)

    def stop(self) -> None:
        self.channel.close()


class QuickRpcConsumer(RpcConsumer):  # type: ignore[misc]
    """nameko's, but replies go out transient on the kept channel."""

    rpc_channel = RpcChannel()

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> Any:
        error = serialize(exc_info[1]) if exc_info is not None else None
        try:
            self.rpc_channel.channel.publish(
                {"result": result, "error": error},
                exchange=get_rpc_exchange(self.container.config),
                routing_key=message.properties["reply_to"],
                correlation_id=message.properties.get("correlation_id"),
                serializer="json",
                delivery_mode=TRANSIENT,
            )
        except BROKER_FAILURES as failure:
            log.warning("reply not sent; the caller will ask again", error=repr(failure))
        self.queue_consumer.ack_message(message)
        return result, exc_info


class QuickRpc(Rpc):  # type: ignore[misc]
    """An RPC method; a request whose deadline has passed is not executed."""

    rpc_consumer = QuickRpcConsumer()

    def handle_message(self, body: Any, message: Any) -> None:
        if message.headers.get("deadline", 0) and time.time() > message.headers["deadline"]:
            log.info("request expired, not executed", method=self.method_name)
            self.rpc_consumer.queue_consumer.ack_message(message)
            return
        try:
            super().handle_message(body, message)
        except ContainerBeingKilled:
            self.rpc_consumer.requeue_message(message)


def answering(method: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Refusals and a dead database travel as answers, so that nothing of ours has to be unpickled or logged as a crash."""

    @wraps(method)
    def answer(self: Any, *arguments: Any) -> dict[str, Any]:
        try:
            return {"answer": method(self, *arguments)}
        except Refusal as refusal:
            return {"refused": _on_wire(refusal)}
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


class RpcClient(SharedExtension):  # type: ignore[misc]
    """Calls other services. `call` works from any greenlet once the container has started."""

    replies = ReplyListener()
    queue_consumer = QueueConsumer()
    rpc_channel = RpcChannel()

    def call(self, service: str, method: str, payload: Any, timeout: float = RPC_SECONDS) -> Any:
        """The method's answer. Raises the Refusal that it answered with, or Unavailable when none came in time."""
        self.queue_consumer._consumers_ready.wait()
        correlation_id = str(uuid.uuid4())
        reply = self.replies.get_reply_event(correlation_id)
        try:
            self._ask(service, method, payload, correlation_id, time.time() + timeout)
            with eventlet.Timeout(timeout):
                body = reply.wait()
        except eventlet.Timeout as silence:
            raise Unavailable(f"{service} 未在时限内应答 {service} did not answer in time", retry_after=5) from silence
        except BROKER_FAILURES as failure:
            raise Unavailable("消息总线暂不可用 The broker does not answer", retry_after=5) from failure
        finally:
            self.replies._reply_events.pop(correlation_id, None)
        return _unwrapped(service, method, body)

    def _ask(self, service: str, method: str, payload: Any, correlation_id: str, deadline: float) -> None:
        self.rpc_channel.channel.publish(
            {"args": [msgspec.to_builtins(payload)], "kwargs": {}},
            exchange=get_rpc_exchange(self.container.config),
            routing_key=f"{service}.{method}",
            reply_to=self.replies.routing_key,
            correlation_id=correlation_id,
            headers={"deadline": deadline},
            serializer="json",
            delivery_mode=TRANSIENT,
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


class Bell(SharedExtension, ConsumerMixin):  # type: ignore[misc]
    """Hears news: its own consumer, raw bytes, no worker; hands each message to the listeners and acknowledges at once."""

    def __init__(self) -> None:
        self._queues: list[Queue] = []
        self._listeners: list[Callable[[list[Recorded]], None]] = []
        self._ready = Event()
        super().__init__()

    def listen(self, queue: Queue, listener: Callable[[list[Recorded]], None]) -> None:
        """Before the container starts."""
        self._queues.append(queue)
        self._listeners.append(listener)

    def start(self) -> None:
        self.should_stop = False
        self._greenlet = self.container.spawn_managed_thread(self.run, identifier="bell")
        self._ready.wait()

    def stop(self) -> None:
        self.should_stop = True
        self._greenlet.wait()

    kill = stop

    @property
    def connection(self) -> Connection:
        return Connection(self.container.config[AMQP_URI_CONFIG_KEY], heartbeat=HEARTBEAT_SECONDS, connect_timeout=5)

    def get_consumers(self, consumer_cls: Any, channel: Any) -> list[Any]:
        return [consumer_cls(queues=self._queues, on_message=self._on_message, accept=None, prefetch_count=1000)]

    def on_consume_ready(self, connection: Any, channel: Any, consumers: Any, **kwargs: Any) -> None:
        if not self._ready.ready():
            self._ready.send()

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        log.warning("broker does not answer; trying again", error=repr(exc), seconds=interval)

    def _on_message(self, message: Any) -> None:
        try:
            body = message.body
            events = cloudevents.unpack(body.encode() if isinstance(body, str) else bytes(body))
            for listener in self._listeners:
                listener(events)
        except cloudevents.Undecodable as error:
            log.warning("message is not ours; dropped, the log has what matters", error=str(error))
        message.ack()


class RuntimeProvider(DependencyProvider):  # type: ignore[misc]
    """Gives a service its runtime, and runs the runtime's loops."""

    bell = Bell()
    rpc_client = RpcClient()

    def setup(self) -> None:
        config, service = self.container.config, self.container.service_cls
        makeup = Makeup(service.name, service.lifecycles, service.copies, service.reactions)
        self._news = KeptChannel(config[AMQP_URI_CONFIG_KEY], confirmed=True)
        self.runtime = Runtime(makeup, config[SITE], self, self._publish)
        others = [producer for producer in makeup.producers if producer != service.name]
        self.bell.listen(news_queue(f"{service.name}.news", others, durable=True), self.runtime.heard)

    def start(self) -> None:
        for loop in self.runtime.loops(BROKER_FAILURES):
            self.container.spawn_managed_thread(loop, identifier="runtime")

    def stop(self) -> None:
        self.runtime.stop()
        self._news.close()

    def get_dependency(self, worker_ctx: Any) -> Runtime:
        return self.runtime

    def read_log(self, service: str, start: int, limit: int) -> list[Recorded]:
        rows = self.rpc_client.call(service, "read_log", {"start": start, "limit": limit})
        return [msgspec.convert(row, Recorded) for row in rows]

    def head(self, service: str) -> int:
        return int(self.rpc_client.call(service, "head", None, timeout=2.0))

    def _publish(self, events: list[Recorded]) -> None:
        self._news.publish(
            cloudevents.pack(events),
            exchange=news_exchange(self.container.service_name),
            declare=[news_exchange(self.container.service_name)],
            routing_key=events[0].type,
            content_type=cloudevents.CONTENT_TYPE,
            content_encoding="utf-8",
            delivery_mode=PERSISTENT,
            message_id=events[0].event_id,
            app_id="shangliang",
        )


class WebServer(SharedExtension):  # type: ignore[misc]
    """Serves a WSGI application beside a container's other extensions."""

    def serve(self, application: Callable[..., Any], address: tuple[str, int], most: int = 1000) -> int:
        """Starts serving; answers the port. Raises OSError when the address is taken."""
        self._socket = eventlet.listen(address, reuse_port=False)
        silent = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 lives as long as the server
        self._greenlet = self.container.spawn_managed_thread(
            lambda: wsgi.server(
                self._socket, application, log=silent, log_output=False, max_size=most, socket_timeout=60, debug=False
            ),
            identifier="web",
        )
        return int(self._socket.getsockname()[1])

    def stop(self) -> None:
        if hasattr(self, "_greenlet"):
            self._greenlet.kill()
            self._socket.close()

    kill = stop


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
        self.bell.listen(news_queue(name, follows, durable=False, exclusive=True, auto_delete=True), self._heard)

    def start(self) -> None:
        config = self.container.config
        application = self.container.service_cls.web(self.rpc_client.call, self._listeners.append, config[SITE])
        self.port = self.web.serve(application, config["HTTP_ADDRESS"])
        config["SERVING"](self.port)

    def _heard(self, events: list[Recorded]) -> None:
        for listener in self._listeners:
            self.container.spawn_managed_thread(lambda tell=listener: tell(events), identifier="live")

    def get_dependency(self, worker_ctx: Any) -> None:
        return None
