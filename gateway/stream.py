"""What is happening right now, for whoever may see it: `GET /v1/stream`, server-sent events.

A message says that something happened to a record, not what: whoever wants to know reads the record, with the rights
that hold then. Nothing is replayed: `Last-Event-ID` is ignored, a client that reconnects reads what it shows again.
"""

import contextlib
import json
import queue
import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypedDict

from infra.kernel.lifecycle import Audience, ReadRow
from infra.kernel.places import Actor
from infra.kernel.problems import Unavailable
from infra.kernel.reading_rights import may_read

HEARTBEAT_SECONDS = 15.0
LIFETIME_SECONDS = 600.0
WAITING_NEWS = 1000
MOST_LISTENERS = 500


class News(TypedDict):
    """One event without its payload, and who may read its record: everybody, every token, or its place and whom it names."""

    service: str
    collection: str
    record_id: str
    type: str
    division: str
    audience: Audience
    named: tuple[str, ...]
    position: int
    recorded_at: str


class Subscription(Protocol):
    """One listener's place in the stream of news."""

    def get(self, timeout: float) -> News | None:
        """The next news, or None when there was none in that time."""

    def closed(self) -> bool:
        """True when this listener was dropped because it did not keep up."""

    def close(self) -> None: ...


class NewsBoard:
    """Hands every news on to every listener of this process. Who falls behind is dropped, not waited for.

    One caller has at most `most_of_one` of the places, so that nobody can take them all.
    """

    def __init__(self, most_listeners: int = MOST_LISTENERS, most_of_one: int = MOST_LISTENERS) -> None:
        self._most, self._most_of_one = most_listeners, most_of_one
        self._listeners: set[Listener] = set()

    @property
    def has_listeners(self) -> bool:
        return bool(self._listeners)

    def publish(self, news: News) -> None:
        for listener in tuple(self._listeners):
            listener.put(news)

    def subscribe(self, caller: str) -> "Listener":
        """`caller` is whoever is counted as one: a token or an address. Raises Unavailable."""
        of_one = sum(listener.caller == caller for listener in self._listeners)
        if len(self._listeners) >= self._most or of_one >= self._most_of_one:
            raise Unavailable("实时连接已满，请稍后再试 too many live connections, try again later", retry_after=30)
        listener = Listener(self, caller)
        self._listeners.add(listener)
        return listener

    def drop(self, listener: "Listener") -> None:
        self._listeners.discard(listener)


class Listener:
    """A bounded queue of news. Under eventlet the standard queue is a green one."""

    def __init__(self, board: NewsBoard, caller: str) -> None:
        self._board, self.caller = board, caller
        self._queue: queue.Queue[News | None] = queue.Queue(WAITING_NEWS)
        self._closed = False

    def put(self, news: News) -> None:
        try:
            self._queue.put_nowait(news)
        except queue.Full:
            self.close()

    def get(self, timeout: float) -> News | None:
        try:
            return self._queue.get(timeout=timeout)
        except queue.Empty:
            return None

    def closed(self) -> bool:
        return self._closed

    def close(self) -> None:
        self._closed = True
        self._board.drop(self)
        # Whoever waits in `get` waits no longer; with a full queue nobody does.
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)


def may_see(actor: Actor | None, news: News) -> bool:
    """The rule of reading: who may read the record."""
    return may_read(actor or Actor(), ReadRow(news["division"], None, named=news["named"], audience=news["audience"]))


def messages(
    subscription: Subscription, actor: Actor | None, now: Callable[[], float] = time.monotonic
) -> Iterator[str]:
    """The body of the answer. It ends after ten minutes, so that a token is looked at again when the client returns."""
    ends_at = now() + LIFETIME_SECONDS
    try:
        yield "retry: 3000\n: 上下商量\n\n"
        while now() < ends_at and not subscription.closed():
            news = subscription.get(timeout=HEARTBEAT_SECONDS)
            if news is None:
                yield ": still here\n\n"
            elif may_see(actor, news):
                yield _message(news)
    finally:
        subscription.close()


def _message(news: News) -> str:
    shown: dict[str, Any] = {
        "service": news["service"],
        "collection": news["collection"],
        "id": news["record_id"],
        "type": news["type"],
        "recorded_at": news["recorded_at"],
    }
    return f"id: {news['service']}-{news['position']}\ndata: {json.dumps(shown, ensure_ascii=False)}\n\n"
