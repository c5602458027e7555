"""What can be asked of an activity."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.meetings.activity.events import Ability, Attended, Date, Kind


@dataclass(frozen=True, slots=True)
class PlanActivity:
    activity_id: str
    title: str
    kind: Kind
    division: str
    organisation: str
    starts: Date
    ends: Date | None = None
    place: str | None = None
    text: str | None = None
    programme: str | None = None
    tags: Sequence[str] = ()
    hours: int | None = None
    abilities: Sequence[Ability] = ()


@dataclass(frozen=True, slots=True)
class AmendActivity:
    """What is None stays as it is."""

    activity_id: str
    title: str | None = None
    starts: Date | None = None
    ends: Date | None = None
    place: str | None = None
    text: str | None = None
    programme: str | None = None
    tags: Sequence[str] | None = None
    hours: int | None = None
    abilities: Sequence[Ability] | None = None


@dataclass(frozen=True, slots=True)
class HoldActivity:
    activity_id: str
    attendance: Sequence[Attended]
    members: Sequence[str] = ()
    others: int = 0
    served: int = 0
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectActivity:
    activity_id: str
    attendance: Sequence[Attended]
    reason: str
    members: Sequence[str] = ()
    others: int = 0
    served: int = 0


@dataclass(frozen=True, slots=True)
class CancelActivity:
    activity_id: str
    reason: str
