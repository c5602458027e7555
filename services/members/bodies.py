"""How bodies are made up: numbers by category and seat, where a member sits, and who sits in no committee.

Of bodies numbers are told, of single members only what the caller may read.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ListCall, ReadCall
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.problems import Invalid, NotFound
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.running.runtime import Runtime
from services.members.division.circumstances import division_known
from services.members.membership.commands import ATTENDING
from services.members.membership.domain import SeenBody, lacks
from services.members.membership.state import SeenSeat
from services.members.quota.circumstances import quota_of, seen_quota
from services.members.quota.state import COUNCILS
from services.members.staff_figure.circumstances import newest_staff

PAGE, MOST_LISTED = 200, 10_000
TOO_MANY = "委员过多，请缩小区划 Too many members: name a smaller division"
COMMITTEES = ("committee", "liaison_committee")
BodyTold: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KindOfBody:
    """As the row of an organisation has it."""

    id: str
    kind: str


def composition(runtime: Runtime, caller: Caller, organisation: str) -> BodyTold:
    """Raises NotFound. Numbers alone: whoever may read the body may know them."""
    body = runtime.records.one(ReadCall("organisations", caller, organisation), runtime.verifier.actor(caller))
    lookups = runtime.lookups_at(runtime.clock.now())
    sitting = seats_on_the_day(lookups, organisation)
    categories = [one.category for one in sitting]
    quota = quota_of(lookups, organisation, body["kind"], body["division"])
    in_force = seen_quota(lookups, organisation, body["division"]) if body["kind"] in COUNCILS else None
    staff = newest_staff(lookups, organisation)
    least = {item.category: item.least for item in quota}
    named = dict.fromkeys([*least, *(one for one in categories if one)])
    return {
        "organisation": organisation,
        "quota": in_force and in_force.id,
        "quota_edition": in_force and in_force.edition,
        "members": len(sitting),
        "attending": sum(one.right == ATTENDING for one in sitting),
        "seats": [{"seat": seat, "number": number} for seat, number in Counter(one.seat for one in sitting).items()],
        "categories": [{"category": one, "number": categories.count(one), "least": least.get(one, 0)} for one in named],
        "lacking": [one.category for one in lacks(quota, categories)],
        "staff": staff and {"on": staff.on.isoformat(), "authorised": staff.authorised, "in_post": staff.in_post},
        "records": f"/v1/memberships?organisation={organisation}&state=active",
    }


def seats_on_the_day(lookups: Lookups, organisation: str) -> list[SeenSeat]:
    today = day_in_china(lookups.now)
    known = lookups.shown(SeenSeat, "memberships", naming=organisation)
    return [one for one in known if one.organisation == organisation and one.sits_on(today)]


def bodies_of_member(runtime: Runtime, caller: Caller, member: str) -> BodyTold:
    """His sector, and each body in which he sits (专委会+委员+活动组+界别). Raises NotFound."""
    actor = runtime.verifier.actor(caller)
    read = runtime.records.one(ReadCall("members", caller, member), actor)
    lookups = runtime.lookups_at(runtime.clock.now())
    today = day_in_china(lookups.now)
    seats = lookups.shown(SeenSeat, "memberships", naming=read["person"])
    his = [one for one in seats if one.person == read["person"] and one.sits_on(today)]
    held = [one for one in his if _is_read(runtime, caller, one.id)]
    return {
        "member": member,
        "person": read["person"],
        "sector": read["sector"],
        "bodies": [_body(lookups, one) for one in held],
    }


def _is_read(runtime: Runtime, caller: Caller, membership: str) -> bool:
    """In which bodies of elsewhere somebody sits is not for whoever may read his membership here."""
    try:
        runtime.records.one(ReadCall("memberships", caller, membership), runtime.verifier.actor(caller))
    except NotFound:
        return False
    return True


def _body(lookups: Lookups, seat: SeenSeat) -> BodyTold:
    body = lookups.one(SeenBody, "organisations", seat.organisation)
    return {
        "membership": seat.id,
        "organisation": seat.organisation,
        "kind": body.kind if body else None,
        "seat": seat.seat,
        "right": seat.right,
    }


def outside_committees(runtime: Runtime, caller: Caller, division: str) -> BodyTold:
    """Of the members of this division's committee, as far as the caller may read them, those who sit in no special one.

    Raises NotFound for a division that there is not.
    """
    lookups = runtime.lookups_at(runtime.clock.now())
    if not division_known(lookups, division):
        raise NotFound("没有这个区划 There is no such division")
    members = _members(runtime, caller, division)
    inside = in_committees(lookups, {str(one["person"]) for one in members})
    outside = [one for one in members if one["person"] not in inside]
    said = ("id", "person", "sector", "term")
    return {
        "division": division,
        "members": len(members),
        "in_committees": len(members) - len(outside),
        "outside": [{name: one[name] for name in said} for one in outside],
    }


def _members(runtime: Runtime, caller: Caller, division: str) -> list[BodyTold]:
    """Those of that very committee. Raises Invalid where too many are listed with those of the committees below it."""
    found: list[BodyTold] = []
    listed = _all(runtime, runtime.verifier.actor(caller), ListCall("members", caller, division=division))
    for number, one in enumerate(listed):
        if number >= MOST_LISTED:
            raise Invalid(TOO_MANY, errors={"division": [TOO_MANY]})
        if one["committee_division"] == division:
            found.append(one)
    return found


def in_committees(lookups: Lookups, persons: Collection[str]) -> set[str]:
    """Which of them sit in one with a vote; each is asked for by what names him."""
    today = day_in_china(lookups.now)
    kinds: dict[str, str] = {}
    return {
        person
        for person in persons
        if any(_is_seat(lookups, one, person, today, kinds) for one in _seats(lookups, person))
    }


def _seats(lookups: Lookups, person: str) -> list[SeenSeat]:
    return lookups.shown(SeenSeat, "memberships", naming=person)


def _is_seat(lookups: Lookups, seat: SeenSeat, person: str, today: date, kinds: dict[str, str]) -> bool:
    """`kinds` are those of the bodies that were asked for already."""
    if seat.person != person or seat.right == ATTENDING or not seat.sits_on(today):
        return False
    if seat.organisation not in kinds:
        body = lookups.one(KindOfBody, "organisations", seat.organisation)
        kinds[seat.organisation] = body.kind if body else ""
    return kinds[seat.organisation] in COMMITTEES


def _all(runtime: Runtime, actor: Actor, asked: ListCall) -> Iterator[BodyTold]:
    """Every one that is in force, page by page."""
    cursor: str | None = None
    while True:
        page = runtime.records.listing(replace(asked, state=["active"], limit=PAGE, cursor=cursor), actor)
        yield from page["items"]
        cursor = page["next"]
        if cursor is None:
            return
