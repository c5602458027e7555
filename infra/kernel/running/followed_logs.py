"""The logs that one service follows: a subscription for each line of them, how far each has read, and waiting for what they tell."""

import time
from collections.abc import Callable
from typing import Protocol

import eventlet
import structlog

from infra.kernel.base.problems import Unavailable
from infra.kernel.contract.envelope import Recorded
from infra.kernel.news.subscription import Subscription
from infra.kernel.storage.news_store import NewsStore

LOOK_SECONDS = 2.0
# So long after news that concerned nobody it is kept how far was read.
QUIET_SECONDS = 0.2
NEWS_SECONDS = 3.0

log = structlog.get_logger("shangliang.runtime")


class Peers(Protocol):
    """The other services' logs."""

    def read_log(self, service: str, start: int, limit: int) -> list[Recorded]:
        """Raises Unavailable."""

    def head(self, service: str) -> int:
        """How many events the service has committed, numbered or not. Raises Unavailable."""


class FollowedLogs:
    """`lines` has whose log each line is in; `subscription` makes one of it; `head` answers for a service's log."""

    def __init__(
        self,
        service: str,
        lines: dict[str, str],
        news: NewsStore,
        subscription: Callable[[str, str], Subscription],
        head: Callable[[str], int],
    ) -> None:
        self._service, self._lines, self._news, self._head = service, lines, news, head
        self.subscriptions = {line: subscription(line, producer) for line, producer in lines.items()}
        self._of = {
            producer: [self.subscriptions[line] for line, of in lines.items() if of == producer]
            for producer in dict.fromkeys(lines.values())
        }
        self._stopping = False

    def stop(self) -> None:
        self._stopping = True
        for subscription in self.subscriptions.values():
            subscription.bell.ring()

    def news_arrived(self, events: list[Recorded]) -> None:
        """News from the broker or of the service's own, for whichever subscriptions follow its producer."""
        for subscription in self._of.get(events[0].service, ()):
            subscription.news_arrived(events)

    def positions(self) -> dict[str, int]:
        """By producer: before this all is applied here, or concerned nobody."""
        return {producer: min(one.position for one in several) for producer, several in self._of.items()}

    def lag(self) -> dict[str, int]:
        """By producer: how many events that are known of are still to be read."""
        behind = {line: one.known_head - one.position for line, one in self.subscriptions.items()}
        return {producer: max(0, *(behind[one.producer] for one in several)) for producer, several in self._of.items()}

    def follow(self, subscription: Subscription) -> None:
        """Until `stop`."""
        look = True
        while not self._stopping:
            try:
                subscription.catch_up(look)
                subscription.bell.wait(QUIET_SECONDS if subscription.place_to_keep else LOOK_SECONDS)
                look = not subscription.has_unread and not self._keep_places()
            except Unavailable as silent:
                log.info(
                    "producer does not answer", service=self._service, producer=subscription.producer, why=silent.detail
                )
                eventlet.sleep(1.0)
                look = True
        subscription.keep_place()

    def _keep_places(self) -> bool:
        """How far each line has read, in one transaction. False when all that is kept."""
        places = {one: place for one in self.subscriptions.values() if (place := one.place_to_keep)}
        passed = self._news.keep(places.values()) if places else []
        for subscription, place in places.items():
            subscription.kept(place, place not in passed)
        return bool(places)

    def wait_for_news(self) -> bool:
        """True when every producer's log as it was when asked has been applied here; False after three seconds."""
        deadline = time.monotonic() + NEWS_SECONDS
        try:
            of = {producer: self._head(producer) for producer in self._of}
        except Unavailable:
            return False
        heads = {line: of[producer] for line, producer in self._lines.items()}
        lines = self.subscriptions
        while any(lines[name].position < head for name, head in heads.items()) or self._news.ready():
            if time.monotonic() > deadline:
                return False
            for name, subscription in lines.items():
                if subscription.position < heads[name]:
                    subscription.known_head = max(subscription.known_head, heads[name])
                    subscription.bell.ring()
            eventlet.sleep(0.01)
        return True
