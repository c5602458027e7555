"""The rule book of briefs and proposals: one exception class per rule, as in rules.py."""

from services.topics.rules import TopicsRuleBroken


class SubmissionsMustExist(TopicsRuleBroken):
    """没有这件公众提交，或您无权阅读 There is no such submission, or you may not read it:"""

    names = "submissions"


class OutcomeMustExist(TopicsRuleBroken):
    """该区划及其下级没有这项成果 There is no such outcome of the division or below it:"""

    names = "outcome"


class OutcomeMustBeOfTheTopic(TopicsRuleBroken):
    """所写成果不属于所写议题 The outcome that is named belongs to another topic:"""

    names = "topic"


class BriefGoesToARecipientOnce(TopicsRuleBroken):
    """已报送该单位 The brief has been sent there already."""


class BriefMustHaveBeenSentThere(TopicsRuleBroken):
    """尚未报送该单位 The brief was not sent there:"""

    names = "organisation"


class ReadAlready(TopicsRuleBroken):
    """该单位已阅知 It is on record already when it was read there."""


class NotBeforeItWasSent(TopicsRuleBroken):
    """不得早于报送该单位之时 It cannot be before the brief was sent there."""


class RecipientHasSaidSo(TopicsRuleBroken):
    """该单位已有结果 It is on record already what the recipient did with it."""


class NamedDayMustHaveCome(TopicsRuleBroken):
    """所写日期不得晚于今天 A day on which something happened is not to come:"""


class CoSignersMustBeMembers(TopicsRuleBroken):
    """联名人须为现任委员 Who signs a proposal too is a member now:"""

    names = "co_signers"


class ProposerIsNoCoSigner(TopicsRuleBroken):
    """提案人不列为联名人 Who makes a proposal is not named among those who sign it too."""

    names = "co_signers"


class MergeTargetMustBeAnotherProposal(TopicsRuleBroken):
    """并入的目标须是另一件提案 The target must be another proposal that exists."""

    names = "into"


class ProposalsOfOneDivisionAreMerged(TopicsRuleBroken):
    """只并入本区划的提案 The target must be of the same division."""

    names = "into"


class MergeTargetMustAwaitItsReply(TopicsRuleBroken):
    """目标须已立案且尚未答复 The target must have been filed, and not been replied to."""


class LeadIsNoCoHandler(TopicsRuleBroken):
    """主办单位不得同时为会办单位 The lead is not among the co-handlers."""


class CoHandlerIsNamedOnce(TopicsRuleBroken):
    """会办单位不得重复 A co-handler is named once."""


class OnlyWhoSignedRates(TopicsRuleBroken):
    """由提案人或联名人评价 A proposal's reply is rated by those who signed it."""


class LeadHasNotEnded(TopicsRuleBroken):
    """主办单位未终止，不能改派 The lead has not ended: it stays with it."""


class ProposalLeadUnchanged(TopicsRuleBroken):
    """改派须换主办单位 A proposal is reassigned to another lead."""


class ProposalReturnWindowPassed(TopicsRuleBroken):
    """已过申请退办期限 The days in which a proposal may be returned have passed."""


class TheLeadEntersItItself(TopicsRuleBroken):
    """主办单位自行录入，不填收文日期 What its lead enters comes when it is entered: no day on which a paper came."""

    names = "received_at"


class SayWhenItCame(TopicsRuleBroken):
    """代录书面申请，须写明收文日期 Whoever enters what came on paper says on which day it came."""

    names = "received_at"


class ItCameWhileTheLeadHadIt(TopicsRuleBroken):
    """收文日期不得早于交办日，也不得晚于今天 A paper came on a day from the assignment until today:"""

    names = "received_at"


class ThereAreNoCoHandlers(TopicsRuleBroken):
    """此件没有会办单位 The proposal has no co-handlers to ask."""


class NoOpinionIsAwaited(TopicsRuleBroken):
    """未向该会办单位征求意见，或已回复 This co-handler was not asked, or has answered."""


class OpinionsMayStillCome(TopicsRuleBroken):
    """会办意见期限未到 The co-handlers still have time to answer."""


class ProposalExpired(TopicsRuleBroken):
    """已过办理期限，不能申请延期 An extension is requested before the due date has passed."""


class ExtensionMustBeLater(TopicsRuleBroken):
    """新期限须晚于现期限 The new due date must be later than the present one."""


class NotThatLateYet(TopicsRuleBroken):
    """时限未到，或已记录 It is not that late yet, or that is on record already."""


class OnlyAPromiseIsTracked(TopicsRuleBroken):
    """只跟踪 B 类答复 Only a reply of class B promises something that is tracked."""


class SayUntilWhenItIsTracked(TopicsRuleBroken):
    """答复未写落实日期，须写明跟踪期限 The reply promised no day: say by which day it is done."""

    names = "due"


class APromiseIsTrackedBeforeItIsClosed(TopicsRuleBroken):
    """B 类答复落实后方可办结 What a reply of class B promises is tracked until it is done, and then closed."""
