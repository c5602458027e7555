"""What can be read of a membership."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.members.member.state import Member


@dataclass(frozen=True, slots=True)
class MemberShown:
    person: str
    committee_division: str
    sector: str
    term: str
    term_id: str | None


@dataclass(frozen=True, slots=True)
class HeldMembership:
    """A membership as the next decision on its member sees it."""

    id: str
    state: str
    person: str
    committee_division: str
    term: str


def row(member: Member, member_id: str) -> ReadRow:
    return ReadRow(
        division=member.committee_division,
        shown=MemberShown(member.person, member.committee_division, member.sector, member.term, member.term_id),
        named=(member.person,),
        search=f"{member.sector} {member.term}",
    )
