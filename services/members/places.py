"""What anybody may know of a place: its name and where it lies, the councils, stations and rooms that are there, what lies below."""

from typing import Any

import msgspec
from sqlalchemy import func, select

from infra.kernel.access.places import ancestry
from infra.kernel.base.clock import day_in_china, stamp
from infra.kernel.base.problems import NotFound
from infra.kernel.running.runtime import Runtime
from infra.kernel.storage.tables import RECORDS

NEXT_LENGTH = {2: 4, 4: 6, 6: 9, 9: 12}
"""A code's length says its level; the next one's below it."""
MOST_BELOW = 500
OPEN_KINDS = ("council", "station", "studio")
NO_SUCH_PLACE = "没有这个地方 There is no such place"
NO_SUCH_ROOM = "没有这个协商议事室，或者它已经停办 There is no such venue, or it has ended"


def place(runtime: Runtime, code: str) -> dict[str, Any]:
    """`path` from above to itself. Raises NotFound."""
    named = _named(runtime, ancestry(code))
    if code not in named:
        raise NotFound(NO_SUCH_PLACE)
    return {
        "code": code,
        "name": named[code],
        "path": [{"code": one, "name": named[one]} for one in reversed(ancestry(code)) if one in named],
        "below": [{"code": one, "name": name} for one, name in _below(runtime, code)],
        "organisations": [one for one in _there(runtime, "organisations", code) if one.get("kind") in OPEN_KINDS],
        "venues": _there(runtime, "venues", code),
    }


def _named(runtime: Runtime, codes: list[str]) -> dict[str, str]:
    rows = runtime.database.query(
        select(RECORDS.c.id, RECORDS.c.shown).where(RECORDS.c.collection == "divisions", RECORDS.c.id.in_(codes))
    )
    return {str(code): str(msgspec.json.decode(shown)["name"]) for code, shown in rows}


def _below(runtime: Runtime, code: str) -> list[tuple[str, str]]:
    """Those in force."""
    length = NEXT_LENGTH.get(len(code))
    if length is None:
        return []
    children = select(RECORDS.c.id, RECORDS.c.shown).where(
        RECORDS.c.collection == "divisions",
        RECORDS.c.id > code,
        RECORDS.c.id < f"{code}:",  # what comes after the digits
        func.length(RECORDS.c.id) == length,
    )
    today = day_in_china(runtime.clock.now()).isoformat()
    rows = runtime.database.query(children.order_by(RECORDS.c.id).limit(MOST_BELOW))
    shown = [(str(one), msgspec.json.decode(text)) for one, text in rows]
    return [
        (one, str(said["name"])) for one, said in shown if not said.get("valid_until") or said["valid_until"] >= today
    ]


def _there(runtime: Runtime, collection: str, code: str) -> list[dict[str, Any]]:
    """Of exactly this division, what has not ended: names and hours, nobody who sits there."""
    rows = runtime.database.query(
        select(RECORDS.c.id, RECORDS.c.state, RECORDS.c.shown)
        .where(RECORDS.c.collection == collection, RECORDS.c.division == code)
        .order_by(RECORDS.c.id)
        .limit(MOST_BELOW)
    )
    return [
        {"id": one, "state": state, **{name: shown.get(name) for name in ("name", "kind", "opening_hours", "place")}}
        for one, state, text in rows
        if state != "ended" and (shown := msgspec.json.decode(text))
    ]


def on_the_wall(runtime: Runtime, code: str) -> dict[str, Any]:
    """The place, and the limits in force: what hangs on the wall of its rooms. Raises NotFound."""
    return {**place(runtime, code), "limits": _limits(runtime), "now": stamp(runtime.clock.now())}


def room(runtime: Runtime, venue_id: str) -> dict[str, Any]:
    """The place in which a room is, and the room. Raises NotFound for one that has ended too."""
    found = runtime.database.query(
        select(RECORDS.c.division).where(RECORDS.c.collection == "venues", RECORDS.c.id == venue_id)
    )
    for (division,) in found:
        there = place(runtime, str(division))
        for one in there["venues"]:
            if one["id"] == venue_id:
                return {**there, "venue": one, "now": stamp(runtime.clock.now())}
    raise NotFound(NO_SUCH_ROOM)


def _limits(runtime: Runtime) -> dict[str, dict[str, Any]]:
    """By the policy's code: how many days, and of which kind."""
    rows = runtime.database.query(
        select(RECORDS.c.shown).where(RECORDS.c.collection == "policies").order_by(RECORDS.c.id).limit(MOST_BELOW)
    )
    shown = [msgspec.json.decode(text) for (text,) in rows]
    return {one["code"]: {"days": one["days"], "unit": one["unit"]} for one in shown}
