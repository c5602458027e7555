"""Notices by category (分类通知): one command reaches all of some kinds, groups or categories who have no notice yet."""

from dataclasses import dataclass
from datetime import datetime

from services.meetings.attendance.state import Participant
from services.meetings.meeting.domain import TimeLimit
from services.meetings.meeting.events import MeetingNoticesSent
from services.meetings.meeting.state import Meeting
from services.meetings.meeting.state import State as MeetingState
from services.meetings.notice_round.commands import NotifyCategories
from services.meetings.notice_round.events import NoticeRoundSent
from services.meetings.preparing_rules import NobodyIsMeant, NoticesFollowTheDate

WHEN_NOTICES_GO_OUT = (MeetingState.SCHEDULED, MeetingState.NOTIFIED, MeetingState.READY)


@dataclass(frozen=True)
class Facts:
    """When it happened, and when the lead time that begins now is over."""

    now: datetime
    period: TimeLimit


def notify_categories(
    meeting: Meeting, command: NotifyCategories, facts: Facts
) -> list[NoticeRoundSent | MeetingNoticesSent]:
    """What `send_notices` does to everybody this does to some: the lead time is reckoned alike."""
    if meeting.state not in WHEN_NOTICES_GO_OUT:
        raise NoticesFollowTheDate
    recipients = _meant(meeting, command)
    if not recipients:
        raise NobodyIsMeant
    period = facts.period
    sent = MeetingNoticesSent(
        command.meeting_id,
        meeting.topic_id,
        command.text,
        recipients,
        facts.now,
        period.until,
        period.policy,
        period.provisional,
    )
    return [_told(meeting, command, len(recipients), facts.now), sent]


def _told(meeting: Meeting, command: NotifyCategories, recipients: int, now: datetime) -> NoticeRoundSent:
    named = (command.kinds, command.groups, command.categories)
    return NoticeRoundSent(
        command.meeting_id, command.notice_round_id, meeting.topic_id, *named, command.text, recipients, now
    )


def _meant(meeting: Meeting, command: NotifyCategories) -> tuple[str, ...]:
    categories = {one.told.participant: one.told.category for one in meeting.parts.invitations.values()}

    def fits(one: Participant) -> bool:
        of_kind = not command.kinds or one.kind in command.kinds
        of_group = not command.groups or one.group in command.groups
        return (
            of_kind
            and of_group
            and (not command.categories or categories.get(one.participant_id) in command.categories)
        )

    return tuple(one for one in meeting.without_notice if fits(meeting.participants[one]))
