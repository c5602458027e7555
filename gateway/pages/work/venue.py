"""A venue's page: which of the six haves (六有) are there and which are missing, who meets there when, the poster with its code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.pages.days import day_of
from gateway.pages.reader import PageReader
from gateway.pages.scanned import code_to_scan
from gateway.pages.work.fuller import AskingMore, FullerKind
from infra.kernel.base.calls import Gathering, ListCall, ReadCall

VENUES, STANDARDS, BOOKINGS = "venues", "venue-standards", "bookings"
MOST_STANDARDS = 200
MOST_BOOKED = 100
MOST_PAST = 10


@dataclass(frozen=True)
class HaveOfAVenue:
    """`there`: it was found met when the venue was accepted; `evidence` by what, `on` which day."""

    label: str
    there: bool
    evidence: str
    on: str


@dataclass(frozen=True)
class BookedTime:
    purpose: str
    starts_at: str
    ends_at: str
    who: str
    href: str


def asked(reader: PageReader, record_id: str) -> Gathering:
    return Gathering(
        reader.caller,
        {
            STANDARDS: ListCall(STANDARDS, reader.caller, limit=MOST_STANDARDS),
            BOOKINGS: ListCall(BOOKINGS, reader.caller, parent_id=record_id, limit=MOST_BOOKED),
        },
        ReadCall(VENUES, reader.caller, record_id),
    )


def more(asking: AskingMore, told: Mapping[str, Any]) -> dict[str, Any]:
    venue, lists = told["record"], told["lists"]
    today = day_of(told["now"])
    booked = sorted(_booked(venue, lists[BOOKINGS]["items"], told["names"]), key=lambda one: one.starts_at)
    haves = list(_haves(venue, lists[STANDARDS]["items"]))
    to_come = [one for one in booked if day_of(one.ends_at) >= today]
    return {
        "haves": haves,
        "missing": sum(1 for one in haves if not one.there),
        "accepted": bool(venue.get("accepted_items")),
        "to_come": to_come,
        "past": [one for one in reversed(booked) if one not in to_come][:MOST_PAST],
        "more_booked": bool(lists[BOOKINGS]["next"]),
        "poster": f"/d/{venue['division']}/print/poster.pdf?venue={venue['id']}",
        "speak": f"/s/{venue['division']}?venue={venue['id']}",
        "qr_code": code_to_scan(f"{asking.site}/s/{venue['division']}?qr&venue={venue['id']}"),
    }


KIND = FullerKind(VENUES, "venue.html", asked, more)


def _haves(venue: Mapping[str, Any], standards: list[Mapping[str, Any]]) -> Iterator[HaveOfAVenue]:
    """By the standard that it was accepted by, else by the nearest one; what was met and is in it no more still counts."""
    met = {str(one["code"]): one for one in venue.get("accepted_items") or ()}
    for item in (_standard(venue, standards) or {"items": []})["items"]:
        found = met.pop(str(item["code"]), None)
        yield HaveOfAVenue(str(item["label"]), found is not None, *_by(found))
    for one in met.values():
        yield HaveOfAVenue(str(one["label"]), True, *_by(one))


def _by(found: Mapping[str, Any] | None) -> tuple[str, str]:
    return (str(found["evidence"]), str(found["on"])) if found else ("", "")


def _standard(venue: Mapping[str, Any], standards: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    by_id = {one["id"]: one for one in standards}
    if venue.get("standard") in by_id:
        return by_id[venue["standard"]]
    around = [one for one in standards if str(venue["division"]).startswith(str(one["division"] or ""))]
    return max(around, key=lambda one: len(str(one["division"] or "")), default=None)


def _booked(
    venue: Mapping[str, Any], bookings: list[Mapping[str, Any]], names: Mapping[str, str]
) -> Iterator[BookedTime]:
    """What was cancelled is nobody's business here; a meeting leads to its own page."""
    for one in bookings:
        if one["state"] != "cancelled":
            href = (
                f"/meetings/{one['meeting']}" if one.get("meeting") else f"/{VENUES}/{venue['id']}/bookings/{one['id']}"
            )
            yield BookedTime(
                str(one["purpose"]),
                str(one["starts_at"]),
                str(one["ends_at"]),
                names.get(str(one["organisation"]), ""),
                href,
            )
