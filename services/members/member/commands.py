"""What can be asked about a membership."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdmitMember:
    """`term` is the id of one of the committee's terms, or what it is called."""

    member_id: str
    person: str
    committee_division: str
    sector: str
    term: str


@dataclass(frozen=True, slots=True)
class AmendMember:
    member_id: str
    committee_division: str | None = None
    sector: str | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True)
class CarryMemberOn:
    """Given by the change of term, in the decision that settles its members."""

    member_id: str
    term: str
    term_id: str


@dataclass(frozen=True, slots=True)
class EndMember:
    member_id: str
    reason: str
