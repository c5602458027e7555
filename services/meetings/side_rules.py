"""The rule book of what goes on beside the decisions of a meeting: agenda, speeches, suggestions, options, effects."""

from services.meetings.rules import MeetingsRuleBroken


class NoSuchAgendaPoint(MeetingsRuleBroken):
    """议程没有这一项，序号自 1 起。 The agenda has no such point; they are counted from 1."""

    names = "number"


class AgendaRunsInSession(MeetingsRuleBroken):
    """会议进行中方可进入议程。 The points of an agenda are begun while the meeting is in session."""


class PointWasBegunAlready(MeetingsRuleBroken):
    """该项议程已进行过。 This point of the agenda was begun already."""


class AnotherPointIsRunning(MeetingsRuleBroken):
    """须先完成正在进行的议程。 Finish the point that is running first."""


class SpeakerIsNotExpected(MeetingsRuleBroken):
    """须为本会议的参会人员。 A speaker is a participant who is expected at this meeting."""

    names = "participant"


class SpeakerIsListedAlready(MeetingsRuleBroken):
    """此人已在发言顺序中。 This participant waits in the speaking order already."""


class SpeechesAreInSession(MeetingsRuleBroken):
    """会议进行中方可发言。 Speeches are made while the meeting is in session."""


class SpeakerIsNotThere(MeetingsRuleBroken):
    """发言人须已签到且未离会。 Whoever speaks is checked in and has not left."""


class AnotherOneSpeaks(MeetingsRuleBroken):
    """一次一人发言：须先结束正在进行的发言。 One speaks at a time: end the speech that is under way first."""


class SuggestionNeedsItsSpeaker(MeetingsRuleBroken):
    """须写明本会议已签到的发言人；本人提出时只能写自己。 Name who made it and was checked in; in person, nobody but oneself."""

    names = "participant"


class SuggestionsAreMadeAtTheMeeting(MeetingsRuleBroken):
    """建议自开会起至纪要送核对止记录。 Suggestions are recorded from the opening until the minutes circulate."""


class ItemIsNotOfThisMeeting(MeetingsRuleBroken):
    """须为本会议的共识事项。 It must be a consensus item of this meeting."""

    names = "item"


class SupporterWasNotThere(MeetingsRuleBroken):
    """支持者须为本会议已签到的参会人员： Supporters are participants of this meeting who were checked in:"""

    names = "supporters"


class OneOptionAnItem(MeetingsRuleBroken):
    """该共识事项已有选定的方案。 Another option was chosen for this consensus item."""


class EffectsComeOfAMeeting(MeetingsRuleBroken):
    """开会以后方有成效可记。 Effects are recorded once the meeting has opened."""


class EffectIsRecordedAlready(MeetingsRuleBroken):
    """此类成效已记录；要更改须先撤回。 This effect is recorded already; withdraw it to record it anew."""
