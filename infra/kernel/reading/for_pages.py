"""What a page needs of a service in one call: a record with its history, a list, what waits for somebody; each with its words.

Its words are `names`, by id, and `own_words`, by division: what that calls its bodies and the states of its records.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from infra.kernel.access.capacities import capacities
from infra.kernel.access.places import Actor, Directory
from infra.kernel.base.calls import Caller, Choices, Gathering, ListCall, MatterCall, ReadCall
from infra.kernel.base.clock import day_in_china, stamp
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.contract.lifecycle import Lifecycle, Lookups
from infra.kernel.lookups.conditions import AUDIENCE, RECORD_ID, every, neither
from infra.kernel.lookups.labels import own_words
from infra.kernel.lookups.own_work import states_that_wait
from infra.kernel.lookups.reading_rights import may_be_read_by, of_his_own
from infra.kernel.lookups.successions import with_predecessors
from infra.kernel.reading.read_log import KEPT_INSIDE
from infra.kernel.reading.records import RecordReader
from infra.kernel.reading.showing import KEPT, Kept, Showing
from infra.kernel.storage.database import Database
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.tables import RECORDS

MOST_WAITING = 40
MOST_NAMED = 200
MOST_OF_A_KIND = 50
TOPICS, MEETINGS = "topics", "meetings"
MOST_CHOICES = 200
CALLED_BY = ("title", "name", "text", "place")
BY_PERSON, PEOPLE, HELD = "person", "people", ("offices", "members")
OVER = ("ended", "forgotten", "withdrawn", "cancelled")
BY_HISTORY = "actor"
"""Who acted is named by the history itself, in office alone (`reading/names.py`)."""
NESTED = ("participants", "items", "pre-work")
_ID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")


class ForPages:
    """Reads with the caller's own rights, as every other reading does."""

    def __init__(
        self,
        reader: RecordReader,
        database: Database,
        lifecycles: Lifecycles,
        personal: PersonalKeys,
        directory: Directory,
        lookups_at: Callable[[datetime], Lookups],
        now: Callable[[], datetime],
    ) -> None:
        self._lookups_at, self._now = lookups_at, now
        self._reader, self._database, self._lifecycles = reader, database, lifecycles
        self._directory, self._personal, self._showing = directory, personal, Showing(personal)

    def whole(self, call: ReadCall, actor: Actor) -> dict[str, Any]:
        """`record`, `history`, and its words: of the ids in the record, as far as this service knows and the caller may read.

        Raises NotFound, as reading the record does.
        """
        record = self._reader.one(call, actor)
        lifecycle = self._lifecycles.by_collection[call.collection]
        history = [] if lifecycle.bulk_rows else self._reader.history(call, actor)["items"]
        return {"record": record, "history": history, "now": stamp(self._now()), **self._words([record], record, actor)}

    def listed(self, call: ListCall, actor: Actor) -> dict[str, Any]:
        """A page of a list, and who those are that have no other name than the person's. Raises Invalid as the list does."""
        page = self._reader.listing(call, actor)
        unnamed = [one[BY_PERSON] for one in page["items"] if one.get(BY_PERSON) and not _called(one)]
        return {**page, **self._words(page["items"], unnamed, actor)}

    def queued(self, call: ListCall, actor: Actor) -> dict[str, Any]:
        """A page of a list with all that its records name, and what time it is. Raises Invalid as the list does."""
        page = self._reader.listing(call, actor)
        return {**page, "now": stamp(self._now()), **self._words(page["items"], page["items"], actor)}

    def matter(self, asked: MatterCall, actor: Actor) -> dict[str, Any]:
        """`belonging` by collection, of each kind the newest, as the caller may read them; `more` names those with others.

        Where the topic itself is of this service it comes `whole`, with the records that it names. Raises NotFound as `whole` does.
        """
        whole = self.whole(ReadCall(TOPICS, asked.caller, asked.topic), actor) if self._has(TOPICS) else {}
        pages = {
            collection: self._reader.listing(
                ListCall(collection, asked.caller, topic=asked.topic, limit=MOST_OF_A_KIND), actor
            )
            for collection in asked.collections
            if self._has(collection)
        }
        belonging = {collection: page["items"] for collection, page in pages.items()}
        shown = [one for items in belonging.values() for one in items]
        told = self._words_of(shown, [], whole, actor)
        more = [collection for collection, page in pages.items() if page["next"]]
        named = self._named(whole["record"], actor) if whole else []
        return {**whole, **told, "belonging": belonging, "more": more, "named": named, "now": stamp(self._now())}

    def gathered(self, asked: Gathering, actor: Actor) -> dict[str, Any]:
        """`lists` by what they are called, and of the record, where one is asked for, what `whole` tells and what it names.

        Raises NotFound as `whole` does.
        """
        whole = self.whole(asked.record, actor) if asked.record else {}
        whom = str(whole["record"][asked.named_by]) if whole and asked.named_by else None
        lists = {
            name: self._reader.listing(replace(call, names=whom) if whom else call, actor)
            for name, call in asked.lists.items()
            if self._has(call.collection)
        }
        shown = [one for page in lists.values() for one in page["items"]]
        told = self._words_of(shown, asked.also, whole, actor)
        named = self._named(whole["record"], actor) if whole else []
        return {**whole, **told, "lists": lists, "named": named, "now": stamp(self._now())}

    def waiting(self, caller: Caller, actor: Actor) -> dict[str, Any]:
        """Of every kind of record the ones that the caller can take a step further, most urgent first."""
        pages = [
            (lifecycle.collection, self._waiting(lifecycle, caller, actor))
            for lifecycle in self._lifecycles.by_collection.values()
            if any(states_that_wait(lifecycle, role) for role in _held(actor))
        ]
        items = [{"collection": collection, **record} for collection, found in pages for record in found["items"]]
        more = any(found["next"] for _collection, found in pages)
        return {"items": items, "more": more, "now": stamp(self._now()), **self._words(items, items, actor)}

    def choices(self, asked: Choices, actor: Actor) -> dict[str, Any]:
        """By collection the records that a field of a form may name, as (id, name): the newest of those in a division."""
        known = [one for one in asked.collections if self._has(one)]
        return {
            collection: self._people(asked, actor) if collection == PEOPLE else self._offered(collection, asked, actor)
            for collection in known
        }

    def _offered(self, collection: str, asked: Choices, actor: Actor) -> list[tuple[str, str]]:
        """What has no name of its own is called by its person's; meetings of one topic differ by their round."""
        records = self._in_force(collection, asked, actor)
        names = self.names([one[BY_PERSON] for one in records if one.get(BY_PERSON) and not _called(one)], actor)
        found = ((one["id"], _called(one) or names.get(str(one.get(BY_PERSON)), "")) for one in records)
        rounds = {one["id"]: f" · {one['round']}" for one in records if collection == MEETINGS}
        return [(record_id, f"{called}{rounds.get(record_id, '')}") for record_id, called in found if called]

    def _people(self, asked: Choices, actor: Actor) -> list[tuple[str, str]]:
        """Whose record he may read, and whoever holds an office or a membership there that he may read."""
        holding = [one for collection in HELD for one in self._in_force(collection, asked, actor)]
        return list(
            (dict(self._offered(PEOPLE, asked, actor)) | self.names([one[BY_PERSON] for one in holding], actor)).items()
        )

    def _in_force(self, collection: str, asked: Choices, actor: Actor) -> list[dict[str, Any]]:
        return [one for one in self._reader.listing(_of(collection, asked), actor)["items"] if one["state"] not in OVER]

    def _words(self, records: list[dict[str, Any]], named: Any, actor: Actor) -> dict[str, Any]:
        divisions = sorted({str(one["division"]) for one in records if one.get("division")})
        return {"names": self.names(named, actor), "own_words": own_words(self._lookups_at(self._now()), divisions)}

    def _words_of(
        self, shown: list[dict[str, Any]], also: list[str], whole: dict[str, Any], actor: Actor
    ) -> dict[str, Any]:
        """Of records beside one that is told whole: its own words hold first."""
        told = self._words(shown, [shown, also], actor)
        return {name: words | whole.get(name, {}) for name, words in told.items()}

    def names(self, value: Any, caller: Actor) -> dict[str, str]:
        """By id; what cannot be named for this reader is left out."""
        wanted = list(dict.fromkeys(ids_in(value)))[:MOST_NAMED]
        actor = with_predecessors(caller, self._directory.divisions, day_in_china(self._now()))
        own = self._own(wanted, actor)
        return {
            **{one: name for one, name in own.items() if name},
            **self._of_directory((one for one in wanted if one not in own), actor),
        }

    def _waiting(self, lifecycle: Lifecycle, caller: Caller, actor: Actor) -> dict[str, Any]:
        """By its date, and what has none at the end: of so many the late ones are there."""
        call = ListCall(collection=lifecycle.collection, caller=caller, awaited=True, sort="due", limit=MOST_WAITING)
        return self._reader.listing(call, actor)

    def _named(self, record: dict[str, Any], caller: Actor) -> list[dict[str, Any]]:
        """The records of this service that this one names, each with its collection."""
        wanted = [one for one in dict.fromkeys(ids_in(record)) if one != record["id"]][:MOST_NAMED]
        actor = with_predecessors(caller, self._directory.divisions, day_in_china(self._now()))
        found = self._shown(wanted, actor)
        return [{"collection": collection, **record} for collection, record in found.values()]

    def _has(self, collection: str) -> bool:
        return collection in self._lifecycles.by_collection

    def _own(self, ids: list[str], actor: Actor) -> dict[str, str]:
        return {
            record_id: str(record.get("title") or record.get("name") or "")
            for record_id, (_collection, record) in self._shown(ids, actor).items()
        }

    def _shown(self, ids: list[str], actor: Actor) -> dict[str, tuple[str, dict[str, Any]]]:
        """Records with their collections, by id."""
        if not ids:
            return {}
        # Who reads what is kept inside leaves a line (ADR 33): a name beside another record is not worth one.
        readable = every(RECORD_ID.is_among(ids), may_be_read_by(actor), neither(AUDIENCE.is_among(KEPT_INSIDE)))
        columns = (*KEPT, of_his_own(actor).clause(), RECORDS.c.collection)
        found = [_of_row(row) for row in self._database.query(select(*columns).where(readable.clause()))]
        showing = self._showing.of_many([kept for kept, _collection in found], actor)
        return {
            kept.record_id: (collection, showing.record(kept, actor, self._lifecycles.by_collection[collection]))
            for kept, collection in found
        }

    def _of_directory(self, ids: Iterable[str], actor: Actor) -> dict[str, str]:
        """Organisations; and, for who has a token, those who hold an office."""
        called = self._directory.called(list(ids))
        if not actor.has_token:
            return dict(called.organisations)
        keys = self._personal.at_hand(called.holders.values())
        holders = {one: str(keys.decrypted(name, f"person-{one}")) for one, name in called.holders.items()}
        return {**holders, **called.organisations}


def _called(record: dict[str, Any]) -> str:
    """What people call it by; "" for what has no name, which is not offered then."""
    return str(next((record[name] for name in CALLED_BY if record.get(name)), ""))


def _of_row(row: Any) -> tuple[Kept, str]:
    *kept, collection = row
    return Kept._make(kept), collection


def _of(collection: str, asked: Choices) -> ListCall:
    nested = collection in NESTED
    return ListCall(
        collection=collection,
        caller=asked.caller,
        division=None if nested else asked.division,
        parent_id=asked.parent_id if nested else None,
        limit=MOST_CHOICES,
    )


def _held(actor: Actor) -> Iterable[str]:
    return (actor.capacity,) if actor.capacity else capacities(actor)


def ids_in(value: Any) -> Iterator[str]:
    """All that look like ids, but of who acted."""
    if isinstance(value, str):
        if _ID.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != BY_HISTORY:
                yield from ids_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from ids_in(one)
