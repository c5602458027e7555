"""What can be read of a vote: by the voter and by auditors, and by nobody else at any time."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.vote.circumstances import NOWHERE
from services.outcomes.vote.state import Vote


@dataclass(frozen=True, slots=True)
class VoteShown:
    contest: str
    entries: tuple[str, ...]


def row(vote: Vote, vote_id: str) -> ReadRow:
    """The contest is named so that the count finds every vote in it; search finds them for an auditor."""
    cast = vote.cast
    return ReadRow(
        division=NOWHERE,
        shown=VoteShown(cast.contest, cast.entries),
        named=(cast.voter, cast.contest),
        search=cast.contest,
    )
