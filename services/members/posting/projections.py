"""What can be read of a posting."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.members.posting.state import Posting


@dataclass(frozen=True, slots=True)
class PostingShown:
    member: str
    person: str
    organisation: str
    kind: str
    kind_label: str
    principle: str
    starts: date | None
    ends: date | None
    posting: str | None
    takes_over: tuple[str, ...]
    organisation_ended: bool


def row(posting: Posting, posting_id: str) -> ReadRow:
    return ReadRow(
        division=posting.division,
        shown=PostingShown(
            posting.member,
            posting.person,
            posting.organisation,
            posting.kind,
            posting.kind_label,
            posting.principle,
            posting.starts,
            posting.ends,
            posting.posting,
            posting.takes_over,
            posting.organisation_ended,
        ),
        organisation=posting.organisation,
        # The membership, so that the postings of one member are found.
        named=(posting.person, posting.member),
        search=posting.kind_label,
    )
