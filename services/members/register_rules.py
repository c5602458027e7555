"""The rules of what is only kept on record: pairs, contributions, agreements, brands; the rule book would be too long with them."""

from services.members.rules import MembersRuleBroken


class MustNotEndBeforeItStarts(MembersRuleBroken):
    """终止日期早于开始日期 It would end before it starts."""


class MustNotHappenAhead(MembersRuleBroken):
    """日期不能晚于今天 What is put on record has happened when it is entered."""


class EntryMustBeThere(MembersRuleBroken):
    """没有这一项活动或驻岗、跟岗 There is no such activity or placement on record."""

    names = "entry"


class AgreementHasTwoParties(MembersRuleBroken):
    """协议至少有两方 An agreement has two parties at least: organisations, or bodies outside by name."""


class PartiesMustBeActive(MembersRuleBroken):
    """签约机构不存在或已终止 There is no such party, or it has ended."""

    names = "organisations"


class MustFollowTheSigning(MembersRuleBroken):
    """履行日期早于签订日期 What was done of an agreement follows its signing."""


class BrandIsRegisteredAlready(MembersRuleBroken):
    """该机构已登记同名品牌 The organisation has a brand of this name already."""


class MeetingIsLinkedAlready(MembersRuleBroken):
    """该会议已关联此品牌 The meeting is linked to this brand already."""


class MeetingMustBeLinked(MembersRuleBroken):
    """该会议未关联此品牌 The meeting is not linked to this brand."""

    names = "meeting"
