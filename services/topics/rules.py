"""The rule book of topics: one exception class per rule, its docstring is the sentence told to whoever broke it."""

from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


class TopicsRuleBroken(Exception):
    """违反规则 A rule was broken."""

    names: str | None = None
    """The field of the command that names what is not there or has ended: told as an invalid field."""


class DivisionMustExist(TopicsRuleBroken):
    """该区划不存在 There is no such division."""

    names = "division"


class AtMostThreePhotosWithoutAccount(TopicsRuleBroken):
    """未登录者每件至多三张照片 Without an account a submission has three photos at most."""

    names = "files"


class OnlyPhotosWithoutAccount(TopicsRuleBroken):
    """未登录者只能附照片（JPEG、PNG、WebP） Without an account only photos are added: JPEG, PNG, WebP."""

    names = "files"


class FileMustBeTheSubmissions(TopicsRuleBroken):
    """该件提交没有这个文件 The submission has no such file:"""

    names = "files"


class ThereMustBeFilesToClear(TopicsRuleBroken):
    """没有待公开的文件 No file waits to be cleared."""


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


class OnlyARejectionIsAppealed(TopicsRuleBroken):
    """只有不予受理的才可申请复核，且只一次 Only a rejection is appealed, and once."""


class TheOfficeThatReceivedItSaysWhen(TopicsRuleBroken):
    """收到日期由收件单位填写 The day on which it came on paper is entered by the office that received it."""

    names = "received_at"


class ReceivedSinceItWasPossible(TopicsRuleBroken):
    """收到日期不得早于提问、不予受理或公示之日，也不得晚于今天 It came on a day since it was possible, and not after today."""

    names = "received_at"


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


class HigherPlanMustBeApproved(TopicsRuleBroken):
    """须为上级区划已批准的计划 It is derived from an approved plan of a division above."""

    names = "derived_from"


class PlansMustShareAMonth(TopicsRuleBroken):
    """计划期须与上级计划有相同月份 Its period must share a month with that of the plan above:"""

    names = "period"


class HigherTopicMustStandInThePlanAbove(TopicsRuleBroken):
    """上级计划中没有此项；计划须写明 derived_from The plan above has no such item, or this plan names none above it:"""

    names = "higher_topic"


class MonthMustLieInThePeriod(TopicsRuleBroken):
    """月份须在计划期内 The month must lie in the plan's period:"""


class PlanNeedsATopic(TopicsRuleBroken):
    """计划至少列入一个议题方可报审 A plan is submitted with at least one topic."""


class ScreeningListMustExist(TopicsRuleBroken):
    """没有适用的四议四不议清单 No screening list applies to this division."""


class EveryListItemNeedsOneVerdict(TopicsRuleBroken):
    """清单每一项须且只须一个结论 Verdicts must name each item of the screening list exactly once."""


class PassingNeedsAnItemToConsultOn(TopicsRuleBroken):
    """初审通过须至少一项可协商事项为“是” Screening passes only with yes to at least one item to consult on."""


class PassingNeedsNoItemToLeaveOut(TopicsRuleBroken):
    """有不予协商事项为“是”的，初审不得通过 Screening does not pass with yes to an item that is not consulted on."""


class RejectionNeedsACodeOfTheList(TopicsRuleBroken):
    """须为现行清单中不予受理或不予协商事项的代码 The code must be that of a reject or exclude item of the list in force."""

    names = "code"


class ItemCodesMustDiffer(TopicsRuleBroken):
    """清单各项代码须互不相同，空格不计 The codes of a screening list must differ from one another by more than blanks."""


class NoticeMustLastItsWorkingDays(TopicsRuleBroken):
    """公示期不得短于规定的工作日 The notice must last the working days of the policy."""


class NoticePeriodMustBeOver(TopicsRuleBroken):
    """公示期未满 The notice period is not over."""


class ObjectionMustComeDuringTheNotice(TopicsRuleBroken):
    """异议须在公示期内提出 An objection must come during the notice period."""


class ObjectionMustBeOpen(TopicsRuleBroken):
    """没有尚未答复的该项异议 There is no such objection that is not answered yet."""


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


def must_have_come(received_at: date, role: str, since: date | None, entered_on: date) -> None:
    """On paper, to the office that enters it. Raises TheOfficeThatReceivedItSaysWhen, ReceivedSinceItWasPossible."""
    if role not in ("LIA", "OFF"):
        raise TheOfficeThatReceivedItSaysWhen
    if received_at > entered_on or (since is not None and received_at < since):
        raise ReceivedSinceItWasPossible(f"{since or ''}/{entered_on}")


def is_in_time(received_at: date | None, entered_at: datetime, ends_at: datetime) -> bool:
    """What came on paper is judged by its day, anything else when it is entered."""
    if received_at is None:
        return entered_at < ends_at
    return datetime.combine(received_at, time(), CHINA) < ends_at


class NothingToReckon(TopicsRuleBroken):
    """按现行日历重算，期限不变 Reckoned by the calendar in force, the day stays as it is."""
