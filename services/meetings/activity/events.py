"""What can have happened to an activity: a training, a promotion meeting, a forum, a service to residents, a call."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Date: TypeAlias = date
Kind: TypeAlias = Literal[
    "training",
    "promotion_meeting",
    "video_conference",
    "observation",
    "exchange_meeting",
    "study_tour",
    "forum",
    "service",
    "call",
]
Ability: TypeAlias = Literal["political_judgement", "investigation", "contact_with_people", "cooperation"]


@dataclass(frozen=True, slots=True)
class Attended:
    """How many came for a body; none where it was asked and nobody came."""

    organisation: str
    number: int


@dataclass(frozen=True, slots=True)
class Taught:
    """A member who took part, and the person behind the membership, who is counted once."""

    member: str
    person: str


@dataclass(frozen=True, slots=True)
class ActivityPlanned:
    """`starts` and `ends` are its first and its last day; `hours` and `abilities` are those of what is taught."""

    activity_id: str
    title: str
    kind: Kind
    division: str
    organisation: str
    starts: Date
    ends: Date
    place: str | None
    text: str | None
    programme: str | None
    tags: tuple[str, ...]
    hours: int | None
    abilities: tuple[Ability, ...]


@dataclass(frozen=True, slots=True)
class ActivityAmended:
    """How the plan reads from now on, what was left as it was included."""

    activity_id: str
    title: str
    starts: Date
    ends: Date
    place: str | None
    text: str | None
    programme: str | None
    tags: tuple[str, ...]
    hours: int | None
    abilities: tuple[Ability, ...]


@dataclass(frozen=True, slots=True)
class ActivityHeld:
    """It took place; `others` came for no body, `served` is how many residents it reached."""

    activity_id: str
    attendance: tuple[Attended, ...]
    members: tuple[Taught, ...]
    others: int
    served: int
    summary: str | None


@dataclass(frozen=True, slots=True)
class ActivityAttendanceCorrected:
    """Who was there as it reads from now on; what was entered before stays in the history."""

    activity_id: str
    attendance: tuple[Attended, ...]
    members: tuple[Taught, ...]
    others: int
    served: int
    reason: str


@dataclass(frozen=True, slots=True)
class ActivityCancelled:
    activity_id: str
    reason: str


ActivityEvent: TypeAlias = (
    ActivityPlanned | ActivityAmended | ActivityHeld | ActivityAttendanceCorrected | ActivityCancelled
)
