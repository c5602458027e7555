"""What can have happened to one telling (告知): who was told what became of an outcome."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TellingMade:
    """Somebody was told (告知), by the way in which he can read it.

    `reader` is the person, without an account the participant, or the submission; `codes` are the digests of his
    participant codes. `about` says what the words are: the feedback, or why it was declined or closed. `number` counts
    how often an outcome was told of.
    """

    telling_id: str
    outcome_id: str
    topic_id: str
    division: str
    organisation: str
    number: int
    capacity: str
    way: str
    reader: str
    codes: tuple[str, ...]
    about: str
    text: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class TellingAcknowledged:
    """The one who was told confirmed that he has read it (已阅)."""

    telling_id: str


TellingEvent: TypeAlias = TellingMade | TellingAcknowledged
