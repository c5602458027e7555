"""Why whom is invited (谁的事请谁来), of which category and trade; and the notice in the language of who reads no Chinese."""

from dataclasses import dataclass
from datetime import datetime

from services.meetings.invitation.commands import ExplainInvitation, TranslateNotice
from services.meetings.invitation.events import InvitationEvent, InvitationExplained, NoticeTranslated
from services.meetings.meeting.state import BEFORE_THE_END, Meeting
from services.meetings.preparing_rules import (
    InvitationIsExplainedAlready,
    InviteeIsNotInvited,
    NoticeNeedsAnotherLanguage,
)
from services.meetings.rules import MeetingIsOver


@dataclass(frozen=True)
class Facts:
    """When it happened."""

    now: datetime


def explain_invitation(meeting: Meeting, command: ExplainInvitation, facts: Facts) -> list[InvitationEvent]:
    participant = meeting.participants.get(command.participant)
    if participant is None or not participant.invited:
        raise InviteeIsNotInvited
    if any(one.told.participant == command.participant for one in meeting.parts.invitations.values()):
        raise InvitationIsExplainedAlready
    return [
        InvitationExplained(
            command.meeting_id,
            command.invitation_id,
            meeting.topic_id,
            command.participant,
            command.category,
            command.reason,
            command.trade,
            tuple(dict.fromkeys(command.levels)),
            command.language,
            command.identity,
            participant.person,
            participant.code,
        )
    ]


def translate_notice(meeting: Meeting, command: TranslateNotice, facts: Facts) -> list[InvitationEvent]:
    if meeting.parts.invitations[command.invitation_id].told.language is None:
        raise NoticeNeedsAnotherLanguage
    if meeting.state not in BEFORE_THE_END:
        raise MeetingIsOver
    return [NoticeTranslated(command.meeting_id, command.invitation_id, command.text, facts.now)]
