"""The circumstances of a command: where a contest stands, its days as instants, the votes that were cast."""

from datetime import date, timedelta

from infra.kernel.access.places import GUIDING_KINDS, Place
from infra.kernel.base.clock import day_in_china, end_of_day
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import division_named, holder_named
from services.outcomes.contest.commands import CallContest, CloseVote, SetContestDates
from services.outcomes.contest.domain import Facts
from services.outcomes.contest.events import Calendar
from services.outcomes.contest.state import Contest
from services.outcomes.vote.state import SeenVote

ONE_DAY = timedelta(days=1)


def place(contest: Contest, record_id: str) -> Place:
    return Place(division=contest.called.division, council=contest.called.organisation)


def place_of_new(lookups: Lookups, contest: None, command: CallContest) -> Place:
    return Place(division=command.division, council=command.organisation)


def facts(lookups: Lookups, contest: Contest | None, command: object) -> Facts:
    today = day_in_china(lookups.recorded_at)
    match command:
        case CallContest():
            division_named(lookups, "division", command.division)
            organiser = holder_named(lookups, "organisation", command.organisation, command.division)
            days = calendar(command.submit_until, command.vote_from, command.vote_until)
            return Facts(today, days, organiser.kind in GUIDING_KINDS)
        case SetContestDates():
            assert contest is not None
            now = contest.calendar
            days = calendar(
                command.submit_until or now.submit_until,
                command.vote_from or now.vote_from,
                command.vote_until or now.vote_until,
            )
            return Facts(today, days)
        case CloseVote():
            votes = lookups.pinned_that_name(SeenVote, "votes", command.contest_id)
            return Facts(today, votes=tuple(votes))
        case _:
            return Facts(today)


def calendar(submit_until: date, vote_from: date, vote_until: date) -> Calendar:
    """Days are those of China; the vote begins when the day before it is over."""
    begins, ends = end_of_day(vote_from - ONE_DAY), end_of_day(vote_until)
    return Calendar(submit_until, vote_from, vote_until, end_of_day(submit_until), begins, ends)
