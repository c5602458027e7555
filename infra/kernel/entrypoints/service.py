"""How a service is reached: the RPC methods that every service has, each a line or two over its runtime."""

from collections import Counter
from typing import Any, ClassVar

import msgspec
from sqlalchemy import func, select

from infra.kernel.base.calls import Caller, Choices, CommandCall, Gathering, ListCall, MatterCall, ReadCall, ReadsCall
from infra.kernel.base.clock import stamp
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.reactions import Copying, Forgetting, Reacting
from infra.kernel.entrypoints import RuntimeProvider, answering, rpc
from infra.kernel.running.runtime import Runtime
from infra.kernel.storage.tables import RECORDS


class EventSourcedService:
    """A nameko service over a `Runtime`. A service says only its name, its lifecycles and its tables of news."""

    name: ClassVar[str]
    lifecycles: ClassVar[tuple[Lifecycle, ...]]
    copies: ClassVar[tuple[Copying, ...]] = ()
    reactions: ClassVar[tuple[Reacting, ...]] = ()
    forgettings: ClassVar[tuple[Forgetting, ...]] = ()

    runtime: Runtime = RuntimeProvider()

    @rpc
    @answering
    def command(self, payload: Any) -> dict[str, Any]:
        call = msgspec.convert(payload, CommandCall)
        runtime = self.runtime
        actor = runtime.verifier.actor(call.caller)
        return runtime.measured(
            runtime.lifecycles.named(call.collection, call.command), lambda: runtime.handler.handle(call, actor)
        )

    @rpc
    @answering
    def read(self, payload: Any) -> dict[str, Any]:
        call = msgspec.convert(payload, ReadCall)
        return self.runtime.records.one(call, self.runtime.verifier.actor(call.caller))

    @rpc
    @answering
    def history(self, payload: Any) -> dict[str, Any]:
        call = msgspec.convert(payload, ReadCall)
        return self.runtime.records.history(call, self.runtime.verifier.actor(call.caller))

    @rpc
    @answering
    def concerned(self, payload: Any) -> dict[str, Any]:
        """The record that an event is about, for a caller who may read it. Gateways of the version before call it by this name."""
        caller = msgspec.convert(payload["caller"], Caller)
        return self.runtime.records.record_of(str(payload["event_id"]), self.runtime.verifier.actor(caller))

    @rpc
    @answering
    def listing(self, payload: Any) -> dict[str, Any]:
        call = msgspec.convert(payload, ListCall)
        return self.runtime.records.listing(call, self.runtime.verifier.actor(call.caller))

    @rpc
    @answering
    def whole(self, payload: Any) -> dict[str, Any]:
        """A record as a page shows it: with its history and what is called by the ids in it."""
        call = msgspec.convert(payload, ReadCall)
        return self.runtime.pages.whole(call, self.runtime.verifier.actor(call.caller))

    @rpc
    @answering
    def listed(self, payload: Any) -> dict[str, Any]:
        """A page of a list as a page shows it: with the names of persons and the words of divisions."""
        call = msgspec.convert(payload, ListCall)
        return self.runtime.pages.listed(call, self.runtime.verifier.actor(call.caller))

    @rpc
    @answering
    def queued(self, payload: Any) -> dict[str, Any]:
        """A page of a list as a queue shows it: with all that is named in it, and the time."""
        call = msgspec.convert(payload, ListCall)
        return self.runtime.pages.queued(call, self.runtime.verifier.actor(call.caller))

    @rpc
    @answering
    def waiting(self, payload: Any) -> dict[str, Any]:
        """What waits for the caller, of every kind of record."""
        caller = msgspec.convert(payload["caller"], Caller)
        return self.runtime.pages.waiting(caller, self.runtime.verifier.actor(caller))

    @rpc
    @answering
    def choices(self, payload: Any) -> dict[str, Any]:
        """What a form's fields may name."""
        asked = msgspec.convert(payload, Choices)
        return self.runtime.pages.choices(asked, self.runtime.verifier.actor(asked.caller))

    @rpc
    @answering
    def named(self, payload: Any) -> dict[str, Any]:
        """What these ids are called, of those that the caller may know."""
        actor = self.runtime.verifier.actor(msgspec.convert(payload["caller"], Caller))
        return {"names": self.runtime.pages.names(msgspec.convert(payload["ids"], list[str]), actor)}

    @rpc
    @answering
    def matter(self, payload: Any) -> dict[str, Any]:
        """What this service has of a topic's file."""
        asked = msgspec.convert(payload, MatterCall)
        return self.runtime.pages.matter(asked, self.runtime.verifier.actor(asked.caller))

    @rpc
    @answering
    def gathered(self, payload: Any) -> dict[str, Any]:
        """A record with the lists that its page shows beside it, or such lists alone."""
        asked = msgspec.convert(payload, Gathering)
        return self.runtime.pages.gathered(asked, self.runtime.verifier.actor(asked.caller))

    @rpc
    @answering
    def file(self, payload: Any) -> dict[str, Any]:
        """Where the bytes of a file are that a record names which the caller may read, and the key of this one file."""
        caller = msgspec.convert(payload["caller"], Caller)
        actor = self.runtime.verifier.actor(caller)
        return self.runtime.file_reader.find(str(payload["digest"]), actor, caller.ground)

    @rpc
    @answering
    def reads(self, payload: Any) -> dict[str, Any]:
        """Who read what is kept inside, newest first, for auditors."""
        call = msgspec.convert(payload, ReadsCall)
        return {"items": self.runtime.records.reads.page(call, self.runtime.verifier.actor(call.caller))}

    @rpc
    @answering
    def overview(self, payload: Any) -> dict[str, Any]:
        """How many records there are in each state: numbers only, for the front page."""
        counted: Counter[tuple[str, str]] = Counter()
        for collection, state, count in self.runtime.database.query(_COUNTS):
            counted[collection, state] = count
        return {"collections": [_overview(lifecycle, counted) for lifecycle in self.lifecycles]}

    @rpc
    @answering
    def status(self, payload: Any) -> dict[str, Any]:
        return self.runtime.status()

    @rpc
    @answering
    def now(self, payload: Any) -> dict[str, Any]:
        return {"now": stamp(self.runtime.clock.now())}

    @rpc
    @answering
    def head(self, payload: Any) -> int:
        return self.runtime.head()

    @rpc
    @answering
    def read_log(self, payload: Any) -> list[Any]:
        events = self.runtime.store.log(payload["start"], min(payload["limit"], 1000))
        return [msgspec.to_builtins(event) for event in events]

    @rpc
    @answering
    def news(self, payload: Any) -> list[Any]:
        """Numbered events from `start` on without what is in them, and whose record each is about: for `/v1/stream`.

        `record` is (collection, record id, audience, named), or None where there is no such record.
        """
        events = self.runtime.store.log(payload["start"], min(payload["limit"], 1000))
        lookups = self.runtime.lookups_at(self.runtime.clock.now())
        return [
            {
                "position": event.position,
                "type": event.type,
                # Whose it is to hear of: those of the successor, where the division has ended.
                "division": lookups.acting_for(event.division),
                "recorded_at": event.recorded_at,
                "record": self.runtime.records.who_may_read(event),
            }
            for event in events
        ]

    @rpc
    @answering
    def audience(self, payload: Any) -> list[Any]:
        """(collection, record id, audience, named) of each event: for a gateway of the version before, which asks so.

        Whom a record names is told to who asks for it: a gateway of the version before that does not, and takes three.
        """
        events = self.runtime.store.log(payload["start"], min(payload["limit"], 1000))
        seen = [self.runtime.records.who_may_read(event) for event in events]
        return seen if payload.get("named") else [one and one[:3] for one in seen]


_COUNTS = select(RECORDS.c.collection, RECORDS.c.state, func.count()).group_by(RECORDS.c.collection, RECORDS.c.state)


def _overview(lifecycle: Lifecycle, counted: Counter[tuple[str, str]]) -> dict[str, Any]:
    states = [(state, count) for (collection, state), count in counted.items() if collection == lifecycle.collection]
    return {
        "collection": lifecycle.collection,
        "label": lifecycle.label,
        "states": [
            {"state": state, "label": lifecycle.state_labels.get(state, state), "count": count}
            for state, count in sorted(states)
        ],
    }
