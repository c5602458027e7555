"""The rule book of meetings. A class name is the rule; its docstring is told to the caller."""

from datetime import date


class MeetingsRuleBroken(Exception):
    """违反规则。 A rule was broken."""


class RoundIsNotOpen(MeetingsRuleBroken):
    """轮次须为议题当前轮次或下一轮。 The round must be the open one or the next."""


class StartsInThePast(MeetingsRuleBroken):
    """会议开始时间须在此刻之后。 A meeting is scheduled for a time to come."""


class EndsBeforeItStarts(MeetingsRuleBroken):
    """会议结束时间须晚于开始时间。 A meeting ends after it starts."""


class NoticeTooShort(MeetingsRuleBroken):
    """发出通知至开会须满规定的工作日。 Too few working days between the notices and the meeting."""


class NoticeNotSent(MeetingsRuleBroken):
    """有参会人员尚未收到通知，须再发通知。 A participant has no notice yet: send_notices again."""


class EverybodyHasANotice(MeetingsRuleBroken):
    """每位参会人员均已收到通知。 Everybody who is awaited has a notice already."""


class HostOrRecorderMissing(MeetingsRuleBroken):
    """须有主持人和记录员。 A host and a recorder must be among the participants."""


class GroupNotInvited(MeetingsRuleBroken):
    """会议的每个利益攸关方均须受邀。 Every stakeholder group of the meeting must be invited."""


class HostOrRecorderNotThere(MeetingsRuleBroken):
    """主持人和记录员须已签到。 The host and the recorder must be checked in before the meeting opens."""


class OpensInItsOpenRound(MeetingsRuleBroken):
    """会议所属轮次尚未开启或已中止。 A meeting opens only while its round is the open one."""


class OpensBeforeItsDay(MeetingsRuleBroken):
    """未到会议当天，不能开会；要提前须延期后改期。 A meeting opens on its day or later; postpone and reschedule it to meet earlier."""


class InvitedAlready(MeetingsRuleBroken):
    """此人已受邀参加本会议；撤销邀请或委派代表后方可再邀。 The person is invited already; uninvite or substitute first."""


class MeetingIsOver(MeetingsRuleBroken):
    """会议已散会或取消，不能再邀请。 Participants are invited until the meeting ends."""


class NotTimeToCheckIn(MeetingsRuleBroken):
    """签到自筹备完成起至散会止。 Check-in is possible from ready until the meeting ends."""


class MinutesNameWhoCameIn(MeetingsRuleBroken):
    """签到须在纪要送核对前撤销，或在异议退回之后。 A check-in is withdrawn before the minutes circulate, or after an objection."""


class PositionRestsOnTheCheckIn(MeetingsRuleBroken):
    """已议定的事项载有此人表态，不能撤销签到。 A settled item names this participant's position; the check-in stands."""


class MeetingIsNotInSession(MeetingsRuleBroken):
    """会议进行中方可提出、拟文和表决共识事项。 Items are raised, drafted and settled only in session."""


class MinutesHaveCirculated(MeetingsRuleBroken):
    """纪要送核对后，未了结的事项不再议定或留待下轮。 Until the minutes circulate an item is settled as not agreed or carried over."""


class ItemHasNoWording(MeetingsRuleBroken):
    """事项尚未拟文，只能议定为未达成或留待下轮。 An item without a wording is settled as not agreed or carried over."""


class ItemsAreStillOpen(MeetingsRuleBroken):
    """尚有未了结的事项，须先议定为未达成或留待下轮。 Items are open: settle them as not agreed or carry them over first."""


class ObserverHasNoVoice(MeetingsRuleBroken):
    """旁听人员不得提出事项或表态。 An observer raises no items and has no position."""


class PositionOfSomeoneElse(MeetingsRuleBroken):
    """每项表态须写明本会议已签到的参会人员。 A position names a participant of this meeting who was checked in."""


class OnePositionEach(MeetingsRuleBroken):
    """同一事项每位参会人员只能表态一次。 A participant has one position on an item."""


class PositionsContradictResult(MeetingsRuleBroken):
    """表态与结果不符。 Agreed: nobody against or reserved; with reservation: one at least reserved, nobody against."""


class SupersededItemIsNotOfAnEarlierRound(MeetingsRuleBroken):
    """被取代的事项须属同一议题的前轮会议。 The superseded item must be one of an earlier round of the same topic."""


class SupersededItemIsNotSettled(MeetingsRuleBroken):
    """被取代的事项须已表决且未被取代。 The superseded item must be settled and not superseded already."""


class ReviewIsNotOver(MeetingsRuleBroken):
    """核对期未满且并非全部到会人员已确认。 The review period is not over, and not everyone has confirmed."""


class ConfirmedAlready(MeetingsRuleBroken):
    """您已确认此版纪要。 You have confirmed these minutes already."""


class MinutesAreLocked(MeetingsRuleBroken):
    """纪要已签发，不能再补录。 The minutes are signed; attendance can no longer be recorded late."""


class NotAParticipant(MeetingsRuleBroken):
    """须布置给本会议的参会人员。 Pre-work is assigned to a participant who is expected at this meeting."""


class NamedDayMustLieAhead(MeetingsRuleBroken):
    """所定日期须晚于今天。 A day that somebody names lies after the day on which it is entered."""


def must_lie_ahead(day: date | None, entered_on: date) -> None:
    """Of a day that was named; None where nobody named one. Raises NamedDayMustLieAhead."""
    if day is not None and day <= entered_on:
        raise NamedDayMustLieAhead(day.isoformat())


class NoLongerItsCouncil(MeetingsRuleBroken):
    """会议已不属该组织。 The meeting does not belong to that organisation any more."""


class NothingToReckon(MeetingsRuleBroken):
    """按现行日历重算，期限不变 Reckoned by the calendar in force, no open day changes."""
