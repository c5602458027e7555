"""What is happening right now, for whoever may see it: `GET /v1/stream`, server-sent events.

A message says that something happened to a record, not what: whoever wants to know reads the record, with the rights
that hold then. The id of a message says where in all logs the listener is; one who comes back with it is told what
it missed, or `reset` where that cannot be told: then it reads what it shows again.
"""

import contextlib
import json
import queue
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypedDict

from gateway.live.bookmark import Positions, later_of, written
from infra.kernel.access.places import Actor
from infra.kernel.base.problems import Unavailable
from infra.kernel.contract.lifecycle import Audience, ReadRow
from infra.kernel.lookups.reading_rights import may_read

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


@dataclass(frozen=True, slots=True)
class Reset:
    """News is missing and cannot be told; it goes on from these positions, of the services named."""

    positions: Positions


class NewsFeed(Protocol):
    """What one listener has of the stream of news."""

    @property
    def positions(self) -> Positions:
        """Where in the logs the listener is now."""

    def get(self, timeout: float) -> News | Reset | None:
        """What comes next, or None when there was nothing in that time."""

    def closed(self) -> bool:
        """True when this listener was dropped because it did not keep up."""

    def close(self) -> None: ...


Join: TypeAlias = Callable[[str, str | None], NewsFeed]
"""(caller, the `Last-Event-ID` at which it left, if it says so) -> what is told from there on, of all services."""


class NewsBoard:
    """Hands every news on to every listener of this process. Who falls behind is dropped, not waited for.

    One caller is at most `most_of_one` of the listeners, so that nobody can take all the room.
    """

    def __init__(self, most_listeners: int = MOST_LISTENERS, most_of_one: int = MOST_LISTENERS) -> None:
        self._most, self._most_of_one = most_listeners, most_of_one
        self._listeners: set[Listener] = set()

    @property
    def has_listeners(self) -> bool:
        return bool(self._listeners)

    def publish(self, news: News | Reset) -> None:
        for listener in tuple(self._listeners):
            listener.put(news)

    def let_in(
        self,
        caller: str,
        joined: Positions | None = None,
        left: Positions | None = None,
        missed: Iterable[News | Reset] = (),
    ) -> "Listener":
        """`caller` is whoever is counted as one: a token or an address. Raises Unavailable.

        The board goes on from `joined`; who had `left` earlier is told what was `missed` before.
        """
        of_one = sum(listener.caller == caller for listener in self._listeners)
        if len(self._listeners) >= self._most or of_one >= self._most_of_one:
            raise Unavailable("实时连接已满，请稍后再试 too many live connections, try again later", retry_after=30)
        listener = Listener(self, caller, joined or {}, left, iter(missed))
        self._listeners.add(listener)
        return listener

    def drop(self, listener: "Listener") -> None:
        self._listeners.discard(listener)


class Listener:
    """What it missed, read as it goes, then a bounded queue of news. Under eventlet the standard queue is a green one."""

    def __init__(
        self, board: NewsBoard, caller: str, joined: Positions, left: Positions | None, missed: Iterator[News | Reset]
    ) -> None:
        self._board, self.caller = board, caller
        self._joined, self._missed = joined, missed
        self.positions = dict(joined if left is None else left)
        self._queue: queue.Queue[News | Reset | None] = queue.Queue(WAITING_NEWS)
        self._closed = False

    def put(self, news: News | Reset) -> None:
        try:
            self._queue.put_nowait(news)
        except queue.Full:
            self.close()

    def get(self, timeout: float) -> News | Reset | None:
        if (missed := next(self._missed, None)) is not None:
            return self._passed(missed)
        self.positions = later_of(self.positions, self._joined)
        while (news := self._waited_for(timeout)) is not None:
            # Another gateway may have told this listener more than this one had heard when it joined.
            if isinstance(news, Reset) or news["position"] >= self.positions.get(news["service"], 0):
                return self._passed(news)
        return None

    def _waited_for(self, timeout: float) -> News | Reset | None:
        try:
            return self._queue.get(timeout=timeout)
        except queue.Empty:
            return None

    def _passed(self, news: News | Reset) -> News | Reset:
        passed = news.positions if isinstance(news, Reset) else {news["service"]: news["position"] + 1}
        self.positions = {**self.positions, **passed}
        return news

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


def messages(feed: NewsFeed, actor: Actor | None, now: Callable[[], float] = time.monotonic) -> Iterator[str]:
    """The body of the answer. It ends after ten minutes, so that a token is looked at again when the client returns."""
    began = said = now()
    try:
        yield f"retry: 3000\n{_where(feed)}: 上下商量\n\n"
        while now() - began < LIFETIME_SECONDS and not feed.closed():
            told = feed.get(timeout=HEARTBEAT_SECONDS)
            if feed.closed():
                return
            if isinstance(told, Reset):
                text = f"event: reset\n{_where(feed)}data: {{}}\n\n"
            elif told is not None and may_see(actor, told):
                text = f"{_where(feed)}data: {_shown(told)}\n\n"
            elif told is None or now() - said >= HEARTBEAT_SECONDS:
                text = f"{_where(feed)}: still here\n\n"
            else:
                continue
            yield text
            said = now()
    finally:
        feed.close()


def _where(feed: NewsFeed) -> str:
    return f"id: {written(feed.positions)}\n"


def _shown(news: News) -> str:
    shown = {
        "service": news["service"],
        "collection": news["collection"],
        "id": news["record_id"],
        "type": news["type"],
        "recorded_at": news["recorded_at"],
    }
    return json.dumps(shown, ensure_ascii=False)
