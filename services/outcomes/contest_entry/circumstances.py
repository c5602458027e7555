"""The circumstances of a command: whose word an entry waits for, and which case it is."""

from infra.kernel.access.places import GUIDING_KINDS, Place, ancestry
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import holder_named
from services.outcomes.case.state import SeenCase
from services.outcomes.contest.state import Contest
from services.outcomes.contest_entry.commands import ShortlistEntry, SubmitEntry
from services.outcomes.contest_entry.domain import Facts
from services.outcomes.contest_entry.state import EnteredCase

NOWHERE = "-"


def place(contest: Contest, entry_id: str) -> Place:
    """Where it waits: at the office above whoever entered it, then at that of the contest."""
    return Place(division=contest.entries[entry_id].waits_in)


def place_of_new(lookups: Lookups, contest: Contest, command: SubmitEntry) -> Place:
    """Where its case stands; a case that is not there stands nowhere."""
    case = lookups.one(SeenCase, "cases", command.case)
    return Place(division=case.division if case else NOWHERE, council=command.organisation)


def facts(lookups: Lookups, contest: Contest, command: object) -> Facts:
    match command:
        case SubmitEntry():
            case = lookups.pinned(SeenCase, "cases", command.case)
            if case is None:
                return Facts()
            office = holder_named(lookups, "organisation", command.organisation, case.division)
            return Facts(
                case=case,
                selecting=selecting(office.division, contest.called.division),
                by_an_office=office.kind in GUIDING_KINDS,
                is_over=lookups.recorded_at >= contest.calendar.submissions_end_at,
            )
        case ShortlistEntry():
            named = contest.entries[command.entry_id].submitted.case
            return Facts(case=lookups.pinned(SeenCase, "cases", named, unread=True))
        case _:
            return Facts()


def selecting(division: str, contest: str) -> str:
    """One level above the office that enters it, and never above the contest: its organiser then selects itself."""
    above = ancestry(division)[1:2]
    return above[0] if above and above[0].startswith(contest) else contest


def part(contest: Contest, entry_id: str) -> EnteredCase | None:
    return contest.entries.get(entry_id)
