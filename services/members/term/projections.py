"""What can be read of a term."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.term.state import Term


@dataclass(frozen=True, slots=True)
class TermShown:
    """`stayed`, `gone`, `left`: of how many members it is settled what becomes of them, and of how many it is not yet."""

    committee_division: str
    number: int
    name: str
    starts: date
    ends: date
    previous: str | None
    next_term: str | None
    reason: str | None
    stayed: int
    gone: int
    left: int | None


def row(term: Term, term_id: str) -> ReadRow:
    return ReadRow(
        division=term.committee_division,
        shown=TermShown(
            term.committee_division,
            term.number,
            term.name,
            term.starts,
            term.ends,
            term.previous,
            term.next_term,
            term.reason,
            term.stayed,
            term.gone,
            term.left,
        ),
        # The committee, so that its terms are found without reading those of all.
        named=(term.committee_division,),
        audience="tokens",
        search=term.name,
    )
