"""What can be read of a field survey."""

from dataclasses import dataclass
from datetime import date

from infra.kernel.contract.lifecycle import ReadRow
from infra.kernel.contract.named_file import NamedFile
from services.meetings.survey.state import Survey


@dataclass(frozen=True, slots=True)
class SurveyShown:
    topic: str
    organisation: str
    meeting: str | None
    place: str
    on: date
    organisations: tuple[str, ...]
    bodies: tuple[str, ...]
    people: int | None
    findings: tuple[str, ...]
    files: tuple[str, ...]
    reason: str | None


def row(survey: Survey, survey_id: str) -> ReadRow:
    told = survey.told
    return ReadRow(
        division=told.division,
        shown=SurveyShown(
            told.topic_id,
            told.organisation,
            survey.meeting,
            told.place,
            told.on,
            told.organisations,
            told.bodies,
            told.people,
            survey.findings,
            survey.files,
            survey.reason,
        ),
        organisation=told.organisation,
        topic=told.topic_id,
        named=told.organisations,
        search=f"{told.place} {survey.findings[-1]}",
        files=tuple(map(NamedFile, survey.files)),
    )
