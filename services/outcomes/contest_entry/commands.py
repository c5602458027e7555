"""What can be asked about an entry of a contest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubmitEntry:
    entry_id: str
    contest_id: str
    case: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SelectEntry:
    entry_id: str
    contest_id: str
    actor_organisation: str | None
    opinion: str | None = None


@dataclass(frozen=True, slots=True)
class ShortlistEntry:
    entry_id: str
    contest_id: str


@dataclass(frozen=True, slots=True)
class TurnDownEntry:
    entry_id: str
    contest_id: str
    reason: str
