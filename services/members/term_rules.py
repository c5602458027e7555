"""The rules of terms (届次) and of membership in them; `rules.py` is long enough."""

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
