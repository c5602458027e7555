"""The rules of activities: trainings, promotion meetings, forums, services to residents; the rule book is of meetings."""

from services.meetings.rules import MeetingsRuleBroken


class ActivityMustNotEndBeforeItStarts(MeetingsRuleBroken):
    """活动的最后一日早于第一日 The last day of an activity must not lie before its first."""


class OnlyWhatTeachesHasHoursAndAbilities(MeetingsRuleBroken):
    """只有培训和考察学习填写学时和能力 Only a training or a study tour has hours and abilities."""


class ActivityMustHaveBegun(MeetingsRuleBroken):
    """活动尚未开始，不能记为已开展；提前开展的请先改日期 An activity is held on its first day or later; amend the day if it was earlier."""


class SomebodyMustHaveBeenThere(MeetingsRuleBroken):
    """须写明至少一人参加，无人参加的请取消活动 Somebody must have been there; cancel an activity to which nobody came."""


class EachBodyIsCountedOnce(MeetingsRuleBroken):
    """同一单位只列一次 A body is counted once: put its people together."""

    names = "attendance"


class MembersNamedMustBeInForce(MeetingsRuleBroken):
    """没有此委员，或其任期已终止 There is no such member, or the membership has ended."""

    names = "members"
