"""What is allowed with a covenant, and what follows."""

from dataclasses import dataclass
from datetime import date

from services.outcomes import covenant_rules as rules
from services.outcomes.covenant import commands as asked
from services.outcomes.covenant.events import (
    Adoption,
    Clause,
    CovenantAdopted,
    CovenantAmended,
    CovenantDrafted,
    CovenantEvent,
    CovenantRevised,
)
from services.outcomes.covenant.state import Covenant

NOT_APPROVED = ("drafted", "under_review", "returned", "not_adopted")


@dataclass(frozen=True, slots=True)
class CameOf:
    """The outcome that the covenant is written out of; `into` is what that was converted into, `has_one` whether such a one stands."""

    state: str
    into: str | None
    topic: str
    division: str
    organisation: str
    has_one: bool = False


@dataclass(frozen=True)
class Facts:
    """`outcome` is known to drafting."""

    today: date
    outcome: CameOf | None = None


def draft_covenant(nothing: None, command: asked.DraftCovenant, facts: Facts) -> list[CovenantEvent]:
    assert facts.outcome is not None
    outcome = facts.outcome
    if outcome.state in NOT_APPROVED or (outcome.state == "converted" and outcome.into != "covenant"):
        raise rules.CovenantComesOfWhatWasApproved
    if outcome.state == "converted" and outcome.has_one:
        raise rules.AConvertedOutcomeHasItsCovenant
    _obliging(command.clauses)
    return [
        CovenantDrafted(
            covenant_id=command.covenant_id,
            outcome_id=command.outcome,
            topic_id=outcome.topic,
            division=outcome.division,
            organisation=outcome.organisation,
            title=command.title,
            clauses=command.clauses,
        )
    ]


def revise_covenant(covenant: Covenant, command: asked.ReviseCovenant, facts: Facts) -> list[CovenantEvent]:
    title = command.title or covenant.title
    clauses = covenant.clauses if command.clauses is None else command.clauses
    if (title, clauses) == (covenant.title, covenant.clauses):
        raise rules.NothingOfTheCovenantChanges
    _obliging(clauses)
    return [CovenantRevised(command.covenant_id, title, clauses)]


def adopt_covenant(covenant: Covenant, command: asked.AdoptCovenant, facts: Facts) -> list[CovenantEvent]:
    return [CovenantAdopted(command.covenant_id, _adoption(command, facts))]


def amend_covenant(covenant: Covenant, command: asked.AmendCovenant, facts: Facts) -> list[CovenantEvent]:
    if command.clauses == covenant.clauses:
        raise rules.NothingOfTheCovenantChanges
    _obliging(command.clauses)
    adoption = _adoption(command, facts)
    if adoption.on < covenant.editions[-1].adoption.on:
        raise rules.NotBeforeTheVersionBefore
    return [CovenantAmended(command.covenant_id, command.clauses, adoption)]


def _adoption(command: asked.AdoptCovenant | asked.AmendCovenant, facts: Facts) -> Adoption:
    votes_for, votes_against = command.votes_for, command.votes_against
    if command.on > facts.today:
        raise rules.AdoptionMustHaveBeen(command.on.isoformat())
    if command.how != "vote" and (votes_for, votes_against) != (None, None):
        raise rules.OnlyAVoteHasVotes
    if command.how == "vote" and (votes_for is None or votes_against is None):
        raise rules.AVoteIsCounted
    if votes_for is not None and votes_against is not None and votes_for <= votes_against:
        raise rules.AVoteIsWon
    return Adoption(command.how, command.on, votes_for, votes_against, command.note)


def _obliging(clauses: tuple[Clause, ...]) -> None:
    if not any(clause.kind == "obligation" for clause in clauses):
        raise rules.CovenantHasAnObligation
