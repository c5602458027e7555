"""What an outcome becomes when it is converted: in any case a record."""

from services.outcomes import rules
from services.outcomes.covenant.events import Clause, CovenantDrafted
from services.outcomes.outcome.commands import ConvertOutcome
from services.outcomes.outcome.domain import Facts
from services.outcomes.outcome.events import OutcomeConverted, OutcomeEvent
from services.outcomes.outcome.state import Outcome


def convert_outcome(outcome: Outcome, command: ConvertOutcome, facts: Facts) -> list[OutcomeEvent | CovenantDrafted]:
    """With the outcome's own words where no others are said."""
    if command.into == "upper_topic" and facts.above is None:
        raise rules.NobodyAboveTakesItUp
    above = facts.above if command.into == "upper_topic" else None
    converted = OutcomeConverted(
        outcome_id=outcome.outcome_id,
        topic_id=outcome.topic_id,
        into=command.into,
        reason=command.reason,
        title=command.title or outcome.title,
        text=command.text or outcome.text,
        made=command.made,
        division=above.division if above else None,
        organisation=above.organisation if above else None,
    )
    return [converted, _covenant(outcome, command)] if command.into == "covenant" else [converted]


def _covenant(outcome: Outcome, command: ConvertOutcome) -> CovenantDrafted:
    """A draft with one clause, to be revised into as many as it is to have."""
    return CovenantDrafted(
        covenant_id=command.made,
        outcome_id=outcome.outcome_id,
        topic_id=outcome.topic_id,
        division=outcome.division,
        organisation=outcome.organisation,
        title=command.title or outcome.title,
        clauses=(Clause("obligation", command.text or outcome.text),),
    )
