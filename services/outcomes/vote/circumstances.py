"""The circumstances of a command: who votes, in which contest, and that he has one vote there."""

from datetime import UTC, datetime

from infra.kernel.access.offices import OFFICE, KnownOffice
from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.ids import id_of
from infra.kernel.contract.lifecycle import Lookups
from services.outcomes.contest.state import SeenContest
from services.outcomes.vote.commands import CastVote
from services.outcomes.vote.domain import Facts
from services.outcomes.vote.state import Vote

NOWHERE = "-"
"""No division's code begins so: whoever reads what lies in a place reads no vote."""
ALL_ALIKE = datetime(2026, 1, 1, tzinfo=UTC)


def place(vote: Vote, vote_id: str) -> Place:
    return Place(division=NOWHERE, persons=(vote.cast.voter,))


def place_of_new(lookups: Lookups, vote: Vote | None, command: CastVote) -> Place:
    """Everybody votes in person, wherever he is."""
    return Place(division=NOWHERE, persons=(command.actor_person,) if command.actor_person else ())


def id_of_new(command: CastVote) -> str:
    """The same for the same two: so there is one vote of them, whoever writes at once."""
    return id_of(f"vote/{command.contest}/{command.actor_person}", ALL_ALIKE)


def facts(lookups: Lookups, vote: Vote | None, command: CastVote) -> Facts:
    """The contest is pinned: no vote comes in beside the count."""
    contest = lookups.pinned(SeenContest, "contests", command.contest, unread=True)
    today, happened = day_in_china(lookups.recorded_at), day_in_china(lookups.now)
    return Facts(
        contest,
        in_office(lookups, command.actor_person),
        contest is not None and contest.vote_from <= happened <= today <= contest.vote_until,
    )


def in_office(lookups: Lookups, person: str | None) -> bool:
    """Whether he holds some office, or is a member, on the day of entry."""
    today = day_in_china(lookups.recorded_at)
    held = lookups.copies(KnownOffice, OFFICE, person) if person else []
    return any(one.entitles(one.role, one.organisation, today) for one in held)
