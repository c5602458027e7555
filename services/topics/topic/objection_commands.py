"""What can be asked about objections to a topic that is posted or prepared."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LodgeObjection:
    """`objection_id` is fresh: it stands for an objector without an account. `tracking_subject` is the person behind a code.

    `received_at` is the day on which it came on paper; it is judged by that day.
    """

    topic_id: str
    objection_id: str
    reason: str
    actor_person: str | None
    actor_role: str
    name: str | None = None
    contact: str | None = None
    tracking_subject: str | None = None
    received_at: date | None = None


@dataclass(frozen=True, slots=True)
class UpholdObjection:
    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class UpholdLateObjection:
    """After the notice, of one that came during it."""

    topic_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerObjection:
    topic_id: str
    objection: str
    reason: str
