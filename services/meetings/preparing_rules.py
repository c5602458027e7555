"""The rule book of what is prepared around a meeting: its format, invitations, notices by category, surveys, working notes."""

from services.meetings.rules import MeetingsRuleBroken


class FormatIsDescribedAlready(MeetingsRuleBroken):
    """会议形式已说明，可用 amend_format 更改。 The format is described already: amend_format."""


class FormatIsSettled(MeetingsRuleBroken):
    """纪要已送核对或会议已取消，形式不再更改。 Once the minutes circulate, or it was cancelled, its format stays."""


class MediationIsBetweenTwo(MeetingsRuleBroken):
    """调解须写明当事双方；其他形式不写。 A mediation names its two parties, any other form none."""


class PartyIsNotOfThisMeeting(MeetingsRuleBroken):
    """当事人须为本会议的参会人员： A party in person is a participant of this meeting:"""

    names = "parties"


class InviteeIsNotInvited(MeetingsRuleBroken):
    """须为本会议受邀的参会人员。 It must be a participant whose invitation to this meeting holds."""

    names = "participant"


class InvitationIsExplainedAlready(MeetingsRuleBroken):
    """此人的邀请事由已说明。 Why this participant is invited was said already."""


class NoticeNeedsAnotherLanguage(MeetingsRuleBroken):
    """未写明其语言，不送达译文。 No language other than Chinese is on record for this participant."""


class NoticesFollowTheDate(MeetingsRuleBroken):
    """定期之后、开会之前发出通知。 Notices go out once the meeting is scheduled, and until it opens."""


class NobodyIsMeant(MeetingsRuleBroken):
    """没有符合且尚未收到通知的参会人员。 Nobody who fits is without a notice."""


class NoteIsAnothers(MeetingsRuleBroken):
    """工作笔记只由本人更改。 A working note is changed by its author alone."""


class SurveyLiesInTheFuture(MeetingsRuleBroken):
    """调查日期不得晚于今天。 A survey is recorded on its day or later."""


class SurveyNamesWhoTookPart(MeetingsRuleBroken):
    """须写明参加的单位或组织。 Name at least one organisation or body that took part."""


class MeetingIsOfAnotherTopic(MeetingsRuleBroken):
    """须为同一议题、您可阅读的会议。 It must be a meeting of the same topic that you may read."""

    names = "meeting"


class PhotosAreImages(MeetingsRuleBroken):
    """照片须为图片。 Photos are images."""

    names = "files"
