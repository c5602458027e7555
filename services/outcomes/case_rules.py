"""The rules of cases; the rule book is of outcomes and tasks."""

from services.outcomes.rules import OutcomesRuleBroken


class OriginMustBeThere(OutcomesRuleBroken):
    """所述之事须在本区划及其下级 What a case tells of lies in its division or below it."""


class TopicToTellOfMustBeThere(OriginMustBeThere):
    """没有此议题，或不在本区划及其下级 There is no such topic in the division of the case or below it."""

    names = "topic"


class OutcomeToTellOfMustBeThere(OriginMustBeThere):
    """没有此成果，或不在本区划及其下级 There is no such outcome in the division of the case or below it."""

    names = "outcome"


class OutcomeToTellOfMustBeOfTheTopic(OutcomesRuleBroken):
    """该成果不是此议题的成果 The outcome is not one of the topic."""

    names = "outcome"


class NothingOfTheCaseIsChanged(OutcomesRuleBroken):
    """没有任何改动 Nothing is changed."""
