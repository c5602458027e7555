"""What the services record, every event of it, in the order of their logs: as it happens, and what a listener missed who
comes back.

The bell only says that there is something to read. Each service is read by one at a time, so that news comes in order
and a service that is slow to answer holds up nothing but its own news.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from gateway.http.services import SERVICES, Services
from gateway.live.bookmark import Positions, read
from gateway.live.stream import Listener, News, NewsBoard, Reset
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import Refusal
from infra.kernel.contract.envelope import Recorded
from infra.kernel.entrypoints import ServiceFailed

PAGE = 200
READ_SECONDS = 10.0
RESUMED_FOR = timedelta(days=2)


class CannotResume(Exception):
    """Too long ago, or a position in another log than this one."""


_UNREADABLE = (Refusal, ServiceFailed, CannotResume)


class LiveNews:
    """Told of events by the bell, it puts news on the board while anybody listens; lets listeners in."""

    def __init__(self, services: Services, board: NewsBoard) -> None:
        self._services, self._board = services, board
        self._known_heads: Positions = {}
        self._reached: Positions = {}
        self._reading: set[str] = set()

    def __call__(self, events: list[Recorded]) -> None:
        service = events[0].service
        if service not in self._reached and not self._board.has_listeners:
            return  # who comes first asks the log
        self._reached.setdefault(service, events[0].position)
        self._known_heads[service] = max(self._known_heads.get(service, 0), events[-1].position + 1)
        if service in self._reading:
            return
        self._reading.add(service)
        try:
            while self._reached[service] < self._known_heads[service]:
                self._pass_on(service)
        finally:
            self._reading.discard(service)

    def join(self, caller: str, left_at: str | None) -> Listener:
        """A listener from now on; one who says where it left (`Last-Event-ID`) is first told what it missed.

        Raises Unavailable when there are too many.
        """
        for service in SERVICES:
            self._find(service)
        joined = dict(self._reached)
        if left_at is None:
            return self._board.let_in(caller, joined)
        left = read(left_at)
        if left is None or left.keys() != joined.keys():
            return self._board.let_in(caller, joined, missed=(Reset(joined),))
        return self._board.let_in(caller, joined, left, self._missed(left, joined))

    def _pass_on(self, service: str) -> None:
        start = self._reached[service]
        page: list[News] = []
        try:
            self._believe(service)
            end = self._known_heads[service]
            if self._board.has_listeners:
                end = min(end, start + PAGE)
                page = self._page(service, start, end)
        except _UNREADABLE:
            end = self._known_heads[service]
            self._board.publish(Reset({service: end}))
        for news in page:
            self._board.publish(news)
        self._reached[service] = end

    def _believe(self, service: str) -> None:
        """News from far ahead is forged or spoilt unless the log is about as long: nobody could be told the way there."""
        reached = self._reached[service]
        if self._known_heads[service] - reached > PAGE:
            head = self._head(service)
            if self._known_heads[service] - head > PAGE:
                self._known_heads[service] = max(reached, head)

    def _find(self, service: str) -> None:
        """Where a service's log ends of which no news came yet."""
        if service in self._reached:
            return
        try:
            head = self._head(service)
        except _UNREADABLE:
            return
        self._reached.setdefault(service, head)

    def _missed(self, left: Positions, joined: Positions) -> Iterator[News | Reset]:
        try:
            for service, start in sorted(left.items()):
                yield from self._since(service, start, joined[service])
        except _UNREADABLE:
            yield Reset(joined)

    def _since(self, service: str, start: int, end: int) -> Iterator[News]:
        if start > end and start > self._head(service):
            raise CannotResume
        oldest = stamp(datetime.now(UTC) - RESUMED_FOR)
        while start < end:
            found = self._log(service, start, min(end, start + PAGE))
            if found and found[0]["recorded_at"] < oldest:
                raise CannotResume
            yield from _news(service, found)
            start += PAGE

    def _page(self, service: str, start: int, end: int) -> list[News]:
        return list(_news(service, self._log(service, start, end)))

    def _log(self, service: str, start: int, end: int) -> list[dict[str, Any]]:
        found: Any = self._services.call(service, "news", {"start": start, "limit": end - start}, READ_SECONDS)
        events: list[dict[str, Any]] = found
        return events

    def _head(self, service: str) -> int:
        found: Any = self._services.call(service, "head", None, READ_SECONDS)
        return int(found)


def _news(service: str, events: list[dict[str, Any]]) -> Iterator[News]:
    for event in events:
        if event["record"] is not None:
            collection, record_id, audience, named = event["record"]
            yield {
                "service": service,
                "collection": collection,
                "record_id": record_id,
                "type": event["type"],
                "division": event["division"],
                "audience": audience,
                "named": tuple(named),
                "position": event["position"],
                "recorded_at": event["recorded_at"],
            }
