"""Who may act where, as the HTTP contract says it ("Who may act"), written down without the code that decides it.

A record of the county, and for every role a holder here, in the county beside it, above, below and in a village. Offices
are nearest "at or above", so above comes twice: with a nearer office, and without one. And once the county has been merged
into another one: there, and in what was its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from infra.kernel.access.divisions import NONE_HAS_ENDED, Divisions, KnownEnd
from infra.kernel.access.offices import KnownOffice
from infra.kernel.access.places import SYSTEM, Actor, CalledInDirectory, KnownOrganisation, KnownPosting, Place
from infra.kernel.contract.lifecycle import Lifecycle

COUNTY = "620723"
DIVISIONS = {
    "own": COUNTY,
    "sibling": "620722",
    "parent": "6207",
    "parent, none nearer": "6207",
    "child": "620723101",
    "village": "620723101201",
    "successor": "620725",
    "own, merged": COUNTY,
}
MERGED = {"successor", "own, merged"}
"""Where the record's division has ended, and the successor's bodies act for it."""
EVERYWHERE = {*DIVISIONS}
IN_PERSON = {"own", "own, merged"}
AROUND = {"own", "parent", "parent, none nearer", "successor"}
NEAREST = {"own", "parent, none nearer", "successor"}
BODY = {"own", "successor"}
WHERE: dict[str, set[str]] = {
    "CHAIR": BODY,
    "LIA": BODY,
    "REC": BODY,
    "STN": AROUND,
    "PARTY": BODY,
    "GOV": BODY,
    "OFF": NEAREST,
    "DISP": NEAREST,
    "SUP": NEAREST,
    "HND": IN_PERSON,
    "CO": IN_PERSON,
    "MEM": {*BODY, *IN_PERSON},
    "LEAD": IN_PERSON,
    "ATT": IN_PERSON,
    "SELF": IN_PERSON,
    "PUB": IN_PERSON,
    "ADM": EVERYWHERE,
    "SEC": EVERYWHERE,
    "AUD": set(),
    "SYS": EVERYWHERE,
}
LIAISON_OF_A_SUBMISSION = AROUND
ITS_CODE = "the code of a submission that leads to the record"
ANYBODY_MAY = {("submission", ""), ("topic", "noticed")}
"""Without any code: submitting, and objecting while the notice is up."""
KINDS = {
    "CHAIR": "council",
    "LIA": "council",
    "REC": "council",
    "STN": "station",
    "PARTY": "party",
    "GOV": "government",
    "OFF": "cppcc_office",
    "DISP": "dispatch_office",
    "SUP": "supervising_office",
    "HND": "department",
    "CO": "department",
    "MEM": "council",
    "LEAD": "party",
}


class EveryOffice(KnownOffice):
    """Entitles to everything: these cells are about role and place."""

    def entitles(self, role: str, organisation: str | None, day: date) -> bool:
        return True


@dataclass(frozen=True)
class County:
    """Every division has one organisation of each kind; those of `lacking` have no office."""

    organisations: dict[str, KnownOrganisation]
    lacking: str = ""
    machines_speak_for_all: bool = False
    divisions: Divisions = NONE_HAS_ENDED
    heirs: Mapping[str, str | None] = field(default_factory=dict)

    def organisation(self, organisation_id: str) -> KnownOrganisation | None:
        return self.organisations.get(organisation_id)

    def organisations_in(self, division: str) -> list[KnownOrganisation]:
        return [one for one in self.organisations.values() if one.division == division and one.division != self.lacking]

    def organisations_below(self, division: str) -> list[KnownOrganisation]:
        raise NotImplementedError("no rule of place asks what lies below")

    def postings_of(self, person: str) -> list[KnownPosting]:
        return []

    def offices_of(self, person: str) -> list[KnownOffice]:
        return [EveryOffice(person, person, "")]

    def encrypted_name(self, person: str) -> str | None:
        return None

    def called(self, ids: Sequence[str]) -> CalledInDirectory:
        raise NotImplementedError("no rule of place asks for a name")


@cache
def directory(record: Place, place: str) -> County:
    """What is known around the record, with the organisations that the record itself names."""
    made = {
        name: KnownOrganisation(name, name, kind, division)
        for division in dict.fromkeys(DIVISIONS.values())
        for kind in sorted({*KINDS.values()})
        for name in (f"{kind} of {division}",)
    }
    named = [(record.council, "council"), *((one, "department") for one in (*record.leads, *record.co_handlers))]
    made |= {one: KnownOrganisation(one, one, kind, COUNTY) for one, kind in named if one}
    ends = (KnownEnd(COUNTY, date(2020, 12, 31), DIVISIONS["successor"]),) if place in MERGED else ()
    return County(made, COUNTY if place == "parent, none nearer" else "", divisions=Divisions(ends))


def holder(role: str, place: str, record: Place) -> Actor:
    """Who holds that role, there."""
    here, division = place in IN_PERSON, DIVISIONS[place]
    if role == "SYS":
        return SYSTEM
    if role in ("ADM", "SEC", "AUD"):
        return Actor("somebody", (role,), division=division)
    if role == "PUB":
        return Actor(tracking=next(iter(record.tracking), ITS_CODE) if here else "another code")
    if role in ("ATT", "SELF"):
        return _participant(*_by_code_or_name(role, record), here)
    in_person = here or (role, place) == ("MEM", "successor")
    return Actor(_person(role, in_person, record), (role,), _organisation(role, here, record, division), division)


def _by_code_or_name(role: str, record: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (record.attendee_codes, record.attendees) if role == "ATT" else (record.participants, record.persons)


def _participant(codes: tuple[str, ...], persons: tuple[str, ...], here: bool) -> Actor:
    if here and not codes and persons:
        return Actor(person=persons[0])
    return Actor(participant=codes[0] if here and codes else "another code")


def _person(role: str, here: bool, record: Place) -> str:
    named = {"LEAD": record.leader, "MEM": record.member_named}.get(role)
    return named if here and named else f"a holder of {role}"


def _organisation(role: str, here: bool, record: Place, division: str) -> str:
    named = {
        **dict.fromkeys(("CHAIR", "LIA", "REC"), (record.council,)),
        "HND": record.leads,
        "CO": record.co_handlers,
    }.get(role, ())
    return next((one for one in named if here and one), f"{KINDS[role]} of {division}")


def roles_there(role: str, place: str, lifecycle: str, state: str, record: Place) -> frozenset[str]:
    """In which roles he may act: his own where he stands right, and what anybody may who comes without a token.

    What nobody handles yet (a proposal that was not assigned) names no lead and no co-handler.
    """
    where = LIAISON_OF_A_SUBMISSION if (role, lifecycle) == ("LIA", "submission") else WHERE[role]
    handled_by = {"HND": record.leads, "CO": record.co_handlers}
    mine = {role} if place in where and handled_by.get(role, True) else set()
    if role in ("PUB", "ATT", "SELF") and (lifecycle, state) in ANYBODY_MAY:
        mine.add("PUB")
    return frozenset(mine)


@cache
def in_the_county(place: Place) -> Place:
    return replace(place, division=COUNTY)


def holders() -> list[tuple[str, str]]:
    return [(role, place) for role in WHERE for place in DIVISIONS]


def put_there(lifecycle: Lifecycle, place: Place) -> Lifecycle:
    """The same lifecycle, its record at that place, and within reach of whoever holds the code that leads to it."""
    by_code = (lambda lookups, state, code: code == ITS_CODE) if lifecycle.tracking else None
    return replace(
        lifecycle,
        place=lambda state, record_id: place,
        place_of_new=lambda lookups, state, command: place,
        tracking=by_code,
    )
