"""What one recorded event is: who did what, where, when, and the bytes that were written.

Structs, not dataclasses: a log is read by the million, and a struct of C is made twenty times as fast.
"""

from msgspec import Raw, Struct


class Envelope(Struct, frozen=True, gc=False):
    """Everything about one event but its place in the log.

    `version` counts in the stream from 1; times are domain times, RFC 3339 in UTC with microseconds; `payload` is
    the JSON text as written, never encoded again.
    """

    event_id: str
    stream: str
    version: int
    type: str
    schema_version: int
    occurred_at: str
    recorded_at: str
    actor: str | None
    role: str
    organisation: str | None
    division: str
    command_id: str
    correlation_id: str
    causation_id: str | None
    payload: str


class PartialEnvelope(Struct, frozen=True, gc=False):
    """What a fold needs of an event: five of its columns, which are read in half the time of all."""

    stream: str
    type: str
    schema_version: int
    recorded_at: str
    payload: str


class StreamlessEnvelope(Struct, frozen=True, gc=False, array_like=True):
    """A partial envelope of an event whose stream is known, as an array: how whole streams come from the database."""

    type: str
    schema_version: int
    recorded_at: str
    payload: Raw


class Recorded(Envelope, frozen=True, gc=False):
    """An event in its service's log. `position` counts from 0 without a gap; -1 while it is not yet numbered."""

    service: str
    position: int
