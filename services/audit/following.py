"""What the services have recorded that is not yet in the ledger: read from their logs, in order, whatever the broker says.

The bell only says that there is something. Each reading begins at the last event that is in the ledger already: when the
log no longer has it there, it is older than the ledger (a backup was restored) or was altered, and its service's
events are not sealed until somebody has looked.
"""

from collections import defaultdict
from collections.abc import Callable

from infra.kernel.contract.envelope import Recorded
from infra.kernel.news.sequencer import Signal
from infra.kernel.running.followed_logs import Peers
from services.audit.batches import Head, Heads, Span

PAGE = 500
MOST_IN_HAND = 8_192
NOTHING = Head(0, "")


class OlderThanTheLedger(Exception):
    """The service's log does not have, or has otherwise, what the ledger has of it."""


class Following:
    """The events in hand of each service. One greenlet for each calls `look`; the sealer's calls the rest."""

    def __init__(self, producers: tuple[str, ...], peers: Peers, heads: Callable[[], Heads]) -> None:
        self.producers, self._peers, self._heads = producers, peers, heads
        self._in_hand: dict[str, list[Recorded]] = {name: [] for name in producers}
        self.bells = {name: Signal() for name in producers}
        self.known_heads: defaultdict[str, int] = defaultdict(int)
        self.alarms: dict[str, str] = {}
        self._full: set[str] = set()

    def news_arrived(self, events: list[Recorded]) -> None:
        """News from the broker: a reason to look."""
        for name in {event.service for event in events} & self.bells.keys():
            newest = max(event.position for event in events if event.service == name)
            self.known_heads[name] = max(self.known_heads[name], newest + 1)
            self.bells[name].ring()

    def look(self, name: str) -> bool:
        """Takes what is new, up to a page; True when there was something. Raises Unavailable."""
        head = self._heads().get(name, NOTHING)
        held = self._not_before(name, head.next_position)
        if len(held) >= MOST_IN_HAND:
            self._full.add(name)
            return False
        if held and held[0].position == head.next_position:
            start = held[-1].position + 1
            found = self._peers.read_log(name, start, PAGE)
        else:
            held.clear()
            start = head.next_position
            found = self._from_the_last_sealed(name, head)
        fresh = [event for at, event in enumerate(found, start) if event.position == at and event.service == name]
        if held and held[-1].position + 1 != start:
            return True  # another sealer went on meanwhile
        held.extend(fresh)
        self.known_heads[name] = max(self.known_heads[name], start + len(fresh))
        return bool(fresh)

    def _from_the_last_sealed(self, name: str, head: Head) -> list[Recorded]:
        """What comes after it; nothing, and an alarm, when the log does not go on from there."""
        if not head.next_position:
            return self._peers.read_log(name, 0, PAGE)
        found = self._peers.read_log(name, head.next_position - 1, PAGE)
        if found and (found[0].position, found[0].event_id) == (head.next_position - 1, head.last_event):
            self.alarms.pop(name, None)
            return found[1:]
        self.alarms[name] = _older(name, head)
        return []

    def offered(self, heads: Heads, most: int) -> list[list[Recorded]]:
        """What can be sealed next, a list for each service that has something, no more than `most` together."""
        offered: list[list[Recorded]] = []
        for name in self.producers:
            start = heads.get(name, NOTHING).next_position
            held = self._not_before(name, start)
            if held and held[0].position == start and name not in self.alarms and most:
                offered.append(held[:most])
                most -= len(offered[-1])
        return offered

    def _not_before(self, name: str, start: int) -> list[Recorded]:
        """What is in hand, without what is sealed by now; the same list, since a look may be adding to it."""
        held = self._in_hand[name]
        sealed = sum(event.position < start for event in held)
        del held[:sealed]
        return held

    def events_of(self, span: Span, head: Head) -> list[Recorded]:
        """A decided span's events, from the hand or else the log. Raises Unavailable, OlderThanTheLedger.

        `head` is its service's after the batch; the service may have further spans in it.
        """
        last = span.first + span.count - 1
        held = [event for event in self._in_hand[span.service] if span.first <= event.position <= last]
        if len(held) < span.count:
            held = self._read(span)
        whole = [event.position for event in held] == list(range(span.first, last + 1))
        ends_batch = last + 1 == head.next_position
        if not whole or (ends_batch and held[-1].event_id != head.last_event):
            self.alarms[span.service] = _older(span.service, head)
            raise OlderThanTheLedger(self.alarms[span.service])
        return held

    def _read(self, span: Span) -> list[Recorded]:
        events: list[Recorded] = []
        while len(events) < span.count:
            page = self._peers.read_log(span.service, span.first + len(events), min(PAGE, span.count - len(events)))
            if not page:
                break
            events += page
        return events

    def wake(self) -> None:
        """Those whose hands were full go on reading."""
        while self._full:
            self.bells[self._full.pop()].ring()

    def forget(self) -> None:
        """What is in hand, when another sealer went on meanwhile."""
        for held in self._in_hand.values():
            held.clear()


def _older(name: str, head: Head) -> str:
    return (
        f"{name} 的日志比账本旧 the log of {name} is older than the ledger, or was altered: event {head.last_event} at "
        f"position {head.next_position - 1} is in the ledger but not there; bring back a newer backup of {name}, and run "
        "`shangliang verify`"
    )
