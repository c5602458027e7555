"""The rule book of topics: one exception class per rule, its docstring is the sentence told to whoever broke it."""

from datetime import date


class TopicsRuleBroken(Exception):
    """违反规则 A rule was broken."""

    names: str | None = None
    """The field of the command that names what is not there or has ended: told as an invalid field."""


class DivisionMustExist(TopicsRuleBroken):
    """该区划不存在 There is no such division."""

    names = "division"


class MergeTargetMustBeAnotherSubmission(TopicsRuleBroken):
    """并入的目标须是另一件公众提交 The target must be another submission that exists."""

    names = "into"


class MergeTargetMustBeOpen(TopicsRuleBroken):
    """目标已不能再答复（已并入、不予受理、已答复或办结、逾期、已撤回） The target can no longer be answered: merge into one that can."""


class MergeTargetMustBeAnotherTopic(TopicsRuleBroken):
    """并入的目标须是另一件议题 The target must be another topic that exists."""

    names = "into"


class MergeTargetMustBeOneOfHis(TopicsRuleBroken):
    """目标须属本区划，或属您有权办理的区划 The target must be of the same division, or of one where you act yourself."""

    names = "into"


class MergeTargetMustNotBeEnded(TopicsRuleBroken):
    """目标议题已结束或已并入他题 The target has ended or is merged itself."""


class EscalationGoesToALevelAbove(TopicsRuleBroken):
    """须为上级区划的协商议事会、理事会、工作站或政协机关 It must be a council, board, station or office of a division above."""

    names = "organisation"


class DelegationGoesToALevelBelow(TopicsRuleBroken):
    """须为下级区划的协商议事会、理事会、工作站或政协机关 It must be a council, board, station or office of a division below."""

    names = "organisation"


class LinkedTopicIsAnotherNow(TopicsRuleBroken):
    """该议题已不在那里协商 The topic is not consulted on there any more."""


class AppealMustComeWithinItsDays(TopicsRuleBroken):
    """申请复核期限已过 The days for an appeal are over."""


class TheTimeMustHaveCome(TopicsRuleBroken):
    """期限未到 The days that the policy gives are not over."""


class TopicMustExist(TopicsRuleBroken):
    """该议题不存在 There is no such topic."""

    names = "topic"


class TopicMustNotBeEnded(TopicsRuleBroken):
    """该议题已结束 The topic has ended; link to another one or to a new one."""

    names = "topic"


class TopicMustBeApproved(TopicsRuleBroken):
    """列入计划的议题须已定题且未结束 A plan takes a topic that has been approved and has not ended; it is"""


class TopicMustLieInThePlansDivision(TopicsRuleBroken):
    """议题须属于计划的区划或其下级 The topic must stand in the plan's division or below it:"""

    names = "topic"


class TopicStandsInAPlanOnce(TopicsRuleBroken):
    """该议题已列入本计划 The topic is in this plan already."""


class TopicMustStandInThePlan(TopicsRuleBroken):
    """该议题未列入本计划 The topic is not in this plan."""


class MonthMustLieInThePeriod(TopicsRuleBroken):
    """月份须在计划期内 The month must lie in the plan's period:"""


class PlanNeedsATopic(TopicsRuleBroken):
    """计划至少列入一个议题方可报审 A plan is submitted with at least one topic."""


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


class ScreeningListMustExist(TopicsRuleBroken):
    """没有适用的四议四不议清单 No screening list applies to this division."""


class EveryListItemNeedsOneVerdict(TopicsRuleBroken):
    """清单每一项须且只须一个结论 Verdicts must name each item of the screening list exactly once."""


class ItemCodesMustDiffer(TopicsRuleBroken):
    """清单各项代码须互不相同 The codes of a screening list must differ from one another."""


class NoticeMustLastItsWorkingDays(TopicsRuleBroken):
    """公示期不得短于规定的工作日 The notice must last the working days of the policy."""


class NoticePeriodMustBeOver(TopicsRuleBroken):
    """公示期未满 The notice period is not over."""


class ObjectionMustComeDuringTheNotice(TopicsRuleBroken):
    """异议须在公示期内提出 An objection must come during the notice period."""


class RoundNeedsAnEndedMeeting(TopicsRuleBroken):
    """上一轮会议须已举行并散会 At least one meeting of the last round must have ended, and none may be open."""


class ConclusionNeedsAnEndedMeeting(TopicsRuleBroken):
    """每一开启而未中止的轮次须有会议散会 Every round that was opened, and not left, needs a meeting that has ended."""


class NoRoundIsOpen(TopicsRuleBroken):
    """没有开启的轮次 No round is open that could be left."""


class EditingNeedsAReason(TopicsRuleBroken):
    """议题提出后修改须写明理由 Once it was proposed, a topic is edited with a reason."""

    names = "reason"


class NothingIsChanged(TopicsRuleBroken):
    """所写与现有内容相同 What is given is what stands there already."""


class ConclusionNeedsEveryMeetingOver(TopicsRuleBroken):
    """尚有会议未散会或取消 A meeting is still open: end or cancel it first."""


class AgreementNeedsAnAgreedItem(TopicsRuleBroken):
    """全部或部分共识须有达成的共识事项 A full or partial result needs an agreed item."""


class EveryAbsentGroupNeedsOneExplanation(TopicsRuleBroken):
    """每个无人到会的利益攸关方须且只须一次说明 Each group with nobody checked in needs one explanation."""


class AgreementNeedsAnOutcome(TopicsRuleBroken):
    """达成共识的议题须形成成果 Only a topic with the result none or eased may be closed without an outcome."""


class NamedDayMustLieAhead(TopicsRuleBroken):
    """所定日期须晚于今天。 A day that somebody names lies after the day on which it is entered."""


def must_lie_ahead(day: date | None, entered_on: date) -> None:
    """Of a day that was named; None where nobody named one. Raises NamedDayMustLieAhead."""
    if day is not None and day <= entered_on:
        raise NamedDayMustLieAhead(day.isoformat())
