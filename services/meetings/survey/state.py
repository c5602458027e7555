"""What is known of a field survey, and its fold."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from services.meetings.survey import events as happened
from services.meetings.survey.events import SurveyEvent, SurveyRecorded


class State(StrEnum):
    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"


LABELS: dict[str, str] = {State.RECORDED: "已记录", State.WITHDRAWN: "已撤回"}


@dataclass(frozen=True)
class Survey:
    """`findings` holds every version, the last one is in force."""

    survey_id: str
    state: State
    told: SurveyRecorded
    meeting: str | None
    findings: tuple[str, ...]
    files: tuple[str, ...]
    reason: str | None = None


def evolve(survey: Survey | None, event: SurveyEvent) -> Survey:
    if isinstance(event, SurveyRecorded):
        return Survey(event.survey_id, State.RECORDED, event, event.meeting, (event.findings,), event.files)
    assert survey is not None
    match event:
        case happened.SurveyCorrected():
            files = tuple(dict.fromkeys((*survey.files, *event.files)))
            return replace(survey, findings=(*survey.findings, event.findings), files=files, reason=event.reason)
        case happened.SurveyBroughtToMeeting():
            return replace(survey, meeting=event.meeting)
        case happened.SurveyWithdrawn():
            return replace(survey, state=State.WITHDRAWN, reason=event.reason)
        case _:
            assert_never(event)
