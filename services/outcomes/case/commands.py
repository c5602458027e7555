"""What can be asked of a case."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftCase:
    case_id: str
    title: str
    text: str
    division: str
    organisation: str
    topic: str | None = None
    outcome: str | None = None
    tags: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ReviseCase:
    """What is None stays as it is."""

    case_id: str
    title: str | None = None
    text: str | None = None
    tags: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class SubmitCase:
    case_id: str


@dataclass(frozen=True, slots=True)
class ReturnCase:
    case_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PublishCase:
    case_id: str


@dataclass(frozen=True, slots=True)
class MarkCaseNotUsed:
    case_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawCase:
    case_id: str
    reason: str
