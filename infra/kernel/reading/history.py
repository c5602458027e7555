"""The events of one record, in order: all of them, or those that the public reads."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from infra.kernel.commands.folding import Lifecycles, record_id_of
from infra.kernel.contract.attached import FilesAttached
from infra.kernel.contract.envelope import Recorded
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.storage.store import EventStore


class Happened(NamedTuple):
    """One event of the record, whether the record was public once it had happened, and what of it is kept inside."""

    event: Recorded
    public: bool
    kept_inside: tuple[str, ...]


def recorded_by(stream: Iterable[Recorded], until: str | None) -> Iterable[Recorded]:
    """The beginning of a stream. In a log from before its clock was guarded a later event may bear an earlier time."""
    return stream if until is None else takewhile(lambda event: event.recorded_at <= until, stream)


def events_of(
    lifecycles: Lifecycles,
    store: EventStore,
    lifecycle: Lifecycle,
    stream: str,
    record_id: str,
    until: str | None = None,
) -> Iterator[Happened]:
    """The record's own events. Its stream may hold others': those are folded too, for they may publish it.

    `until` is a time as of which it is read.
    """
    kept_inside = {FilesAttached: ("files",), **(lifecycle.kept_inside.of_event if lifecycle.kept_inside else {})}
    state = None
    for event in recorded_by(store.stream(stream), until):
        decoded = lifecycles.codec.decode(event)
        owner = lifecycles.of_event(decoded)
        state = lifecycles.evolve(state, decoded)
        if owner is lifecycle and record_id_of(owner, decoded) == record_id:
            public = lifecycle.row(state, record_id).audience == "public"
            yield Happened(event, public, kept_inside.get(type(decoded), ()))
