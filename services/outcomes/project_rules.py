"""The rules of projects. A class name is the rule; its docstring is told to the caller."""

from services.outcomes.rules import OutcomesRuleBroken


class OutcomeCarriesNoProject(OutcomesRuleBroken):
    """该成果未获采纳或已转化，不再立项。 An outcome that was not adopted or became something else carries no project."""


class OutcomeMustBeApprovedFirst(OutcomesRuleBroken):
    """成果批复后项目方可开工。 A project starts once its outcome has been approved."""


class ProjectEndsAfterItStarts(OutcomesRuleBroken):
    """项目结束之日不得早于开始之日。 A project does not end before it starts."""

    names = "ends"


class MoreSpentThanThereIs(OutcomesRuleBroken):
    """累计支出超过资金总额，请先登记新增资金。 More is spent than there is: enter the further funds first (add_funds)."""


class LessSpentThanBefore(OutcomesRuleBroken):
    """累计支出不得少于上次报告。 What is spent is counted from the beginning: not less than was reported before."""


class NothingOfTheProjectChanges(OutcomesRuleBroken):
    """没有变化。 The project reads so already."""


class ThatDayMustHaveCome(OutcomesRuleBroken):
    """日期不得晚于今天。 The day of what has happened is today or before."""
