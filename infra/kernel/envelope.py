"""What one recorded event is: who did what, where, when, and the bytes that were written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Envelope:
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


@dataclass(frozen=True, slots=True)
class Recorded(Envelope):
    """An event in its service's log. `position` counts from 0 without a gap; -1 while it is not yet numbered."""

    service: str
    position: int
