"""Who stands where: the caller, the place of a record, and the rule of place for each role (HTTP contract, "Who may act").

Separation is by capacity and organisation, not by person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

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
        """None when no news of it has come; one that has ended says so."""

    def organisations_in(self, division: str) -> list[KnownOrganisation]:
        """Those of exactly this division that have not ended."""


def lies_in(division: str, other: str) -> bool:
    """True when `division` is `other` or lies below it: in the statistical code a child's code begins with its parent's."""
    return bool(other) and division.startswith(other)


def ancestry(division: str) -> list[str]:
    """The division and those above it, nearest first: 620723101 → 620723 → 6207 → 62."""
    return [division[:length] for length in (9, 6, 4, 2) if len(division) >= length]


@dataclass(frozen=True, slots=True)
class Standing:
    """The caller, and what is known of the organisation of his token; None when no news of it has come."""

    actor: Actor
    own: KnownOrganisation | None

    @property
    def is_of_an_ended_one(self) -> bool:
        return self.own is not None and self.own.ended

    @property
    def is_not_heard_of(self) -> bool:
        return self.actor.organisation is not None and self.own is None


def standing(actor: Actor, known: Directory) -> Standing:
    return Standing(actor, known.organisation(actor.organisation) if actor.organisation else None)


def _belongs_to_council(who: Standing, place: Place, known: Directory) -> bool:
    return who.actor.organisation is not None and who.actor.organisation == place.council


def _station_around(who: Standing, place: Place, known: Directory) -> bool:
    return who.own is not None and who.own.kind in COUNCIL_KINDS and lies_in(place.division, who.own.division)


def _liaison(who: Standing, place: Place, known: Directory) -> bool:
    """A submission belongs to no council yet: the liaison of a council or station around it may act."""
    if place.council is None:
        return _station_around(who, place, known)
    return _belongs_to_council(who, place, known)


def _of_the_same_level(kind: str) -> Callable[[Standing, Place, Directory], bool]:
    def rule(who: Standing, place: Place, known: Directory) -> bool:
        return who.own is not None and who.own.kind == kind and who.own.division == place.division

    return rule


def _nearest_office(*kinds: str) -> Callable[[Standing, Place, Directory], bool]:
    def rule(who: Standing, place: Place, known: Directory) -> bool:
        return any(office.id == who.actor.organisation for office in nearest(known, kinds, place.division))

    return rule


def nearest(known: Directory, kinds: tuple[str, ...], division: str) -> list[KnownOrganisation]:
    """Those of these kinds in the division, or in the nearest above it that has one."""
    for around in ancestry(division):
        if found := [one for one in known.organisations_in(around) if one.kind in kinds]:
            return found
    return []


def _member_here(who: Standing, place: Place, known: Directory) -> bool:
    """Until postings are kept, a member's token says where he is posted: its organisation or its division."""
    return _belongs_to_council(who, place, known) or who.actor.division == place.division


@dataclass(frozen=True, slots=True)
class RuleOfPlace:
    """`said` is told to whom it refuses; where it asks the directory, news of his organisation may lift the refusal."""

    holds: Callable[[Standing, Place, Directory], bool]
    said: str
    asks_the_directory: bool = False


_RULES: dict[str, RuleOfPlace] = {
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
        _of_the_same_level("party"),
        "PARTY is the Party organisation of the record's own division",
        asks_the_directory=True,
    ),
    "GOV": RuleOfPlace(
        _of_the_same_level("government"), "GOV is the government of the record's own division", asks_the_directory=True
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
    "HND": RuleOfPlace(
        lambda who, place, known: who.actor.organisation in place.leads, "HND is the lead named in the task"
    ),
    "CO": RuleOfPlace(
        lambda who, place, known: who.actor.organisation in place.co_handlers, "CO is a co-handler named in the task"
    ),
    "MEM": RuleOfPlace(_member_here, "MEM is posted to the record's division or its council"),
    "LEAD": RuleOfPlace(
        lambda who, place, known: who.actor.person is not None and who.actor.person == place.leader,
        "LEAD is the leader named",
    ),
    "ATT": RuleOfPlace(
        lambda who, place, known: who.actor.person in place.attendees, "a participant who checked in may do it"
    ),
    "SELF": RuleOfPlace(
        lambda who, place, known: who.actor.person in place.persons or who.actor.participant in place.participants,
        "the participant in person may do it",
    ),
    "PUB": RuleOfPlace(
        lambda who, place, known: (
            place.open_to_anyone
            or (place.open_to_residents and "PUB" in who.actor.roles)
            or who.actor.tracking in place.tracking
        ),
        "PUB needs the tracking code of the submission",
    ),
    "SYS": RuleOfPlace(lambda who, place, known: "SYS" in who.actor.roles, "SYS is never in a token"),
    "ADM": RuleOfPlace(lambda who, place, known: True, "ADM is the site's system administrator"),
    "SEC": RuleOfPlace(lambda who, place, known: True, "SEC is the site's security administrator"),
}


ROLES_IN_WORDS = {
    "MEM": "政协委员 CPPCC member",
    "LIA": "联络员 liaison",
    "REC": "记录员 recorder",
    "CHAIR": "协商议事会主席 chair of the council",
    "STN": "委员工作站站长 head of the station",
    "OFF": "政协机关 CPPCC office",
    "LEAD": "包抓领导 leader",
    "PARTY": "同级党组织 Party organisation",
    "GOV": "政府 government",
    "DISP": "交办机构 dispatch office",
    "HND": "主办单位 lead department",
    "CO": "会办单位 co-handling department",
    "SUP": "督办机构 supervising office",
    "PUB": "群众 resident",
    "AUD": "审计管理员 auditor",
    "ADM": "系统管理员 system administrator",
    "SEC": "安全管理员 security administrator",
}
"""Those that a token can hold. What follows from a person, a code or the moment is held by nobody."""


def in_words(roles: tuple[str, ...]) -> str:
    return "、".join(f"{role} {ROLES_IN_WORDS[role]}" for role in roles if role in ROLES_IN_WORDS)


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


def held(actor: Actor, by: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the roles that the caller holds and may speak in, whatever the place."""
    mine = capacities(actor)
    wanted = (actor.capacity,) if actor.capacity else by
    return tuple(role for role in wanted if role in by and role in mine)


def capacity_for(actor: Actor, by: tuple[str, ...], place: Place, known: Directory) -> str | None:
    """The role in which the caller may give a command that is for `by`, at this place; None when there is none.

    Nobody acts for an organisation that has ended; what he may do in person or by a code he still may.
    """
    roles = held(actor, by)
    if not roles:
        return None
    who = standing(actor, known)
    for role in roles:
        if _RULES[role].holds(who, place, known) and not (role in actor.roles and who.is_of_an_ended_one):
            return role
    return None


def may_be_lifted_by_news(actor: Actor, by: tuple[str, ...], known: Directory) -> bool:
    """True when a refusal by place was only for want of news of the caller's organisation."""
    asking = [role for role in held(actor, by) if _RULES[role].asks_the_directory]
    return bool(asking) and standing(actor, known).is_not_heard_of


def rule_of_place(by: tuple[str, ...]) -> str:
    """The sentence a refused caller is shown; where people may do it, nothing of what the system does."""
    people = [role for role in by if role != "SYS"] or by
    return "; ".join(dict.fromkeys(_RULES[role].said for role in people))
