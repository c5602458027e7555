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
