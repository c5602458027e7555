"""The rules of programmes. A class name is the rule; its docstring is told to the caller."""

from services.outcomes.rules import OutcomesRuleBroken


class ProgrammeIsOfItsOwnDivision(OutcomesRuleBroken):
    """牵头机关须为本区划的政协机关、专委会或协商机构。 It is a CPPCC office, a committee or a council of that very division."""

    names = "organisation"


class ProgrammeEndsAfterItStarts(OutcomesRuleBroken):
    """结束之日不得早于开始之日。 A programme does not end before it starts."""

    names = "ends"


class GroupHasOneHead(OutcomesRuleBroken):
    """领导小组须有且只有一名组长。 A leading group has one head, and no two."""

    names = "members"


class NamedOnceEach(OutcomesRuleBroken):
    """同一项只列一次。 Nobody and nothing is named twice in one list."""


class TargetLiesInTheProgramme(OutcomesRuleBroken):
    """目标县须在本行动的区划之内。 A target lies below the division of the programme."""

    names = "targets"


class DimensionMustBeThere(OutcomesRuleBroken):
    """没有此项助推内容。 The programme has no such dimension: set its dimensions first."""

    names = "indicators"


class IndicatorsInUseStay(OutcomesRuleBroken):
    """已有填报的指标不得移除或改变单位。 An indicator for which values were submitted keeps its code and unit."""

    names = "indicators"


class IndicatorMustBeThere(OutcomesRuleBroken):
    """没有此指标。 The programme has no such indicator."""

    names = "values"


class IndicatorIsItsLeadsToTell(OutcomesRuleBroken):
    """责任单位只填报本单位的指标。 A unit submits the values of the indicators that it leads, and no others."""

    names = "values"


class QuarterIsOpenAlready(OutcomesRuleBroken):
    """该季度已开始填报。 That quarter has been opened already."""


class QuarterMustBeOpen(OutcomesRuleBroken):
    """该季度未开始填报或已核定。 Values are submitted and verified for a quarter that is open."""


class QuarterMustHaveBegun(OutcomesRuleBroken):
    """该季度尚未开始。 That quarter has not begun."""


class NothingWasSubmitted(OutcomesRuleBroken):
    """该季度尚无填报。 Nothing was submitted for that quarter."""


class NothingOfTheProgrammeChanges(OutcomesRuleBroken):
    """没有变化。 The programme reads so already."""


class ProgrammeDayMustHaveCome(OutcomesRuleBroken):
    """日期不得晚于今天。 The day is today or before."""


class NothingNewNamesAnEndedBody(OutcomesRuleBroken):
    """行动的牵头机关或单位已终止，请先另行指定 Bodies that lead it have ended; set others first, or hand it over:"""
