"""The events of one record, in order: all of them, or those that the public reads."""

from collections.abc import Iterator
from typing import NamedTuple

from infra.kernel.envelope import Recorded
from infra.kernel.folding import Lifecycles, record_id_of
from infra.kernel.lifecycle import Lifecycle
from infra.kernel.store import EventStore


class Happened(NamedTuple):
    """One event of the record, whether the record was public once it had happened, and what of it is kept inside."""

    event: Recorded
    public: bool
    kept_inside: tuple[str, ...]


def events_of(
    lifecycles: Lifecycles, store: EventStore, lifecycle: Lifecycle, stream: str, record_id: str
) -> Iterator[Happened]:
    """The record's own events. Its stream may hold others': those are folded too, for they may publish it."""
    kept_inside = lifecycle.kept_inside.of_event if lifecycle.kept_inside else {}
    state = None
    for event in store.stream(stream):
        decoded = lifecycles.codec.decode(event)
        owner = lifecycles.of_event(decoded)
        state = owner.evolve(state, decoded)
        if owner is lifecycle and record_id_of(owner, decoded) == record_id:
            public = lifecycle.row(state, record_id).audience == "public"
            yield Happened(event, public, kept_inside.get(type(decoded), ()))
