"""What can be read of a contest, and what the public does not read of it before it is decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infra.kernel.contract.kept_inside import KeptInside
from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.contest.events import (
    Award,
    ContestCancelled,
    ContestDatesSet,
    ContestRanked,
    ContestVoteClosed,
    Date,
)
from services.outcomes.contest.state import Contest, State


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry on the shortlist; `votes` once they were counted."""

    entry: str
    case: str
    title: str
    organisation: str
    votes: int | None


@dataclass(frozen=True)
class ContestShown:
    """The shortlist is shown once it is on notice."""

    title: str
    text: str
    organisation: str
    choices: int
    submit_until: Date
    vote_from: Date
    vote_until: Date
    shortlist: tuple[ListedEntry, ...]
    voters: int | None
    ranking: tuple[Award, ...]
    summary: str | None
    reason: str | None


def row(contest: Contest, record_id: str) -> ReadRow:
    """Every office reads the call; everybody reads it from the notice on."""
    return ReadRow(
        division=contest.called.division,
        shown=_shown(contest),
        organisation=contest.called.organisation,
        audience="public" if contest.noticed else "tokens",
        search=f"{contest.called.title} {contest.called.text}",
    )


def _shown(contest: Contest) -> ContestShown:
    called, days = contest.called, contest.calendar
    return ContestShown(
        title=called.title,
        text=called.text,
        organisation=called.organisation,
        choices=called.choices,
        submit_until=days.submit_until,
        vote_from=days.vote_from,
        vote_until=days.vote_until,
        shortlist=_listed(contest) if contest.noticed else (),
        voters=contest.voters,
        ranking=contest.ranking,
        summary=contest.summary,
        reason=contest.reason,
    )


def _listed(contest: Contest) -> tuple[ListedEntry, ...]:
    votes = {one.entry: one.votes for one in contest.tally}
    return tuple(
        ListedEntry(
            one.entry_id, one.submitted.case, one.submitted.title, one.submitted.organisation, votes.get(one.entry_id)
        )
        for one in contest.shortlist
    )


def _until_published(state: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    """No counts and no ranking before they are published, and not why the days were changed."""
    if state == State.PUBLISHED:
        return {"reason": None}
    uncounted = [{**one, "votes": None} for one in shown["shortlist"]]
    return {"shortlist": uncounted, "voters": None, "ranking": [], "summary": None, "reason": None}


KEPT_INSIDE = KeptInside(
    _until_published,
    {
        ContestDatesSet: ("reason",),
        ContestCancelled: ("reason",),
        ContestVoteClosed: ("tally", "voters"),
        ContestRanked: ("ranking", "summary"),
    },
)
"""The record shows counts and ranking when they are published; the steps of the history stay without."""
