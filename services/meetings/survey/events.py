"""What can have happened to a field survey (联合实地调查)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class SurveyRecorded:
    """Several bodies looked at the matter on the spot, and what they found; photos by their digests.

    `organisations` are those of the register, `bodies` others (业委会), `people` how many came along. It belongs to a topic,
    and goes into the pack of a meeting where one is named.
    """

    survey_id: str
    topic_id: str
    division: str
    organisation: str
    meeting: str | None
    place: str
    on: date
    organisations: tuple[str, ...]
    bodies: tuple[str, ...]
    people: int | None
    findings: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyCorrected:
    """What was found reads otherwise, and why; earlier photos stay, those of `files` are added."""

    survey_id: str
    findings: str
    files: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SurveyBroughtToMeeting:
    """It goes into the pack of that meeting."""

    survey_id: str
    meeting: str


@dataclass(frozen=True, slots=True)
class SurveyWithdrawn:
    """It counts no more, and why."""

    survey_id: str
    reason: str


SurveyEvent: TypeAlias = SurveyRecorded | SurveyCorrected | SurveyBroughtToMeeting | SurveyWithdrawn
