"""What can have happened to the open dates of a meeting because the notice of a year came."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Until when the participants of one sending have time, and until when they had."""

    participants: tuple[str, ...]
    until: datetime
    former_until: datetime


@dataclass(frozen=True, slots=True)
class MeetingLeadTimesReckonedAgain:
    """The lead times of notices end otherwise; `calendar` is the year and edition that came."""

    meeting_id: str
    topic_id: str
    lead_times: tuple[LeadTime, ...]
    policy: str
    provisional: bool
    calendar: str


@dataclass(frozen=True, slots=True)
class MinutesReviewReckonedAgain:
    """The days for reviewing the minutes end otherwise, or no longer provisionally."""

    meeting_id: str
    topic_id: str
    review_until: datetime
    policy: str
    provisional: bool
    former_until: datetime
    calendar: str


ReckoningEvent: TypeAlias = MeetingLeadTimesReckonedAgain | MinutesReviewReckonedAgain
