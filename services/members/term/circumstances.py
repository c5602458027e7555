"""The circumstances of a command: where a term stands, what else matters."""

from dataclasses import dataclass, replace

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from services.members.division.circumstances import division_known
from services.members.term import commands as asked
from services.members.term.domain import A_PAGE, Facts, TermsMember
from services.members.term.state import SeenTerm, Term

MEMBERS, TERMS = "members", "terms"


@dataclass(frozen=True, slots=True)
class SeenMembership:
    """As the row of a membership has it; `term_id` is None where a text alone says which term."""

    id: str
    state: str
    person: str
    committee_division: str
    term: str
    term_id: str | None = None

    def is_of(self, committee_division: str, term_id: str, name: str) -> bool:
        said = self.term_id == term_id if self.term_id else self.term == name
        return self.state == "active" and self.committee_division == committee_division and said


def place(term: Term, term_id: str) -> Place:
    return Place(division=term.committee_division)


def place_of_new(lookups: Lookups, term: None, command: asked.PlanTerm) -> Place:
    return Place(division=command.committee_division)


def facts(lookups: Lookups, term: Term | None, command: object) -> Facts:
    now = Facts(day_in_china(lookups.now), day_in_china(lookups.recorded_at))
    if isinstance(command, asked.PlanTerm):
        known = division_known(lookups, command.committee_division)
        return replace(now, division_known=known, others=_others(lookups, command.committee_division, command.term_id))
    assert term is not None
    match command:
        case asked.AmendTerm() | asked.StartTerm():
            return replace(now, others=_others(lookups, term.committee_division, term.term_id))
        case asked.ChangeOver():
            others = _others(lookups, term.committee_division, term.term_id)
            following = lookups.pinned(SeenTerm, TERMS, command.next_term)
            others = tuple(one for one in others if one.id != command.next_term)
            return _of_change(lookups, term, replace(now, next_term=following, others=others))
        case asked.SettleMembers():
            following = lookups.one(SeenTerm, TERMS, term.next_term) if term.next_term else None
            settling = _of_change(lookups, term, replace(now, next_term=following))
            for one in settling.members[:A_PAGE]:
                lookups.pinned(TermsMember, MEMBERS, one.id)
            return settling
        case _:
            return now


def _of_change(lookups: Lookups, term: Term, now: Facts) -> Facts:
    seen = _of_the_committee(lookups, term.committee_division)
    of_this = (one for one in seen if one.is_of(term.committee_division, term.term_id, term.name))
    following = now.next_term
    there = following and (one for one in seen if one.is_of(term.committee_division, following.id, following.name))
    members = tuple(TermsMember(one.id, one.person) for one in of_this)
    return replace(now, members=members, next_persons=frozenset(one.person for one in there or ()))


def _of_the_committee(lookups: Lookups, division: str) -> list[SeenMembership]:
    """Its memberships of all terms, page by page, and of no other committee's."""
    found, after = list[SeenMembership](), ""
    while page := lookups.of_division(SeenMembership, MEMBERS, division, after):
        after = page[-1].id
        found += page
    return found


def _others(lookups: Lookups, committee_division: str, besides: str) -> tuple[SeenTerm, ...]:
    """Pinned: of two that are planned at once, the second sees the first."""
    return tuple(one for one in lookups.pinned_that_name(SeenTerm, TERMS, committee_division) if one.id != besides)
