"""What is allowed with terms, and what changes: no two of one committee overlap, and nobody is left between two."""

from dataclasses import dataclass
from datetime import date

from services.members.member.events import MemberCarriedOn, MemberEnded
from services.members.rules import must_lie_ahead
from services.members.term import commands as asked
from services.members.term import events as happened
from services.members.term.events import TermEvent
from services.members.term.state import SeenTerm, State, Term
from services.members.term_rules import (
    AnotherTermIsRunning,
    CommitteesDivisionMustExist,
    EveryMemberIsSettled,
    NextTermMustBePlanned,
    NextTermMustFollow,
    TermIsThereAlready,
    TermMustEndAfterItStarts,
    TermsMustNotOverlap,
    WhoStaysIsInTheNextTermAlready,
    WhoStaysMustBeAMember,
)

A_PAGE = 100
"""So many members are settled in one decision; what follows comes in further ones."""


@dataclass(frozen=True, slots=True)
class TermsMember:
    """A membership of the term, in force."""

    id: str
    person: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`others` are the committee's other terms, without the next one where that is named; `next_persons` its members.

    Planning and amending look at the day of entry.
    """

    today: date
    entered_on: date
    division_known: bool = True
    others: tuple[SeenTerm, ...] = ()
    next_term: SeenTerm | None = None
    members: tuple[TermsMember, ...] = ()
    next_persons: frozenset[str] = frozenset()


def plan_term(_: None, command: asked.PlanTerm, facts: Facts) -> list[TermEvent]:
    if not facts.division_known:
        raise CommitteesDivisionMustExist
    _check(command.number, command.name, command.starts, command.ends, facts.others)
    must_lie_ahead(command.ends, facts.entered_on)
    return [
        happened.TermPlanned(
            command.term_id,
            command.committee_division,
            command.number,
            command.name,
            command.starts,
            command.ends,
        )
    ]


def amend_term(term: Term, command: asked.AmendTerm, facts: Facts) -> list[TermEvent]:
    number = term.number if command.number is None else command.number
    name, starts = command.name or term.name, command.starts or term.starts
    ends = command.ends or term.ends
    _check(number, name, starts, ends, facts.others)
    must_lie_ahead(command.ends, facts.entered_on)
    return [happened.TermAmended(command.term_id, number, name, starts, ends)]


def start_term(term: Term, command: asked.StartTerm, facts: Facts) -> list[TermEvent]:
    """It runs as planned: one that is entered in its middle began long ago."""
    if any(other.state is State.RUNNING for other in facts.others):
        raise AnotherTermIsRunning
    starts = min(term.starts, facts.today)
    _must_not_overlap(starts, term.ends, facts.others)
    return [happened.TermStarted(command.term_id, starts, previous=None)]


def change_over(term: Term, command: asked.ChangeOver, facts: Facts) -> list[TermEvent]:
    """Both terms in one decision, on one day; the members follow page by page."""
    following = facts.next_term
    if following is None or following.state is not State.PLANNED:
        raise NextTermMustBePlanned
    if following.committee_division != term.committee_division:
        raise NextTermMustBePlanned
    if following.number <= term.number:
        raise NextTermMustFollow
    if following.ends <= facts.today:
        raise TermMustEndAfterItStarts
    _must_not_overlap(facts.today, following.ends, facts.others)
    staying = _who_stays(command, facts)
    return [
        happened.TermChangedOver(command.term_id, facts.today, command.next_term, staying, command.reason),
        happened.TermStarted(command.next_term, facts.today, command.term_id),
    ]


def end_term(term: Term, command: asked.EndTerm, facts: Facts) -> list[TermEvent]:
    return [happened.TermEnded(command.term_id, facts.today, command.reason)]


def settle_members(
    term: Term, command: asked.SettleMembers, facts: Facts
) -> list[TermEvent | MemberCarriedOn | MemberEnded]:
    page = facts.members[:A_PAGE]
    if not page:
        raise EveryMemberIsSettled
    settled = [_settled(term, one, facts) for one in page]
    stayed = sum(isinstance(one, MemberCarriedOn) for one in settled)
    left = len(facts.members) - len(page)
    return [happened.TermMembersSettled(command.term_id, stayed, len(page) - stayed, left), *settled]


def _settled(term: Term, member: TermsMember, facts: Facts) -> MemberCarriedOn | MemberEnded:
    """Who was admitted to the next term meanwhile is not a member of it twice."""
    stays = member.id in term.staying and member.person not in facts.next_persons
    if stays and facts.next_term is not None:
        return MemberCarriedOn(member.id, facts.next_term.name, facts.next_term.id)
    return MemberEnded(member.id, term.reason or "")


def _who_stays(command: asked.ChangeOver, facts: Facts) -> tuple[str, ...]:
    members = {one.id: one.person for one in facts.members}
    staying = tuple(dict.fromkeys(command.staying))
    for one in staying:
        if one not in members:
            raise WhoStaysMustBeAMember(one)
        if members[one] in facts.next_persons:
            raise WhoStaysIsInTheNextTermAlready(one)
    return staying


def _check(number: int, name: str, starts: date, ends: date, others: tuple[SeenTerm, ...]) -> None:
    if ends <= starts:
        raise TermMustEndAfterItStarts
    if any(other.took_place and (other.number == number or other.name == name) for other in others):
        raise TermIsThereAlready
    _must_not_overlap(starts, ends, others)


def _must_not_overlap(starts: date, ends: date, others: tuple[SeenTerm, ...]) -> None:
    if any(other.took_place and other.overlaps(starts, ends) for other in others):
        raise TermsMustNotOverlap
