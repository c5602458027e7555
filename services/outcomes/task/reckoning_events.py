"""What can have happened to the open dates of a task because the notice of a year came."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from services.outcomes.task.succession_events import OfTask


@dataclass(frozen=True, slots=True)
class TaskReturnReckonedAgain(OfTask):
    """Its lead may return it until another time, or no longer provisionally; `calendar` is the year and edition that came."""

    return_until: datetime
    policy: str
    provisional: bool
    former_until: datetime
    calendar: str


@dataclass(frozen=True, slots=True)
class TaskSupervisionReckonedAgain(OfTask):
    """The days on which it is supervised are others, or no longer provisional; of a step already taken the day stays."""

    yellow_at: datetime
    red_at: datetime
    provisional: bool
    former_yellow_at: datetime
    former_red_at: datetime
    calendar: str


ReckoningEvent: TypeAlias = TaskReturnReckonedAgain | TaskSupervisionReckonedAgain
