"""A record with those nested in it, each with what the caller may do with it now: what somebody works at, in one call."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from infra.kernel.access.places import Actor, Directory
from infra.kernel.base.calls import ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.commands.folding import FoldedStreams, Lifecycles
from infra.kernel.commands.offering import Offering
from infra.kernel.contract.lifecycle import Lifecycle, Lookups
from infra.kernel.lookups.labels import own_words
from infra.kernel.lookups.reading_rights import OFFICES
from infra.kernel.reading.filters import MOST_ON_A_PAGE
from infra.kernel.reading.for_pages import MOST_NAMED, ForPages, ids_in
from infra.kernel.reading.records import RecordReader

MOST_INSIDE = 1_000
"""Of each kind; of more than that nobody keeps an overview on a page."""


@dataclass(frozen=True)
class Opened:
    """`told` is what a page gets; `state` that of the stream, of which its service may have more to say."""

    told: dict[str, Any]
    state: Any


@dataclass(frozen=True)
class Listed:
    """The records of one kind; `more`: not all of them."""

    items: list[dict[str, Any]]
    more: bool


class WithParts:
    """Reads with the caller's own rights, as every other reading does."""

    def __init__(
        self,
        reader: RecordReader,
        pages: ForPages,
        lifecycles: Lifecycles,
        streams: FoldedStreams,
        directory: Directory,
        lookups_at: Callable[[datetime], Lookups],
        now: Callable[[], datetime],
    ) -> None:
        self._reader, self._pages, self._lifecycles, self._streams = reader, pages, lifecycles, streams
        self._directory, self._lookups_at, self._now = directory, lookups_at, now

    def opened(self, call: ReadCall, collections: Sequence[str], actor: Actor) -> Opened:
        """`works_as`: the offices in which he works at it. Raises NotFound, as reading the record does."""
        record = self._reader.one(call, actor)
        listed = {one: self._listed(one, call, actor) for one in collections}
        offering, state = self._offering(call, actor)
        nested = [self._lifecycles.by_collection[one] for one in collections]
        told = {
            "record": record,
            "parts": {one.collection: _offered(one, listed[one.collection], offering) for one in nested},
            "creating": [one.collection for one in nested if offering.may_make(one)],
            "works_as": offering.held_there(_offices(self._lifecycles.by_collection[call.collection], *nested)),
            "names": self._names([record, *(one for each in listed.values() for one in each.items)], actor),
            "own_words": own_words(self._lookups_at(self._now()), [str(record["division"])]),
            "now": stamp(self._now()),
        }
        return Opened(told, state)

    def _offering(self, call: ReadCall, actor: Actor) -> tuple[Offering, Any]:
        """Of the stream as it is after all was read: whatever a row tells of is in it."""
        owner, record_id = self._lifecycles.by_collection[call.collection], str(call.record_id)
        folded = self._streams.load(owner.stream_of(record_id, None), fresh=True)
        lookups = self._lookups_at(self._now())
        return Offering(folded, owner, record_id, actor, self._directory, lookups), folded.state

    def _listed(self, collection: str, call: ReadCall, actor: Actor) -> Listed:
        """In the order in which they came."""
        pages = list(self._pages_of(collection, call, actor))
        items = [one for page in pages for one in page["items"]]
        return Listed(sorted(items, key=lambda one: str(one["id"])), more=bool(pages[-1]["next"]))

    def _pages_of(self, collection: str, call: ReadCall, actor: Actor) -> Iterator[dict[str, Any]]:
        asked = ListCall(collection, call.caller, call.record_id, limit=MOST_ON_A_PAGE)
        for _ in range(MOST_INSIDE // MOST_ON_A_PAGE):
            page = self._reader.listing(asked, actor)
            yield page
            if not page["next"]:
                return
            asked = replace(asked, cursor=page["next"])

    def _names(self, told: Any, actor: Actor) -> dict[str, str]:
        """However many there are: everybody has a name."""
        wanted, found = list(dict.fromkeys(ids_in(told))), dict[str, str]()
        for start in range(0, len(wanted), MOST_NAMED):
            found |= self._pages.names(wanted[start : start + MOST_NAMED], actor)
        return found


def _offered(lifecycle: Lifecycle, listed: Listed, offering: Offering) -> dict[str, Any]:
    items = [{**one, "allowed_commands": offering.of(lifecycle, str(one["id"]))} for one in listed.items]
    return {"items": items, "more": listed.more}


def _offices(*lifecycles: Lifecycle) -> Iterator[str]:
    """The roles of which their tables speak and which somebody holds in an organisation."""
    named = (role for one in lifecycles for row in one.table for role in row.by)
    return (role for role in dict.fromkeys(named) if role in OFFICES)
