"""How a record and its events look on the wire to one reader."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from infra.kernel.access.places import Actor
from infra.kernel.base.clock import day_in_china, moment
from infra.kernel.contract.envelope import Recorded
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.lookups.reading_rights import close_by
from infra.kernel.reading.names import Names, capacity
from infra.kernel.storage.personal import PREFIX, KeysAtHand, PersonalKeys, withheld
from infra.kernel.storage.record_statements import ATTACHED, CLEARED
from infra.kernel.storage.tables import RECORDS

FILES, CLEARED_FILES = "files", "cleared_files"


class Kept(NamedTuple):
    """A row of the table of records, as far as reading needs it. `inside`: not only because it was published."""

    record_id: str
    stream: str
    state: str
    version: int
    division: str
    created_at: str
    updated_at: str
    shown: str
    audience: str
    inside: bool


KEPT = (
    RECORDS.c.id,
    RECORDS.c.stream,
    RECORDS.c.state,
    RECORDS.c.version,
    RECORDS.c.division,
    RECORDS.c.created_at,
    RECORDS.c.updated_at,
    RECORDS.c.shown,
    RECORDS.c.audience,
)
"""The columns of `Kept`; the last member is no column, but a condition."""


class Seeing(NamedTuple):
    """How much a reader sees of a record.

    near    its personal fields
    inside  what is kept inside when it is published; its history from before; without it the reader is the public
    token   who acted, by their ids and, where they acted in office, their names
    """

    near: bool
    inside: bool
    token: bool


def seeing(actor: Actor, kept: Kept) -> Seeing:
    return Seeing(is_near(actor, kept), is_inside(kept), token=actor.has_token)


def is_near(actor: Actor, kept: Kept) -> bool:
    return close_by(actor, kept.division, kept.audience)


def is_inside(kept: Kept) -> bool:
    return kept.inside or kept.audience != "public"


class Showing:
    """Shows what is stored."""

    def __init__(self, personal: PersonalKeys | KeysAtHand) -> None:
        self._personal = personal

    def of_many(self, page: Sequence[Kept], actor: Actor) -> "Showing":
        """For these records: the keys of what is encrypted in them are looked up together."""
        texts = [kept.shown for kept in page if PREFIX in kept.shown and is_near(actor, kept)]
        if isinstance(self._personal, KeysAtHand) or not texts:
            return self
        return Showing(self._personal.at_hand(texts))

    def record(self, kept: Kept, actor: Actor, lifecycle: Lifecycle) -> dict[str, Any]:
        own: dict[str, Any] = msgspec.json.decode(kept.shown)
        # Most records hold nothing encrypted: then no value need be looked at, nor who is near.
        if PREFIX in kept.shown:
            own = self._readable(own, kept.stream, is_near(actor, kept))
        attached, cleared = own.pop(ATTACHED, ()), own.pop(CLEARED, [])
        if lifecycle.takes_files:
            own[FILES] = [*own.get(FILES, ()), *(attached if is_inside(kept) else cleared)]
            own[CLEARED_FILES] = cleared
        if lifecycle.kept_inside and not is_inside(kept):
            own |= lifecycle.kept_inside.of_record(kept.state, own)
        own |= {
            "id": kept.record_id,
            "state": kept.state,
            "version": kept.version,
            "division": kept.division,
            "created_at": kept.created_at,
            "updated_at": kept.updated_at,
        }
        return own

    def event(self, event: Recorded, sees: Seeing, left_out: tuple[str, ...], names: Names) -> dict[str, Any]:
        """`left_out` are members of its payload that this reader does not read."""
        payload = msgspec.json.decode(event.payload)
        if PREFIX in event.payload:
            payload = self._readable(payload, event.stream, sees.near)
        payload = {name: value for name, value in payload.items() if name not in left_out}
        return {
            "id": event.event_id,
            "type": event.type,
            "version": event.version,
            "position": event.position if event.position >= 0 else None,
            "occurred_at": event.occurred_at,
            "recorded_at": event.recorded_at,
            "late": day_in_china(moment(event.occurred_at)) < day_in_china(moment(event.recorded_at)),
            "actor": event.actor if sees.token else None,
            "actor_name": names.actor(event) if sees.token else None,
            "role": event.role,
            "capacity": capacity(event.role),
            "organisation": event.organisation,
            "organisation_name": names.organisation(event.organisation),
            "division": event.division,
            "reason": payload.get("reason"),
            "command_id": event.command_id,
            "correlation_id": event.correlation_id,
            "causation_id": event.causation_id,
            "payload": payload,
        }

    def _readable(self, value: Any, stream: str, near: bool) -> Any:
        return self._personal.decrypted(value, stream) if near else withheld(value)
