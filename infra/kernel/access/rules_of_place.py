"""The rule of place of each role (HTTP contract, "Who may act"): where its holder stands to a record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from infra.kernel.access.offices import ASKS_FOR_NO_OFFICE, MACHINE_ROLES, KnownOffice
from infra.kernel.access.places import (
    COUNCIL_KINDS,
    GUIDING_KINDS,
    Actor,
    Directory,
    KnownOrganisation,
    KnownPosting,
    Place,
    lies_in,
    nearest,
)


@dataclass(frozen=True)
class Standing:
    """The caller on a day, and what is known of his organisation and offices, asked for once and only where it is wanted."""

    actor: Actor
    known: Directory
    today: date

    @cached_property
    def own(self) -> KnownOrganisation | None:
        """None when no news of it has come."""
        return self.known.organisation(self.actor.organisation) if self.actor.organisation else None

    @cached_property
    def postings(self) -> list[KnownPosting]:
        """Asked for last, and only of a member whose token does not say that he is in his place."""
        return self.known.postings_of(self.actor.person) if self.actor.person else []

    def acting_for(self, division: str) -> str:
        """The division whose bodies act for the records of this one: itself, or its successor where it has ended."""
        return self.known.divisions.acting_for(division, self.today)

    @property
    def successor_of_his_division(self) -> str | None:
        """Where the division of his organisation has ended."""
        acting = self.acting_for(self.own.division) if self.own else None
        return acting if self.own and acting != self.own.division else None

    @property
    def is_of_an_ended_one(self) -> bool:
        return self.own is not None and self.own.ended

    @property
    def is_not_heard_of(self) -> bool:
        return self.actor.organisation is not None and self.own is None

    @property
    def is_a_mere_machine(self) -> bool:
        """A token without a person, where that does not do for everybody."""
        return self.actor.has_token and self.actor.person is None and not self.known.machines_speak_for_all

    @cached_property
    def offices(self) -> list[KnownOffice]:
        return self.known.offices_of(self.actor.person) if self.actor.person else []

    def is_entitled_to(self, role: str) -> bool:
        """Whether he may speak today in a role that his token names; what follows from person or code asks for no office."""
        if role in ASKS_FOR_NO_OFFICE or role not in self.actor.roles:
            return True
        if self.actor.person is None:
            return role in MACHINE_ROLES or not self.is_a_mere_machine
        return any(office.entitles(role, self.actor.organisation, self.today) for office in self.offices)


def _belongs_to_council(who: Standing, place: Place) -> bool:
    if who.actor.organisation is None or place.council is None:
        return False
    if who.acting_for(place.division) == place.division:
        return who.actor.organisation == place.council
    return _follows_council(who, place.council)


def _follows_council(who: Standing, council_id: str) -> bool:
    """Of a record whose division has ended: its own council, or of that one's successor the council of its kind."""
    council = who.known.organisation(council_id)
    if council is None or council.ended or who.acting_for(council.division) == council.division:
        return who.actor.organisation == council_id
    return who.own is not None and (who.own.kind, who.own.division) == (
        council.kind,
        who.acting_for(council.division),
    )


def _station_around(who: Standing, place: Place) -> bool:
    return (
        who.own is not None
        and who.own.kind in COUNCIL_KINDS
        and lies_in(who.acting_for(place.division), who.own.division)
    )


def _liaison(who: Standing, place: Place) -> bool:
    """A submission belongs to no council yet: the liaison of a council or station around it may act."""
    if place.council is None:
        return _station_around(who, place)
    return _belongs_to_council(who, place)


def _of_the_records_own_division(kind: str) -> Callable[[Standing, Place], bool]:
    def rule(who: Standing, place: Place) -> bool:
        return who.own is not None and who.own.kind == kind and who.own.division == who.acting_for(place.division)

    return rule


def _nearest_office(*kinds: str) -> Callable[[Standing, Place], bool]:
    def rule(who: Standing, place: Place) -> bool:
        around = nearest(who.known.organisations_in, kinds, who.acting_for(place.division))
        return any(office.id == who.actor.organisation for office in around)

    return rule


