"""What can be read of an entry. Depends on the entry's own events only, as its row is written with them."""

from dataclasses import dataclass

from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.contest.state import Contest


@dataclass(frozen=True, slots=True)
class ContestEntryShown:
    """`from_division` is the division of the case; the record's own division is where it waits."""

    contest: str
    case: str
    title: str
    from_division: str
    organisation: str
    selected_by: str | None
    opinion: str | None
    reason: str | None


def row(contest: Contest, entry_id: str) -> ReadRow:
    """Whoever entered it and whoever selected it read it to its end."""
    entry = contest.entries[entry_id]
    submitted = entry.submitted
    return ReadRow(
        division=entry.waits_in,
        shown=ContestEntryShown(
            contest=submitted.contest_id,
            case=submitted.case,
            title=submitted.title,
            from_division=submitted.division,
            organisation=submitted.organisation,
            selected_by=entry.selected_by,
            opinion=entry.opinion,
            reason=entry.reason,
        ),
        organisation=submitted.organisation,
        named=(entry.selected_by,) if entry.selected_by else (),
        search=submitted.title,
    )
