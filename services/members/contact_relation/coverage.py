"""How far contact relations reach: which members nobody keeps in touch with, and how many persons were reached (人次)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.members.contact_relation.state import BODIES, CHAINS, SECTOR

MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class CountedContact:
    on: date
    persons: int


@dataclass(frozen=True, slots=True)
class CountedRelation:
    """A contact relation, as its coverage is counted from it."""

    state: str
    link: str
    whom: str | None
    sector: str | None
    starts: date
    ends: date | None
    contacts: Sequence[CountedContact] = ()


@dataclass(frozen=True, slots=True)
class CountedMember:
    state: str
    person: str
    sector: str


@dataclass(frozen=True, slots=True)
class LinkCovered:
    """`relations` are those in force today; `contacts` and `persons` are of all, also of those that have ended."""

    link: str
    chain: str
    relations: int
    contacts: int
    persons: int


@dataclass(frozen=True, slots=True)
class ContactCoverage:
    """`not_contacted` names the first of the members with whom nobody keeps in touch, `sectors_not_contacted` all such sectors."""

    members: int
    contacted: int
    not_contacted: tuple[str, ...]
    sectors: int
    sectors_not_contacted: tuple[str, ...]
    by_link: tuple[LinkCovered, ...]


def coverage_of(relations: Sequence[CountedRelation], members: Sequence[CountedMember], today: date) -> ContactCoverage:
    in_force = [one for one in relations if is_in_force(one, today)]
    held = [one for one in members if one.state == "active"]
    persons, sectors = {one.person for one in held}, {one.sector for one in held}
    met = {one.whom for one in in_force if one.link not in (BODIES, SECTOR)}
    sectors_met = {one.sector for one in in_force if one.link == SECTOR}
    return ContactCoverage(
        len(persons),
        len(persons & met),
        tuple(sorted(persons - met)[:MOST_NAMED]),
        len(sectors),
        tuple(sorted(sectors - sectors_met)),
        tuple(covered(link, relations, in_force) for link in CHAINS),
    )


def is_in_force(relation: CountedRelation, today: date) -> bool:
    return relation.state == "active" and relation.starts <= today <= (relation.ends or date.max)


def covered(link: str, relations: Sequence[CountedRelation], in_force: Sequence[CountedRelation]) -> LinkCovered:
    counted = Counter(one.link for one in in_force)
    logged = [contact for one in relations if one.link == link for contact in one.contacts]
    return LinkCovered(link, CHAINS[link], counted[link], len(logged), sum(one.persons for one in logged))
