"""Meetings at work on databases in memory: what was recorded before, and commands by those who take part."""

from datetime import datetime
from typing import Any

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.ids import new_id
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from services.meetings.service import MeetingsService
from tests.unit.kernel.library.running import Library, databases

COUNCIL: dict[str, Any] = {"organisation": "council", "division": "620723101"}
CHAIR = Actor(person="lin", roles=("CHAIR",), **COUNCIL)
RECORDER = Actor(person="zhou", roles=("REC",), **COUNCIL)
PARENT = Actor(participant="digest of parent")


def after(*past: Any, happened: datetime | None = None) -> Library:
    """With this on record, entered by the chair at noon or when it happened."""
    of = Library(*databases(), lifecycles=Lifecycles(MeetingsService.lifecycles))
    for event in past:
        record(of.lifecycles, of.store, new_id(), [event], happened or of.clock.now, CHAIR, "CHAIR")
    return of


def meeting(of: Library, actor: Actor) -> dict[str, Any]:
    return of.records.one(ReadCall("meetings", Caller(), "m1"), actor)


def part(of: Library, collection: str, record_id: str, actor: Actor) -> dict[str, Any]:
    return of.records.one(ReadCall(collection, Caller(), record_id), actor)
