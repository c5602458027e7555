"""Who stands where: the caller, the place of a record, and the rule of place for each role (HTTP contract, "Who may act").

Separation is by capacity and organisation, not by person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

COUNCIL_KINDS = ("council", "board", "station")
ADMINISTRATORS = ("ADM", "SEC", "AUD")
GUIDING_KINDS = ("cppcc_office", "committee")


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """What every service knows of an organisation, from the news of `members`."""

    id: str
    name: str
    kind: str
    division: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """The caller: a person and the roles of the token, or nobody but the holder of a code (digests of the codes)."""

    person: str | None = None
    roles: tuple[str, ...] = ()
    organisation: str | None = None
    division: str | None = None
    tracking: str | None = None
    participant: str | None = None
    capacity: str | None = None
    token_id: str | None = None

    @property
    def has_token(self) -> bool:
        return bool(self.roles) or self.person is not None


SYSTEM = Actor(roles=("SYS",))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands.

    `council` is the organisation it belongs to; `leads` and `co_handlers` the organisations a task names;
    `tracking` digests of the tracking codes that open it; `persons` and `participants` (code digests) are the
    participant in person; `attendees` the persons checked in; `leader` the leader of a duty. `open_to_anyone` asks
    for no credential at all, `open_to_residents` for a token that says PUB where there is no code.
    """

    division: str
    council: str | None = None
    leads: tuple[str, ...] = ()
    co_handlers: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    leader: str | None = None
    open_to_anyone: bool = False
    open_to_residents: bool = False


class Directory(Protocol):
    """The organisations a service knows."""

    def organisation(self, organisation_id: str) -> KnownOrganisation | None:
        """None also when it has ended."""

    def organisations_in(self, division: str) -> list[KnownOrganisation]:
        """Those of exactly this division that have not ended."""


def lies_in(division: str, other: str) -> bool:
    """True when `division` is `other` or lies below it: in the statistical code a child's code begins with its parent's."""
    return bool(other) and division.startswith(other)


def ancestry(division: str) -> list[str]:
    """The division and those above it, nearest first: 620723101 → 620723 → 6207 → 62."""
    return [division[:length] for length in (9, 6, 4, 2) if len(division) >= length]


def _belongs_to_council(actor: Actor, place: Place, known: Directory) -> bool:
    return actor.organisation is not None and actor.organisation == place.council


def _station_around(actor: Actor, place: Place, known: Directory) -> bool:
    own = known.organisation(actor.organisation) if actor.organisation else None
    return own is not None and own.kind in COUNCIL_KINDS and lies_in(place.division, own.division)


def _liaison(actor: Actor, place: Place, known: Directory) -> bool:
    """A submission belongs to no council yet: the liaison of a council or station around it may act."""
    if place.council is None:
        return _station_around(actor, place, known)
    return _belongs_to_council(actor, place, known)


def _of_the_same_level(kind: str) -> Callable[[Actor, Place, Directory], bool]:
    def rule(actor: Actor, place: Place, known: Directory) -> bool:
        own = known.organisation(actor.organisation) if actor.organisation else None
        return own is not None and own.kind == kind and own.division == place.division

    return rule


def _nearest_office(*kinds: str) -> Callable[[Actor, Place, Directory], bool]:
    def rule(actor: Actor, place: Place, known: Directory) -> bool:
        for division in ancestry(place.division):
            offices = [known_one.id for known_one in known.organisations_in(division) if known_one.kind in kinds]
            if offices:
                return actor.organisation in offices
        return False

    return rule


def _member_here(actor: Actor, place: Place, known: Directory) -> bool:
    """Until postings are kept, a member's token says where he is posted: its organisation or its division."""
    return _belongs_to_council(actor, place, known) or actor.division == place.division


Rule: TypeAlias = Callable[[Actor, Place, Directory], bool]

_RULES: dict[str, tuple[Rule, str]] = {
    "CHAIR": (_belongs_to_council, "CHAIR acts for the council or station that the record belongs to"),
    "LIA": (_liaison, "LIA acts for the council or station of the record; for a submission, of a division around it"),
    "REC": (_belongs_to_council, "REC acts for the council or station that the record belongs to"),
    "STN": (_station_around, "STN acts for a station or council whose division the record has or lies in"),
    "PARTY": (_of_the_same_level("party"), "PARTY is the Party organisation of the record's own division"),
    "GOV": (_of_the_same_level("government"), "GOV is the government of the record's own division"),
    "OFF": (_nearest_office(*GUIDING_KINDS), "OFF is the nearest CPPCC office at or above the record's division"),
    "DISP": (
        _nearest_office("dispatch_office"),
        "DISP is the nearest dispatch office at or above the record's division",
    ),
    "SUP": (
        _nearest_office("supervising_office"),
        "SUP is the nearest supervising office at or above the record's division",
    ),
    "HND": (lambda actor, place, known: actor.organisation in place.leads, "HND is the lead named in the task"),
    "CO": (lambda actor, place, known: actor.organisation in place.co_handlers, "CO is a co-handler named in the task"),
    "MEM": (_member_here, "MEM is posted to the record's division or its council"),
    "LEAD": (
        lambda actor, place, known: actor.person is not None and actor.person == place.leader,
        "LEAD is the leader named",
    ),
    "ATT": (lambda actor, place, known: actor.person in place.attendees, "ATT is a participant who checked in"),
    "SELF": (
        lambda actor, place, known: actor.person in place.persons or actor.participant in place.participants,
        "SELF is the participant in person",
    ),
    "PUB": (
        lambda actor, place, known: (
            place.open_to_anyone
            or (place.open_to_residents and "PUB" in actor.roles)
            or actor.tracking in place.tracking
        ),
        "PUB needs the tracking code of the submission",
    ),
    "SYS": (lambda actor, place, known: "SYS" in actor.roles, "SYS is never in a token"),
    "ADM": (lambda actor, place, known: True, "ADM is the site's system administrator"),
    "SEC": (lambda actor, place, known: True, "SEC is the site's security administrator"),
}


def capacities(actor: Actor) -> tuple[str, ...]:
    """The roles the caller may speak in: those of the token, and what follows from person and codes.

    Nothing follows for an administrator or auditor, who does no consultation business.
    """
    if set(actor.roles) & set(ADMINISTRATORS):
        return actor.roles
    implied = []
    if actor.person is not None or actor.participant is not None:
        implied.append("SELF")
    if actor.person is not None:
        implied.append("ATT")
    if actor.tracking is not None or not actor.has_token:
        implied.append("PUB")
    return (*actor.roles, *(role for role in implied if role not in actor.roles))


def capacity_for(actor: Actor, by: tuple[str, ...], place: Place, known: Directory) -> str | None:
    """The role in which the caller may give a command that is for `by`, at this place; None when there is none."""
    mine = capacities(actor)
    wanted = (actor.capacity,) if actor.capacity else by
    for role in wanted:
        if role in by and role in mine and _RULES[role][0](actor, place, known):
            return role
    return None


def rule_of_place(by: tuple[str, ...]) -> str:
    """The sentence a refused caller is shown."""
    return "; ".join(_RULES[role][1] for role in by)
