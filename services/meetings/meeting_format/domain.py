"""How a meeting is held: several forms and modes at once, immersion, and a mediation between two parties.

The form and the mode of the plan stay what they are; what is described here is said beside them.
"""

from dataclasses import dataclass
from datetime import datetime

from services.meetings.meeting.state import BEFORE_THE_CIRCULATION, NOT_BEGUN, Meeting
from services.meetings.meeting_format.commands import AmendFormat, DescribeFormat
from services.meetings.meeting_format.events import FormatAmended, FormatDescribed, MediationParty, MeetingFormatEvent
from services.meetings.preparing_rules import (
    FormatIsDescribedAlready,
    FormatIsSettled,
    MediationIsBetweenTwo,
    PartyIsNotOfThisMeeting,
)

MEDIATION = "mediation"
BOTH = 2


@dataclass(frozen=True)
class Facts:
    """When it happened."""

    now: datetime


def describe_format(meeting: Meeting, command: DescribeFormat, facts: Facts) -> list[MeetingFormatEvent]:
    if meeting.parts.formats:
        raise FormatIsDescribedAlready
    forms, modes = _told(meeting, command)
    said = (forms, modes, command.immersion, command.parties, command.five_questions)
    return [FormatDescribed(command.meeting_id, command.meeting_format_id, meeting.topic_id, *said)]


def amend_format(meeting: Meeting, command: AmendFormat, facts: Facts) -> list[MeetingFormatEvent]:
    forms, modes = _told(meeting, command)
    said = (forms, modes, command.immersion, command.parties, command.five_questions)
    return [FormatAmended(command.meeting_id, command.meeting_format_id, *said)]


def _told(meeting: Meeting, command: DescribeFormat | AmendFormat) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if meeting.state not in (*NOT_BEGUN, *BEFORE_THE_CIRCULATION):
        raise FormatIsSettled
    needed = BOTH if MEDIATION in command.forms else 0
    if len(set(command.parties)) != needed or len(command.parties) != needed:
        raise MediationIsBetweenTwo
    for party in command.parties:
        _must_be_of_the_meeting(meeting, party)
    return tuple(dict.fromkeys(command.forms)), tuple(dict.fromkeys(command.modes)) or (meeting.mode,)


def _must_be_of_the_meeting(meeting: Meeting, party: MediationParty) -> None:
    if party.participant is not None and party.participant not in meeting.participants:
        raise PartyIsNotOfThisMeeting(party.participant)
