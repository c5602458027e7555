"""Who is to be told what became of an outcome, and the records of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.outcomes.telling.events import TellingMade

MOST_AT_ONCE = 200
"""One decision makes no more of them; the outcome's reaction to it makes the next."""


@dataclass(frozen=True)
class Recipient:
    """`key` is the person, without an account the participant, or the submission. `codes` are participant codes' digests.

    `telling_id` is that of the record that he was told these words: the same, whoever writes at once.
    """

    telling_id: str
    key: str
    capacity: str
    way: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Readers:
    """Whoever took part or submitted, as far as news has come, and the ids of the tellings there are of the outcome."""

    recipients: tuple[Recipient, ...] = ()
    made: frozenset[str] = frozenset()


NOBODY = Readers()


@dataclass(frozen=True)
class Words:
    """What is told of an outcome: its `number`th words, and what they are `about`."""

    number: int
    about: str
    text: str


@dataclass(frozen=True)
class Matter:
    """The outcome that is told of."""

    outcome_id: str
    topic_id: str
    division: str
    organisation: str
    words: Words


def untold(readers: Readers) -> list[Recipient]:
    return [one for one in readers.recipients if one.telling_id not in readers.made]


def tellings(matter: Matter, recipients: Sequence[Recipient], now: datetime) -> list[TellingMade]:
    return [_made(matter, one, now) for one in recipients[:MOST_AT_ONCE]]


def _made(matter: Matter, to: Recipient, now: datetime) -> TellingMade:
    words = matter.words
    return TellingMade(
        telling_id=to.telling_id,
        outcome_id=matter.outcome_id,
        topic_id=matter.topic_id,
        division=matter.division,
        organisation=matter.organisation,
        number=words.number,
        capacity=to.capacity,
        way=to.way,
        reader=to.key,
        codes=to.codes,
        about=words.about,
        text=words.text,
        told_at=now,
    )
