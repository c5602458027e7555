"""What is allowed with a vote: one person, one vote, for what is on the shortlist, while the vote is open."""

from dataclasses import dataclass

from services.outcomes import contest_rules as rules
from services.outcomes.contest.state import SeenContest, State
from services.outcomes.vote.commands import CastVote
from services.outcomes.vote.events import VoteCast, VoteEvent
from services.outcomes.vote.state import Vote


@dataclass(frozen=True, slots=True)
class Facts:
    """`in_office`: the voter holds an office or is a member today. `is_time`: its days have begun and are not over."""

    contest: SeenContest | None = None
    in_office: bool = True
    is_time: bool = True


def cast_vote(vote: Vote | None, command: CastVote, facts: Facts) -> list[VoteEvent]:
    if facts.contest is None:
        raise rules.ContestMustBeThere
    chosen = {*command.entries}
    if not 1 <= len(chosen) <= facts.contest.choices or len(chosen) < len(command.entries):
        raise rules.TooManyChosen(str(facts.contest.choices))
    if not facts.in_office or command.actor_person is None:
        raise rules.VoterMustHoldAnOffice
    if facts.contest.state != State.VOTING or not facts.is_time:
        raise rules.VoteMustBeOpen
    if not {one.entry for one in facts.contest.shortlist}.issuperset(chosen):
        raise rules.ChosenMustBeOnTheShortlist
    if vote is not None:
        raise rules.VotedAlready
    return [VoteCast(command.vote_id, command.contest, command.actor_person, tuple(command.entries))]
