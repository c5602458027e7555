"""The rule book of members: one exception class per rule, its docstring is the sentence told to whoever broke it."""

from datetime import date


class MembersRuleBroken(Exception):
    """违反规则 A rule was broken."""

    names: str | None = None
    """The field of the command that names what is not there or has ended: told as an invalid field."""


class DivisionMustExist(MembersRuleBroken):
    """该区划不存在 There is no such division."""

    names = "division"


class OrganisationMustBeActive(MembersRuleBroken):
    """该组织不存在或已终止 There is no such organisation, or it has ended."""

    names = "organisation"


class PersonMustBeActive(MembersRuleBroken):
    """该人员不存在或已终止 There is no such person, or the person's record has ended."""

    names = "person"


class ParentMustBeActive(MembersRuleBroken):
    """上级组织不存在或已终止 There is no such parent organisation, or it has ended."""

    names = "parent"


class ParentMustNotLieBelow(MembersRuleBroken):
    """上级组织不能是本组织或其下属 The parent must be neither the organisation itself nor one below it."""


class SuccessorMustBeActive(MembersRuleBroken):
    """承接单位不存在或已终止 There is no such successor, or it has ended."""

    names = "successor"


class NobodySucceedsHimself(MembersRuleBroken):
    """承接单位不能是本组织 An organisation is not its own successor."""

    names = "successor"


class SuccessorMustBeOfItsKind(MembersRuleBroken):
    """承接单位的类型须能承接其业务 The successor must be of its kind, or of one that may hold its business."""

    names = "successor"


class OfficeNeedsAnOrganisation(MembersRuleBroken):
    """除三员外，职务须属于某个组织 Every office but that of an administrator is held in an organisation."""


class OfficeMustNotEndBeforeItStarts(MembersRuleBroken):
    """职务的终止日期早于开始日期 The office would end before it starts."""


class AdministratorsExcludeOneAnother(MembersRuleBroken):
    """三员分立：同一人不得兼任系统、安全、审计管理员 Nobody holds two of the offices ADM, SEC and AUD on the same day."""


class HoldsThisOfficeAlready(MembersRuleBroken):
    """此人在同一组织已任此职；请变更或先终止原职务 The office is held by this person already; amend or end it first."""


class AdmittedAlready(MembersRuleBroken):
    """此人已是该届该委员会委员 The person is a member of this committee in this term already."""


class MemberMustBeInForce(MembersRuleBroken):
    """没有此委员，或其任期已终止 There is no such member, or the membership has ended."""

    names = "member"


class OrganisationMustTakeMembers(MembersRuleBroken):
    """委员只下沉到委员工作站、工作室或协商议事会、理事会 Members are posted to a station, a studio, a council or a board."""

    names = "organisation"


class OrganisationMustLieInTheCommitteesDivision(MembersRuleBroken):
    """须在委员所属政协的区划以内 It must lie in the division of the committee that he is a member of."""

    names = "organisation"


class KindsMustDiffer(MembersRuleBroken):
    """三项的代码、名称须各不相同 The codes and labels of the three must all differ."""


class KindsOfPostingStay(MembersRuleBroken):
    """只能改名称，代码不变 Labels are amended; the codes stay as they are."""


class PostedThereAlready(MembersRuleBroken):
    """该委员已派到此组织，尚未结束 The member is posted to this organisation already, and that has not ended."""


class PostingMustEndAfterItStarts(MembersRuleBroken):
    """终止日期须晚于开始日期 A posting ends after the day on which it starts."""


class TermIsOver(MembersRuleBroken):
    """派驻期限已过，请另行拟派 Its term is over; propose another one."""


class NoLongerInForce(MembersRuleBroken):
    """委员任期或该组织已终止 The membership has ended, or the organisation has."""


class NoLongerItsBody(MembersRuleBroken):
    """下沉已不在该组织，或已标注 The posting is no longer to that body, or is marked already."""


