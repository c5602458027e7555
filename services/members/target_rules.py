"""The rules of targets, of the grid and of profiles: the rule book of members would be too long with them."""

from services.members.rules import MembersRuleBroken


class BodyOfTheTargetMustBeOfThisPlace(MembersRuleBroken):
    """承担目标的机构须属该区划或其下级 The body that is to reach the target belongs to the division, or to one below it."""

    names = "organisation"


class UnitsMustLieInTheDivision(MembersRuleBroken):
    """单位须为该区划以内的区划 The units are divisions that there are, within the division of the target."""

    names = "units"


class UnitsMustDiffer(MembersRuleBroken):
    """单位不得重复，也不得相互包含 No unit is named twice or lies in another one."""

    names = "units"


class MilestonesMustLieBeforeTheLastDay(MembersRuleBroken):
    """时间节点须依次在今天之后、期限之前 Milestones lie after today and before the last day, the earliest first."""


class UnitMustBeOfTheTarget(MembersRuleBroken):
    """不是该目标的单位，或已排除 It is no unit of the target, or was excluded already."""

    names = "unit"


class UnitMustBeExcluded(MembersRuleBroken):
    """该单位未被排除 The unit is not excluded."""

    names = "unit"


class OnlyReportsAreReported(MembersRuleBroken):
    """该目标由台账计数，不由报告 What the registers count is not reported; only `counted: reports` is."""


class ReportMustBePast(MembersRuleBroken):
    """报告日期不能晚于今天 What is reported has been reached when it is entered."""


class AssignedToTheCellAlready(MembersRuleBroken):
    """该委员在这些日子已编入此网格 The member is assigned to this cell in these days already."""


class AssignmentMustNotEndBeforeItStarts(MembersRuleBroken):
    """编入网格的终止日期早于开始日期 The assignment would end before it starts."""


class ProfileIsOfAMember(MembersRuleBroken):
    """没有此人，或其不是在任委员 There is no such person, or no membership of his is in force."""

    names = "person"


class OnlyOneProfileAtATime(MembersRuleBroken):
    """已登记履职条件；请修改 There is a profile already: amend it."""


class OnlyAMemberLivesSomewhere(MembersRuleBroken):
    """机构没有住所、工作地 Only a member lives and works somewhere; a body has its division."""

    names = "residence"


class ResidenceMustExist(MembersRuleBroken):
    """住所所在区划不存在 There is no such division to live in."""

    names = "residence"


class WorkplaceMustExist(MembersRuleBroken):
    """工作地所在区划不存在 There is no such division to work in."""

    names = "workplace"
