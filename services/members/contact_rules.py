"""The rules of contact relations and of problems found on visits: the rule book of members would be too long with them."""

from services.members.rules import MembersRuleBroken


class WhoContactsMustBeActive(MembersRuleBroken):
    """联系人（人员或机构）不存在或已终止 Who is to keep in touch, a person or a body, is not there or has ended."""

    names = "by"


class NobodyContactsHimself(MembersRuleBroken):
    """联系对象不能是联系人自己 Who keeps in touch does so with somebody else."""

    names = "whom"


class WhoIsContactedMustBeAMember(MembersRuleBroken):
    """联系对象须为在任委员 Who is contacted must be a member of a committee whose membership is in force."""

    names = "whom"


class OtherMemberSitsInNoPartyBranch(MembersRuleBroken):
    """联系对象是党支部成员，应由党组成员联系 Who is contacted sits in a Party branch: that link is for members outside the Party."""

    names = "whom"


class BodyContactedMustBeActive(MembersRuleBroken):
    """联系的机构不存在或已终止 There is no such body to keep in touch with, or it has ended."""

    names = "whom"


class BodyInContactMustBeOfThisPlace(MembersRuleBroken):
    """联系机构须属该区划或其下级 The body that keeps in touch belongs to the division, or to one below it."""

    names = "by"


class SectorMustBeHis(MembersRuleBroken):
    """委员联系本人所属界别的群众 A member keeps in touch with the public of a sector that he is a member of."""

    names = "sector"


class InContactAlready(MembersRuleBroken):
    """这一联系关系在这些日子已登记 This relation is on record for these days already."""


class RelationMustNotEndBeforeItStarts(MembersRuleBroken):
    """联系关系的终止日期早于开始日期 The relation would end before it starts."""


class ContactMustBePast(MembersRuleBroken):
    """联系日期不能晚于今天 A contact has taken place when it is entered."""


class ContactMustLieInTheRelation(MembersRuleBroken):
    """联系日期须在联系关系的起止日期之内 The contact must lie between the first and the last day of the relation."""


class ContactMustBeInTheLog(MembersRuleBroken):
    """联系记录中没有这一条 There is no such entry in the log; `contacts` lists those that there are."""

    names = "entry"


class DutyMustExist(MembersRuleBroken):
    """没有这次联系包抓，或无权阅读 There is no such contact duty, or you may not read it."""

    names = "duty"


class DutyMustBeOfThisPlace(MembersRuleBroken):
    """问题所在区划须在该次联系包抓的区划以内 The problem lies in the division of the duty on which it was found."""

    names = "division"


class TopicOfAProblemMustBeOfThisPlace(MembersRuleBroken):
    """议题不在该区划及其上下级 The topic is neither of the problem's division nor of one below or above it."""

    names = "topic"


class TaskIsGivenOutByAnOffice(MembersRuleBroken):
    """任务由机构交办：须以机构身份办理 A task is given out by an office: act for one."""


class CoHandlerIsNamedOnce(MembersRuleBroken):
    """会办单位不得重复，也不能是主办单位 A co-handler is named once, and is not the lead."""


class ProblemBecameAnother(MembersRuleBroken):
    """该问题现已转为别的议题或任务 The problem has become another topic or task by now, or none."""


class SolutionMustBePast(MembersRuleBroken):
    """解决日期不能晚于今天 What is solved has been solved when it is entered."""
