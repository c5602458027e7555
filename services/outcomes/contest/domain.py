"""What is allowed with a contest, and what changes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from services.outcomes import contest_rules as rules
from services.outcomes.contest import commands as asked
from services.outcomes.contest import events as happened
from services.outcomes.contest.events import Calendar, ContestEvent, Tally
from services.outcomes.contest.state import Contest, State
from services.outcomes.contest_entry.state import UNDECIDED
from services.outcomes.vote.state import SeenVote

MOST_CHOICES = 20


@dataclass(frozen=True, slots=True)
class Facts:
    """`today` is the day of entry; `calendar` the days as they would be; `votes` all that were cast."""

    today: date
    calendar: Calendar | None = None
    by_an_office: bool = True
    votes: tuple[SeenVote, ...] = ()


def call_contest(_: None, command: asked.CallContest, facts: Facts) -> list[ContestEvent]:
    if not facts.by_an_office:
        raise rules.OrganiserMustBeAnOffice
    if not 1 <= command.choices <= MOST_CHOICES:
        raise rules.EachVoterHasAChoice
    assert facts.calendar is not None
    _must_follow(facts.calendar, facts.calendar.submit_until > facts.today)
    return [
        happened.ContestCalled(
            contest_id=command.contest_id,
            title=command.title,
            text=command.text,
            division=command.division,
            organisation=command.organisation,
            choices=command.choices,
            calendar=facts.calendar,
        )
    ]


def set_dates(contest: Contest, command: asked.SetContestDates, facts: Facts) -> list[ContestEvent]:
    """What is set lies ahead; what is over stays as it was."""
    assert facts.calendar is not None
    if command.submit_until is not None and contest.state is not State.CALLING:
        raise rules.SubmissionsAreOver
    ahead = (command.submit_until, command.vote_from, facts.calendar.vote_from, facts.calendar.vote_until)
    _must_follow(facts.calendar, all(day > facts.today for day in ahead if day is not None))
    return [happened.ContestDatesSet(command.contest_id, facts.calendar, command.reason)]


def _must_follow(days: Calendar, ahead: bool) -> None:
    if not ahead or not days.submit_until < days.vote_from <= days.vote_until:
        raise rules.ContestDaysMustFollow


def post_notice(contest: Contest, command: asked.PostContestNotice, facts: Facts) -> list[ContestEvent]:
    undecided = [one.submitted.title for one in contest.entries.values() if one.state in UNDECIDED]
    if undecided:
        raise rules.EveryEntryMustBeDecided("、".join(undecided))
    if not contest.shortlist:
        raise rules.ShortlistMustNotBeEmpty
    if contest.calendar.vote_from <= facts.today:
        raise rules.VoteMustLieAhead(contest.calendar.vote_from.isoformat())
    on_the_list = tuple(one.entry_id for one in contest.shortlist)
    return [happened.ContestNoticePosted(command.contest_id, on_the_list)]


def close_vote(contest: Contest, command: asked.CloseVote, facts: Facts) -> list[ContestEvent]:
    """Each vote counts once for each entry that it chose; what nobody chose is told as well."""
    counted = Counter(entry for vote in facts.votes for entry in vote.entries)
    tally = tuple(Tally(one.entry_id, counted[one.entry_id]) for one in contest.shortlist)
    return [happened.ContestVoteClosed(command.contest_id, tally, len(facts.votes))]


def rank_contest(contest: Contest, command: asked.RankContest, facts: Facts) -> list[ContestEvent]:
    """The final review heeds the vote and is not bound by it; how it did is said in the summary."""
    on_the_list = {one.entry_id for one in contest.shortlist}
    ranked = [one.entry for one in command.ranking]
    if not ranked or len({*ranked}) < len(ranked) or not on_the_list.issuperset(ranked):
        raise rules.RankedMustBeOnTheShortlist
    return [happened.ContestRanked(command.contest_id, tuple(command.ranking), command.summary)]
