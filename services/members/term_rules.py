"""The rules of terms (届次), of nominations for them, and of the pool of experts; `rules.py` is long enough."""

from services.members.rules import MembersRuleBroken


class TermMustEndAfterItStarts(MembersRuleBroken):
    """届次的终止日期须晚于开始日期 A term ends after the day on which it starts."""


class TermsMustNotOverlap(MembersRuleBroken):
    """同一政协的届次时间不得重叠 No two terms of one committee overlap; one may start on the day on which the other ends."""


class TermIsThereAlready(MembersRuleBroken):
    """该政协已有此届（届数、名称不得重复） The committee has a term of this number or name already."""


class AnotherTermIsRunning(MembersRuleBroken):
    """该政协本届尚未结束，请用换届（change_over） A term of this committee is running: change over from it to the next one."""


class NextTermMustBePlanned(MembersRuleBroken):
    """下一届须为同一政协已拟定、尚未开始的届次 The next term must be one of the same committee that is planned and has not started."""

    names = "next_term"


class NextTermMustFollow(MembersRuleBroken):
    """下一届的届数须大于本届 The number of the next term is higher than that of the running one."""


class WhoStaysMustBeAMember(MembersRuleBroken):
    """留任的须为本届在任委员 Whoever stays must be a member of the running term, in force."""

    names = "staying"


class WhoStaysIsInTheNextTermAlready(MembersRuleBroken):
    """此人已登记为下一届委员，不必留任 The person is a member of the next term already and need not be carried on."""

    names = "staying"


class EveryMemberIsSettled(MembersRuleBroken):
    """该届委员均已处理完毕 Of every member of this term it is settled whether he stays."""


class TermMustNotHaveEnded(MembersRuleBroken):
    """没有此届次，或该届已结束 There is no such term of this committee, or it has ended."""

    names = "term"


class NominatedAlready(MembersRuleBroken):
    """此人已被推荐为该届委员，尚未办结 The person is nominated for this term already, and that is not over or was agreed to."""


class NominatesForItself(MembersRuleBroken):
    """党组织只能以本组织名义推荐 A Party organisation nominates in its own name."""

    names = "organisation"


class NominatorMustLieInTheCommitteesDivision(MembersRuleBroken):
    """推荐单位须在该政协所辖区划以内 Who nominates must lie in the committee's division."""

    names = "organisation"


class WhoIsConsultedMustBeThere(MembersRuleBroken):
    """所协商的组织不存在或已终止 One of the organisations that were consulted is not there, or has ended."""

    names = "organisations"


class ExpertIsListedAlready(MembersRuleBroken):
    """此人已在该区划专家库 The person is in the division's pool already; amend that entry."""


class ExpertMustEndAfterHeStarts(MembersRuleBroken):
    """终止日期早于开始日期 The last day would lie before the first."""


class CommitteesDivisionMustExist(MembersRuleBroken):
    """该区划不存在 There is no such division."""

    names = "committee_division"
