"""What can be read of a telling: by its place, and by the one who was told, with his token or his participant code."""

from dataclasses import dataclass
from datetime import datetime

from infra.kernel.contract.lifecycle import ReadRow
from services.outcomes.telling.state import Telling


@dataclass(frozen=True, slots=True)
class TellingShown:
    outcome: str
    topic: str
    organisation: str
    number: int
    capacity: str
    way: str
    reader: str
    about: str
    text: str
    told_at: datetime


def row(telling: Telling, telling_id: str) -> ReadRow:
    """A submission's is read on its tracking page, whose code may be replaced."""
    made = telling.made
    return ReadRow(
        division=made.division,
        shown=TellingShown(
            made.outcome_id,
            made.topic_id,
            made.organisation,
            made.number,
            made.capacity,
            made.way,
            made.reader,
            made.about,
            made.text,
            made.told_at,
        ),
        organisation=made.organisation,
        topic=made.topic_id,
        outcome=made.outcome_id,
        named=(made.reader,),
        search=made.text,
        codes=made.codes,
    )


@dataclass(frozen=True)
class TellingOfSubmission:
    """As the holder of a tracking code sees it."""

    id: str
    state: str
    outcome: str
    about: str
    text: str
    told_at: datetime