def _member_here(who: Standing, place: Place) -> bool:
    """Where his postings say, and where his token does: the body or the division that it was issued for.

    A posting itself is for the member whom it names, and for no other: he is not at it yet.
    """
    if place.member_named is not None and who.actor.person is not None:
        return who.actor.person == place.member_named
    here = who.acting_for(place.division)
    if _belongs_to_council(who, place) or (who.actor.division and who.acting_for(who.actor.division) == here):
        return True
    return any(here == who.acting_for(at.division) or place.council == at.organisation for at in who.postings)


@dataclass(frozen=True, slots=True)
class RuleOfPlace:
    """`said` is told to whom it refuses.

    Where it asks the directory, news of his organisation may lift the refusal; where it asks for postings, news of one.
    """

    holds: Callable[[Standing, Place], bool]
    said: str
    asks_the_directory: bool = False
    asks_for_postings: bool = False


RULES: dict[str, RuleOfPlace] = {
    "CHAIR": RuleOfPlace(_belongs_to_council, "CHAIR acts for the council or station that the record belongs to"),
    "LIA": RuleOfPlace(
        _liaison,
        "LIA acts for the council or station of the record; for a submission, of a division around it",
        asks_the_directory=True,
    ),
    "REC": RuleOfPlace(_belongs_to_council, "REC acts for the council or station that the record belongs to"),
    "STN": RuleOfPlace(
        _station_around,
        "STN acts for a station or council whose division the record has or lies in",
        asks_the_directory=True,
    ),
    "PARTY": RuleOfPlace(
        _of_the_records_own_division("party"),
        "PARTY is the Party organisation of the record's own division",
        asks_the_directory=True,
    ),
    "GOV": RuleOfPlace(
        _of_the_records_own_division("government"),
        "GOV is the government of the record's own division",
        asks_the_directory=True,
    ),
    "OFF": RuleOfPlace(
        _nearest_office(*GUIDING_KINDS),
        "OFF is the nearest CPPCC office at or above the record's division",
        asks_the_directory=True,
    ),
    "DISP": RuleOfPlace(
        _nearest_office("dispatch_office"),
        "DISP is the nearest dispatch office at or above the record's division",
        asks_the_directory=True,
    ),
    "SUP": RuleOfPlace(
        _nearest_office("supervising_office"),
        "SUP is the nearest supervising office at or above the record's division",
        asks_the_directory=True,
    ),
    "HND": RuleOfPlace(lambda who, place: who.actor.organisation in place.leads, "HND is the lead named in the task"),
    "CO": RuleOfPlace(
        lambda who, place: who.actor.organisation in place.co_handlers, "CO is a co-handler named in the task"
    ),
    "MEM": RuleOfPlace(
        _member_here,
        "MEM is posted to the record's division or its council; of a posting, the member named",
        asks_for_postings=True,
    ),
    "LEAD": RuleOfPlace(
        lambda who, place: place.leader is not None and place.leader in (who.actor.person, who.actor.organisation),
        "LEAD is the leader named, or leads the guidance group named",
    ),
    "ATT": RuleOfPlace(
        lambda who, place: who.actor.person in place.attendees or who.actor.participant in place.attendee_codes,
        "a participant who checked in may do it",
    ),
    "SELF": RuleOfPlace(
        lambda who, place: who.actor.person in place.persons or who.actor.participant in place.participants,
        "the participant in person may do it",
    ),
    "PUB": RuleOfPlace(
        lambda who, place: place.open_to_anyone or who.actor.tracking in place.tracking,
        "PUB needs the tracking code of the submission",
    ),
    "SYS": RuleOfPlace(lambda who, place: "SYS" in who.actor.roles, "SYS is never in a token"),
    "ADM": RuleOfPlace(lambda who, place: True, "ADM is the site's system administrator"),
    "SEC": RuleOfPlace(lambda who, place: True, "SEC is the site's security administrator"),
}


def rule_of_place(by: tuple[str, ...]) -> str:
    """The sentence a refused caller is shown; where people may do it, nothing of what the system does."""
    people = [role for role in by if role != "SYS"] or by
    return "; ".join(dict.fromkeys(RULES[role].said for role in people))
