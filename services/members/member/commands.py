"""What can be asked about a membership."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdmitMember:
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
class EndMember:
    member_id: str
    reason: str
