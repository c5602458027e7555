"""What follows for an outcome when its topic belongs to another organisation."""

from services.outcomes import rules
from services.outcomes.outcome.commands import TakeOverOutcome
from services.outcomes.outcome.events import OutcomeEvent, OutcomeTakenOver
from services.outcomes.outcome.state import Outcome


def take_over_outcome(outcome: Outcome, command: TakeOverOutcome, facts: object) -> list[OutcomeEvent]:
    if command.organisation != outcome.organisation or command.successor == outcome.organisation:
        raise rules.NoLongerItsCouncil
    return [OutcomeTakenOver(command.outcome_id, outcome.topic_id, command.organisation, command.successor)]
