"""Read replica: for which time a meeting was set: how long after it an effect was there is counted from that day.

It is followed along a line of its own: a site that has read these news already reads them again from the first event.
"""

from dataclasses import dataclass
from datetime import datetime

MEETING_DAYS = "meeting_days"


@dataclass(frozen=True, slots=True)
class MeetingScheduled:
    meeting_id: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class MeetingRescheduled:
    meeting_id: str
    starts_at: datetime


@dataclass(frozen=True)
class KnownMeetingDay:
    """The time that holds: a meeting opens on that day or later, and who wants it earlier reschedules it."""

    meeting_id: str
    starts_at: datetime


def on_meeting_set(known: KnownMeetingDay | None, event: MeetingScheduled | MeetingRescheduled) -> KnownMeetingDay:
    return KnownMeetingDay(event.meeting_id, event.starts_at)
