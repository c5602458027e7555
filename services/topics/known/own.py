"""Our own records as our other lifecycles and reactions see them: the fields they use of each read row."""

from dataclasses import dataclass

from services.topics.screening_list.events import Item
from services.topics.submission.events import SubmissionMerged


@dataclass(frozen=True)
class SeenSubmission:
    id: str
    state: str
    into: str | None = None
    topic: str | None = None


@dataclass(frozen=True)
class SeenTopic:
    id: str
    state: str
    title: str
    summary: str | None = None


@dataclass(frozen=True)
class SeenScreeningList:
    id: str
    division: str
    edition: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class MergedSubmission:
    """A submission that was merged into another one, whose answer will be its own."""

    submission_id: str
    into: str


def on_submission_merged(known: MergedSubmission | None, event: SubmissionMerged) -> MergedSubmission:
    return MergedSubmission(event.submission_id, event.into)


def list_in_force(lists: list[SeenScreeningList], division: str) -> SeenScreeningList | None:
    """The newest list of the nearest division at or above this one; a list without division is the whole country's."""
    around = [known for known in lists if division.startswith(known.division)]
    return max(around, key=lambda known: (len(known.division), known.id), default=None)
