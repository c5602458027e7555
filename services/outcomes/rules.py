"""The rule book of outcomes and tasks. A class name is the rule; its docstring is told to the caller."""

from datetime import date


class OutcomesRuleBroken(Exception):
    """违反规则。 A rule was broken."""


class TopicNotConcluded(OutcomesRuleBroken):
    """议题尚未结束协商，不能起草成果。 An outcome is drafted only for a topic that has been concluded."""


class MeetingOfAnotherTopic(OutcomesRuleBroken):
    """该会议不属于此议题。 The meeting belongs to another topic."""


class MinutesNotSigned(OutcomesRuleBroken):
    """该会议纪要尚未签发。 The minutes of that meeting are not signed."""


class ItemNotAgreed(OutcomesRuleBroken):
    """所列事项须出自此议题的会议并已达成共识。 Every item must come from this topic's meetings and be agreed."""


class CoHandlerNamedTwice(OutcomesRuleBroken):
    """会办单位不得重复。 A co-handler is named once."""


class LeadIsCoHandler(OutcomesRuleBroken):
    """主办单位不得同时为会办单位。 The lead of a task is not among its co-handlers."""


class ChosenDateCitesNoPolicy(OutcomesRuleBroken):
    """自定期限不引用政策，二者只填其一。 A date that was chosen by hand cites no policy: give one of the two."""


class TasksStillStand(OutcomesRuleBroken):
    """仍有任务未撤销。 Not every task is cancelled."""


class ClosingNeedsAReason(OutcomesRuleBroken):
    """不再落实而办结的，须说明理由。 An outcome that is closed without being carried out needs a reason."""

    names = "reason"


class TaskOfAnotherOutcome(OutcomesRuleBroken):
    """所列任务不属于此成果。 Every task that is sent back must belong to this outcome."""


class TaskNotReplied(OutcomesRuleBroken):
    """只能退回已答复待评价、跟踪办理或办结的任务。 Only tasks in rating_open, tracking or done can be sent back."""


class RepliesOutstanding(OutcomesRuleBroken):
    """仍有任务未答复。 A task that is not cancelled has not replied yet."""


class EveryTaskReplied(OutcomesRuleBroken):
    """没有重新办理的任务。 No task is being handled again."""


class NothingToTrack(OutcomesRuleBroken):
    """没有须跟踪办理的任务。 No task of class B is being tracked."""


class RatingOpen(OutcomesRuleBroken):
    """仍有任务待评价。 A task can still be rated."""


class TasksUnfinished(OutcomesRuleBroken):
    """仍有任务未办结。 Every task must be done or cancelled."""


class ClassCNotExplained(OutcomesRuleBroken):
    """C 类任务须附解释说明。 A task of class C needs an explanation."""


class NobodyAboveTakesItUp(OutcomesRuleBroken):
    """上级没有可承接议题的议事会、理事会、工作站或政协机关。 No body of a division above could take up the topic."""


class NotEveryoneTold(OutcomesRuleBroken):
    """尚有参与人或提交人未告知，不能办结。 An outcome closes once everybody who took part or submitted has been told."""


class EveryoneHasBeenTold(OutcomesRuleBroken):
    """没有须告知的人。 There is nobody left to tell, or nothing to tell of yet."""


class StillBeingPublicised(OutcomesRuleBroken):
    """公示未满期限，系统不自动办结。 The system closes an outcome only after its days in public."""


class ReturnWindowPassed(OutcomesRuleBroken):
    """已过申请退办期限。 The days in which a task may be returned have passed."""


class TheLeadEntersItItself(OutcomesRuleBroken):
    """主办单位自行录入，不填收文日期。 What its lead enters comes when it is entered: no day on which a paper came."""

    names = "received_at"


class SayWhenItCame(OutcomesRuleBroken):
    """代录书面申请，须写明收文日期。 Whoever enters what came on paper says on which day it came."""

    names = "received_at"


class ItCameWhileTheTaskWasThere(OutcomesRuleBroken):
    """收文日期不得早于交办日，也不得晚于今天。 A paper came on a day from the assignment until today."""

    names = "received_at"


class CoHandlersUnchanged(OutcomesRuleBroken):
    """会办单位没有变化。 These are its co-handlers already."""


class OpinionNotAsked(OutcomesRuleBroken):
    """尚未向该会办单位征求意见。 This co-handler has not been asked yet: the lead asks."""


class NotLateYet(OutcomesRuleBroken):
    """时限未到，或已记录。 It is not that late yet, or that is on record already."""


class LeadUnchanged(OutcomesRuleBroken):
    """改派须换主办单位。 A task is reassigned to another lead."""


class NoCoHandlers(OutcomesRuleBroken):
    """此任务没有会办单位。 The task has no co-handlers to ask."""


class NoLongerHandlesIt(OutcomesRuleBroken):
    """该单位已不在此任务中，或已记载。 It handles this task no more, or that has been noted already."""


class LeadHasNotEnded(OutcomesRuleBroken):
    """主办单位未终止；须先申请退办。 The lead has not ended: a task is reassigned when its return is requested."""


class OpinionAlreadyGiven(OutcomesRuleBroken):
    """该会办单位已回复意见。 This co-handler has given its opinion already."""


class OpinionsStillDue(OutcomesRuleBroken):
    """会办意见期限未到。 The co-handlers still have time to answer."""


class TaskExpired(OutcomesRuleBroken):
    """已过办理期限，不能申请延期。 An extension is requested before the due date has passed."""


class NewDueDateNotLater(OutcomesRuleBroken):
    """新期限须晚于现期限。 The new due date must be later than the present one."""


class RatingPeriodRunning(OutcomesRuleBroken):
    """评价期限未到。 The days in which the reply may be rated are not over."""


class NamedDayMustLieAhead(OutcomesRuleBroken):
    """所定日期须晚于今天。 A day that somebody names lies after the day on which it is entered."""


def must_lie_ahead(day: date | None, entered_on: date) -> None:
    """Of a day that was named; None where nobody named one. Raises NamedDayMustLieAhead."""
    if day is not None and day <= entered_on:
        raise NamedDayMustLieAhead(day.isoformat())


class NoLongerItsCouncil(OutcomesRuleBroken):
    """成果已不属该组织 The outcome does not belong to that organisation any more."""


class NothingToReckon(OutcomesRuleBroken):
    """按现行日历重算，期限不变 Reckoned by the calendar in force, no open day changes."""
