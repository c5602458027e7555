"""What is allowed with an entry, and what changes."""

from dataclasses import dataclass

from services.outcomes import contest_rules as rules
from services.outcomes.case.state import SeenCase
from services.outcomes.contest.state import Contest, State
from services.outcomes.contest_entry import commands as asked
from services.outcomes.contest_entry.events import (
    ContestEntryEvent,
    ContestEntrySelected,
    ContestEntryShortlisted,
    ContestEntrySubmitted,
    ContestEntryTurnedDown,
)
from services.outcomes.contest_entry.state import State as EntryState

ENTERED = ("submitted", "published")


@dataclass(frozen=True, slots=True)
class Facts:
    """`case` is the case named, or the entry's; `selecting` the division whose office selects a new entry."""

    case: SeenCase | None = None
    selecting: str = ""
    by_an_office: bool = True
    is_over: bool = False


def submit_entry(contest: Contest, command: asked.SubmitEntry, facts: Facts) -> list[ContestEntryEvent]:
    if not facts.by_an_office:
        raise rules.OrganiserMustBeAnOffice
    case = facts.case
    if case is None or case.state not in ENTERED or not case.division.startswith(contest.called.division):
        raise rules.CaseMustBeThere
    if any(one.submitted.case == case.id for one in contest.entries.values()):
        raise rules.CaseIsEnteredOnce
    if contest.state is not State.CALLING or facts.is_over:
        raise rules.ContestMustBeCalling
    return [
        ContestEntrySubmitted(
            contest_id=command.contest_id,
            entry_id=command.entry_id,
            case=case.id,
            title=case.title,
            division=case.division,
            organisation=command.organisation,
            selecting=facts.selecting,
        )
    ]


def select_entry(contest: Contest, command: asked.SelectEntry, facts: Facts) -> list[ContestEntryEvent]:
    if contest.state not in (State.CALLING, State.FIRST_REVIEW):
        raise rules.ContestMustBeReviewed
    return [ContestEntrySelected(command.contest_id, command.entry_id, command.opinion, command.actor_organisation)]


def shortlist_entry(contest: Contest, command: asked.ShortlistEntry, facts: Facts) -> list[ContestEntryEvent]:
    if contest.state is not State.FIRST_REVIEW:
        raise rules.ContestMustBeReviewed
    if facts.case is None or facts.case.state != "published":
        raise rules.CaseMustBePublished
    return [ContestEntryShortlisted(command.contest_id, command.entry_id)]


def turn_down_entry(contest: Contest, command: asked.TurnDownEntry, facts: Facts) -> list[ContestEntryEvent]:
    """Also what is on notice, where somebody objected with reason; something stays for the vote."""
    if contest.state not in (State.CALLING, State.FIRST_REVIEW, State.NOTICED):
        raise rules.ContestMustBeReviewed
    is_listed = contest.entries[command.entry_id].state is EntryState.SHORTLISTED
    if contest.state is State.NOTICED and is_listed and len(contest.shortlist) == 1:
        raise rules.ShortlistMustNotBeEmpty
    return [ContestEntryTurnedDown(command.contest_id, command.entry_id, command.reason)]
