"""The decisions that reach everybody: feedback, why an outcome was declined or closed, and whoever is left to be told."""

from datetime import datetime
from typing import Protocol

from services.outcomes import rules
from services.outcomes.outcome.commands import DeclineOutcome, FeedBackOutcome, TellOutcome
from services.outcomes.outcome.events import OutcomeDeclined, OutcomeEvent, OutcomeFedBack, OutcomeTold
from services.outcomes.outcome.state import Outcome, next_words
from services.outcomes.telling.domain import Matter, Readers, Recipient, Words, tellings, untold
from services.outcomes.telling.events import TellingEvent


class Known(Protocol):
    """Of what is known to the outcome's decisions, what these need."""

    @property
    def now(self) -> datetime: ...

    @property
    def readers(self) -> Readers: ...


def feed_back_outcome(outcome: Outcome, command: FeedBackOutcome, facts: Known) -> list[OutcomeEvent | TellingEvent]:
    fed_back = OutcomeFedBack(outcome.outcome_id, outcome.topic_id, command.text)
    return [fed_back, *_told(outcome, next_words(outcome, "fed_back", command.text), facts)]


def decline_outcome(outcome: Outcome, command: DeclineOutcome, facts: Known) -> list[OutcomeEvent | TellingEvent]:
    declined = OutcomeDeclined(outcome.outcome_id, outcome.topic_id, command.reason)
    return [declined, *_told(outcome, next_words(outcome, "declined", command.reason), facts)]


def tell_outcome(outcome: Outcome, command: TellOutcome, facts: Known) -> list[OutcomeEvent | TellingEvent]:
    """Whoever came late to it, or was one too many for one decision."""
    if outcome.words is None or not untold(facts.readers):
        raise rules.EveryoneHasBeenTold
    return _told(outcome, outcome.words, facts)


def left_to_tell(outcome: Outcome, readers: Readers) -> list[Recipient]:
    """Nobody while it has no words for them yet."""
    return untold(readers) if outcome.words else []


def _told(outcome: Outcome, words: Words, facts: Known) -> list[OutcomeEvent | TellingEvent]:
    """A record for each who has none, as many as fit into one decision, and the count that says how many are left."""
    matter = Matter(outcome.outcome_id, outcome.topic_id, outcome.division, outcome.organisation, words)
    left, to_tell = untold(facts.readers), len(facts.readers.recipients)
    made = tellings(matter, left, facts.now)
    told = to_tell - len(left) + len(made)
    return [OutcomeTold(outcome.outcome_id, outcome.topic_id, words.number, told, to_tell), *made]
