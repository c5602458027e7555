"""A message that cannot be decoded is dropped, and what was in it does not come into the log."""

import logging
from typing import Any

import pytest
from kombu import Connection, Queue
from structlog.testing import capture_logs

from infra.kernel.entrypoints.channel import SteadyConsumer

SECRET = "张三的电话"
BODIES: dict[str, dict[str, Any]] = {
    "no JSON": {"body": SECRET, "content_type": "application/json", "content_encoding": "utf-8"},
    "no UTF-8": {
        "body": b"\xff\xfe" + SECRET.encode(),
        "content_type": "application/json",
        "content_encoding": "utf-8",
    },
    "a pickle": {
        "body": SECRET.encode(),
        "content_type": "application/x-python-serialize",
        "content_encoding": "binary",
    },
}


class Listening(SteadyConsumer):
    """Stops when the good message after the bad one has come."""

    def __init__(self, connection: Connection, queue: Queue) -> None:
        self.connection, self._queue = connection, queue
        self.heard: list[Any] = []

    def get_consumers(self, consumer_cls: Any, channel: Any) -> list[Any]:
        return [consumer_cls(queues=[self._queue], callbacks=[self._hear], accept=["json"])]

    def _hear(self, body: Any, message: Any) -> None:
        self.heard.append(body)
        message.ack()
        self.should_stop = True


@pytest.mark.parametrize("what", BODIES)
def test_the_next_message_is_heard_and_nothing_of_the_bad_one_is_logged(
    what: str, caplog: pytest.LogCaptureFixture
) -> None:
    queue = Queue(f"news of {what}", routing_key=f"news of {what}")
    with Connection("memory://") as connection, capture_logs() as lines, caplog.at_level(logging.DEBUG):
        producer = connection.Producer()
        producer.publish(BODIES[what]["body"], routing_key=queue.name, declare=[queue], serializer=None, **{
            name: value for name, value in BODIES[what].items() if name != "body"
        })  # fmt: skip
        producer.publish({"good": 1}, routing_key=queue.name)
        listening = Listening(connection, queue)
        listening.run()
    assert listening.heard == [{"good": 1}]
    assert [line["event"] for line in lines] == ["message cannot be decoded; dropped"]
    assert SECRET not in str(lines) + caplog.text
