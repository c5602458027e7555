"""The policy of open dates: when the notice of a year comes, those of meetings are reckoned again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.meetings.meeting.commands import ReckonMeetingAgain


@dataclass(frozen=True, slots=True)
class CalendarNoticeEntered:
    year: int
    edition: int


@dataclass(frozen=True, slots=True)
class CalendarNoticeAmended:
    year: int
    edition: int


CalendarNotice: TypeAlias = CalendarNoticeEntered | CalendarNoticeAmended


def on_calendar_notice(event: CalendarNotice, open_meetings: Sequence[str]) -> list[ReckonMeetingAgain]:
    """`open_meetings` wait for notices, or for the review of their minutes."""
    return [ReckonMeetingAgain(meeting, f"{event.year}@{event.edition}") for meeting in open_meetings]
