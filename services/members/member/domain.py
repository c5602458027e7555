"""What is allowed with memberships, and what changes."""

from dataclasses import dataclass

from services.members.member.commands import AdmitMember, AmendMember
from services.members.member.events import MemberAdmitted, MemberAmended, MemberEvent
from services.members.member.state import Member
from services.members.rules import AdmittedAlready, PersonMustBeActive
from services.members.term.state import SeenTerm
from services.members.term.state import State as TermState
from services.members.term_rules import CommitteesDivisionMustExist, TermMustNotHaveEnded


@dataclass(frozen=True, slots=True)
class Membership:
    """Of which committee, in which term."""

    committee_division: str
    term: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`others` are the person's other memberships that have not ended; `term` is the committee's that is named, if it has it.

    `names_a_record` when what is said of the term can only be an id.
    """

    person_active: bool = True
    division_known: bool = True
    others: tuple[Membership, ...] = ()
    term: SeenTerm | None = None
    names_a_record: bool = False


def admit_member(_: None, command: AdmitMember, facts: Facts) -> list[MemberEvent]:
    check_surroundings(facts)
    term, term_id = term_of(command.term, facts)
    check_others(Membership(command.committee_division, term), facts)
    return [
        MemberAdmitted(command.member_id, command.person, command.committee_division, command.sector, term, term_id)
    ]


def amend_member(member: Member, command: AmendMember, facts: Facts) -> list[MemberEvent]:
    check_surroundings(facts)
    division = command.committee_division or member.committee_division
    term, term_id = member.term, member.term_id
    if (command.committee_division, command.term) != (None, None):
        term, term_id = term_of(command.term or member.term, facts)
    check_others(Membership(division, term), facts)
    return [MemberAmended(command.member_id, division, command.sector or member.sector, term, term_id)]


def term_of(said: str, facts: Facts) -> tuple[str, str | None]:
    """What the term is called, and its id where the committee has it on record; nobody joins one that has ended."""
    if facts.term is None:
        if facts.names_a_record:
            raise TermMustNotHaveEnded
        return said, None
    if facts.term.state is TermState.ENDED:
        raise TermMustNotHaveEnded
    return facts.term.name, facts.term.id


def check_surroundings(facts: Facts) -> None:
    if not facts.person_active:
        raise PersonMustBeActive
    if not facts.division_known:
        raise CommitteesDivisionMustExist


def check_others(wanted: Membership, facts: Facts) -> None:
    if wanted in facts.others:
        raise AdmittedAlready