class NewPostingMustBeAnother(MembersRuleBroken):
    """不能移交给自身 A posting is not handed over to itself."""

    names = "posting"


class NewPostingMustBeOpen(MembersRuleBroken):
    """须为同一委员的另一未结束的下沉 It must be another posting of the same member that has not ended or been declined."""

    names = "posting"


class NobodyDecidesOnHisOwnOffice(MembersRuleBroken):
    """不得授予、变更或终止自己的职务 Nobody grants, amends or ends an office of his own."""


class LimitMustNotBeTooLong(MembersRuleBroken):
    """期限最长为 3650 天 A limit is 3650 days at most."""


class ClockMustNotGoTooFar(MembersRuleBroken):
    """演示时钟合计最多前移 36500 天 The demo clock goes 36500 days ahead at most, all advances together."""


class NamedDayMustLieAhead(MembersRuleBroken):
    """所定日期须晚于今天。 A day that somebody names lies after the day on which it is entered."""


def must_lie_ahead(day: date | None, entered_on: date) -> None:
    """Of a day that was named; None where nobody named one. Raises NamedDayMustLieAhead."""
    if day is not None and day <= entered_on:
        raise NamedDayMustLieAhead(day.isoformat())


class LeaderMustBeInOffice(MembersRuleBroken):
    """此人在这些日子未任包抓领导职务（LEAD） The person holds no office LEAD in these days."""

    names = "leader"


class OneDutyALeaderDivisionAndQuarter(MembersRuleBroken):
    """该领导对该区划本季度的联系包抓已安排 The leader has this duty in this division and quarter already."""


class QuarterMustNotBeOver(MembersRuleBroken):
    """该季度已结束 The quarter is over; a duty is scheduled for the running one or a later one."""


class VisitIsRecordedWithinTheQuarter(MembersRuleBroken):
    """季度已结束，请待记为未开展后补录 The quarter is over: enter it late once the duty is marked as missed."""


class VisitMustBePast(MembersRuleBroken):
    """到访时间不能晚于现在 The visit must have taken place when it is entered."""


class VisitMustLieInTheQuarter(MembersRuleBroken):
    """到访时间须在本季度内 The visit must lie within the quarter of the duty."""


class VisitMustNotLieBeforeTheQuarter(MembersRuleBroken):
    """到访时间早于本季度，不能计入 A visit before the quarter of the duty does not count for it."""


class DutyIsVerifiedBySomebodyElse(MembersRuleBroken):
    """不得核实本人的联系包抓 No leader verifies a duty of his own."""


class TopicMustBeOfThisPlace(MembersRuleBroken):
    """议题不在该区划及其上下级 The topic is neither of this division nor of one below or above it."""

    names = "topics"


class ChargeMustNotEndBeforeItStarts(MembersRuleBroken):
    """分工的终止日期早于开始日期 The charge would end before it starts."""


class InChargeAlready(MembersRuleBroken):
    """该领导在这些日子已包抓该区划 The leader has charge of this division in these days already."""


class AnotherLeaderWantsAnExplanation(MembersRuleBroken):
    """该区划已有领导包抓，再安排一人须说明 Another leader has charge of this division: explain why there is to be a second."""


class OneAccountAPerson(MembersRuleBroken):
    """此人已有账号 The person has an account already."""


class LoginNameIsTaken(MembersRuleBroken):
    """此登录名已有人使用 Somebody else has this login name."""


class PasswordMustNotBeTheName(MembersRuleBroken):
    """密码不得与登录名相同 The password must not be the login name."""


class SecondFactorNeedsAPassword(MembersRuleBroken):
    """此账号没有密码，动态码无处可加 The account has no password that a code could be asked beside."""


class OneSecondFactorAnAccount(MembersRuleBroken):
    """登录动态码已开启；要换设备，请先关闭 Codes are asked for already; to change the device, turn that off first."""


class NoSecondFactorIsSet(MembersRuleBroken):
    """此账号没有开启登录动态码 No code is asked for with this account."""
