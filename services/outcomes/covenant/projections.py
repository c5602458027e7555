"""What can be read of a covenant: by everybody once it is in force."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.covenant.events import Clause
from services.outcomes.covenant.state import Covenant, Edition


@dataclass(frozen=True, slots=True)
class EditionShown:
    number: int
    clauses: tuple[Clause, ...]
    how: str
    on: date
    votes_for: int | None
    votes_against: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class CovenantShown:
    """`edition` is the number of the newest version that was adopted, None before there is one."""

    outcome: str
    topic: str
    organisation: str
    title: str
    clauses: tuple[Clause, ...]
    edition: int | None
    editions: tuple[EditionShown, ...]
    reason: str | None


def row(covenant: Covenant, covenant_id: str) -> ReadRow:
    drafted, editions = covenant.drafted, covenant.editions
    return ReadRow(
        division=drafted.division,
        shown=CovenantShown(
            outcome=drafted.outcome_id,
            topic=drafted.topic_id,
            organisation=drafted.organisation,
            title=covenant.title,
            clauses=covenant.clauses,
            edition=editions[-1].number if editions else None,
            editions=tuple(map(_shown, editions)),
            reason=covenant.reason,
        ),
        organisation=drafted.organisation,
        topic=drafted.topic_id,
        outcome=drafted.outcome_id,
        audience="public" if editions else "place",
        search=" ".join((covenant.title, *(clause.text for clause in covenant.clauses))),
    )


def _shown(edition: Edition) -> EditionShown:
    adoption = edition.adoption
    return EditionShown(
        edition.number,
        edition.clauses,
        adoption.how,
        adoption.on,
        adoption.votes_for,
        adoption.votes_against,
        adoption.note,
    )
