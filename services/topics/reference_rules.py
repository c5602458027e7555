"""The rule book of what stands beside a topic: the rule texts that it ran under, and how it was scored; one class per rule."""

from services.topics.rules import TopicsRuleBroken


class EditionMustExist(TopicsRuleBroken):
    """该制度文件没有这一版，最新版次为 The rule text has no such edition; its newest is:"""

    names = "edition"


class RuleTextMustHoldThere(TopicsRuleBroken):
    """该制度文件只在其区划施行 The rule text holds in another division:"""

    names = "rule_text"


class EditionMustHaveBeenInForce(TopicsRuleBroken):
    """当日未施行 Nothing of it was in force on that day; name a day on which it was:"""


class EditionIsCitedOnce(TopicsRuleBroken):
    """该记录已引用此版 The record cites this edition already:"""


class TopicIsScoredUntilItIsApproved(TopicsRuleBroken):
    """议题已批准或已终结，不再评分 A topic is scored until it is approved, and not once it has ended."""


class ThereMustBeCriteria(TopicsRuleBroken):
    """此区划没有施行的评分清单 No list of criteria is in force there; make one of kind scoring:"""


class EachCriterionIsScoredOnce(TopicsRuleBroken):
    """清单各项须且只须评一次 Each criterion of the list is scored once, and nothing else:"""

    names = "scores"


class PointsAreAtMostTheCriterions(TopicsRuleBroken):
    """得分超过该项最高分 More points than the criterion has:"""

    names = "scores"


class OneScoringOfABodyAndRole(TopicsRuleBroken):
    """贵单位已以此身份评分；先撤回再评 Your body has scored it in this capacity: withdraw that first, then score again."""


class MemberMustBeInForce(TopicsRuleBroken):
    """没有此委员，或其任期已终止 There is no such member, or the membership has ended."""

    names = "member"
