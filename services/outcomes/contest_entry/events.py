"""What can have happened to an entry of a contest."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ContestEntrySubmitted:
    """An office entered a case: `division` is the case's, `selecting` that of the office which selects it."""

    contest_id: str
    entry_id: str
    case: str
    title: str
    division: str
    organisation: str
    selecting: str


@dataclass(frozen=True, slots=True)
class ContestEntrySelected:
    """The office above selected it and sends it on (遴选上报); `selected_by` is that office."""

    contest_id: str
    entry_id: str
    opinion: str | None
    selected_by: str | None


@dataclass(frozen=True, slots=True)
class ContestEntryShortlisted:
    """It passed the first review (初评入围)."""

    contest_id: str
    entry_id: str


@dataclass(frozen=True, slots=True)
class ContestEntryTurnedDown:
    contest_id: str
    entry_id: str
    reason: str


ContestEntryEvent: TypeAlias = (
    ContestEntrySubmitted | ContestEntrySelected | ContestEntryShortlisted | ContestEntryTurnedDown
)
