"""What can be asked about field surveys."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RecordSurvey:
    survey_id: str
    topic: str
    place: str
    on: date
    findings: str
    meeting: str | None = None
    organisations: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    people: int | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectSurvey:
    survey_id: str
    findings: str
    reason: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BringSurvey:
    survey_id: str
    meeting: str


@dataclass(frozen=True, slots=True)
class WithdrawSurvey:
    survey_id: str
    reason: str
