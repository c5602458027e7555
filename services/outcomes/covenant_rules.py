"""The rules of covenants. A class name is the rule; its docstring is told to the caller."""

from services.outcomes.rules import OutcomesRuleBroken


class CovenantComesOfWhatWasApproved(OutcomesRuleBroken):
    """村规民约须出自已批复或转为村规民约的成果。 A covenant comes of an outcome that was approved, or that was converted into one."""


class AConvertedOutcomeHasItsCovenant(OutcomesRuleBroken):
    """该成果已转为村规民约，请修订原件。 The outcome became a covenant that there is: revise or amend that one, or drop it first."""


class CovenantHasAnObligation(OutcomesRuleBroken):
    """至少一条约束条款。 A covenant has at least one clause that obliges: rewards and sanctions are for keeping it or not."""

    names = "clauses"


class AVoteIsCounted(OutcomesRuleBroken):
    """表决通过的须填赞成、反对票数。 What was adopted by a vote says how many were for and against."""

    names = "votes_for"


class AVoteIsWon(OutcomesRuleBroken):
    """赞成票须多于反对票。 What was adopted had more votes for it than against it."""

    names = "votes_for"


class OnlyAVoteHasVotes(OutcomesRuleBroken):
    """非表决通过的不填票数。 Votes are those of a vote: say that it was one, or leave them out."""

    names = "votes_for"


class AdoptionMustHaveBeen(OutcomesRuleBroken):
    """通过日期不得晚于今天。 It was adopted today or before."""


class NotBeforeTheVersionBefore(OutcomesRuleBroken):
    """通过日期不得早于上一版。 A version is adopted on the day of the one before it, or later."""


class NothingOfTheCovenantChanges(OutcomesRuleBroken):
    """没有变化。 The covenant reads so already."""
