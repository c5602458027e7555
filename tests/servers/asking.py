"""Speaks to services over the broker as the gateway does, also wrongly."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kombu import Connection, Exchange, Queue
from kombu.messaging import Consumer

from operations.demo.cast import TOWN

REQUESTS = Exchange("nameko-rpc", type="topic", durable=True, no_declare=True)
ANSWER_SECONDS = 90.0


class Asking:
    """A client of the services on the broker, with a queue of its own for answers."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self.reply_to = connection, str(uuid.uuid4())
        # Named as the gateway's own queues of replies are: its user may have no other.
        name = f"rpc.reply-gateway-{self.reply_to}"
        self._replies = Queue(name, REQUESTS, self.reply_to, exclusive=True, durable=False, auto_delete=True)
        self._answers: dict[str, Any] = {}
        self._consumer = Consumer(connection, [self._replies], on_message=self._heard, no_ack=True)
        self._consumer.consume()

    def publish(self, body: Any, exchange: str, routing_key: str, **properties: Any) -> None:
        """Whatever it is, to wherever it is."""
        self._connection.Producer().publish(body, exchange=exchange, routing_key=routing_key, **properties)

    def request(self, service: str, body: Any, method: str = "now", **properties: Any) -> str:
        """A request that wants an answer, unless `properties` say otherwise; answers its correlation id."""
        correlation_id = str(uuid.uuid4())
        wanted = {"reply_to": self.reply_to, "correlation_id": correlation_id, "content_type": "application/json"}
        self.publish(body, "nameko-rpc", f"{service}.{method}", **(wanted | properties))
        return correlation_id

    def call(self, service: str, method: str, payload: Any, **properties: Any) -> dict[str, Any]:
        """The whole answer to a request as it should be."""
        body = json.dumps({"args": [payload], "kwargs": {}})
        return self.answer(self.request(service, body, method, content_encoding="utf-8", **properties))

    def answer(self, correlation_id: str) -> dict[str, Any]:
        """Waits for it; raises TimeoutError."""
        while correlation_id not in self._answers:
            self._connection.drain_events(timeout=ANSWER_SECONDS)
        answer: dict[str, Any] = self._answers.pop(correlation_id)
        return answer

    def _heard(self, message: Any) -> None:
        self._answers[message.properties["correlation_id"]] = json.loads(message.body)


def submission(key: str, text: str = "路灯不亮") -> dict[str, Any]:
    """What the gateway asks of `topics` when a resident speaks."""
    body = {"text": text, "division": TOWN, "channel": "qr", "name": "居民"}
    call = {"collection": "submissions", "command": "submit", "body": body, "key": key}
    return {**call, "caller": {}, "correlation_id": key}


@contextmanager
def asking(broker: str) -> Iterator[Asking]:
    with Connection(broker, connect_timeout=10) as connection:
        yield Asking(connection)
