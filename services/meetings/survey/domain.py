"""Field surveys (实地调查): what several bodies saw on the spot, for a topic and its meetings."""

from dataclasses import dataclass
from datetime import date

from services.meetings.copies import KnownTopic
from services.meetings.preparing_rules import (
    MeetingIsOfAnotherTopic,
    PhotosAreImages,
    SurveyLiesInTheFuture,
    SurveyNamesWhoTookPart,
)
from services.meetings.survey.commands import BringSurvey, CorrectSurvey, RecordSurvey
from services.meetings.survey.events import SurveyBroughtToMeeting, SurveyCorrected, SurveyEvent, SurveyRecorded
from services.meetings.survey.state import Survey


@dataclass(frozen=True)
class SurveyedMeeting:
    """A meeting that a survey names; it is in a stream of its own."""

    id: str
    topic: str


@dataclass(frozen=True)
class Facts:
    """The day of entry, the topic, the meeting that is named if it can be read, and of which types new files are."""

    today: date
    topic: KnownTopic | None = None
    meeting: SurveyedMeeting | None = None
    types: tuple[str, ...] = ()


def record_survey(survey: None, command: RecordSurvey, facts: Facts) -> list[SurveyEvent]:
    assert facts.topic is not None
    if command.on > facts.today:
        raise SurveyLiesInTheFuture(command.on.isoformat())
    if not (command.organisations or command.bodies):
        raise SurveyNamesWhoTookPart
    _must_be_images(facts)
    if command.meeting is not None:
        _must_be_of_the_topic(facts, command.topic)
    return [
        SurveyRecorded(
            command.survey_id,
            command.topic,
            facts.topic.division,
            facts.topic.organisation,
            command.meeting,
            command.place,
            command.on,
            tuple(dict.fromkeys(command.organisations)),
            tuple(dict.fromkeys(command.bodies)),
            command.people,
            command.findings,
            command.files,
        )
    ]


def correct_survey(survey: Survey, command: CorrectSurvey, facts: Facts) -> list[SurveyEvent]:
    _must_be_images(facts)
    return [SurveyCorrected(command.survey_id, command.findings, command.files, command.reason)]


def bring_survey(survey: Survey, command: BringSurvey, facts: Facts) -> list[SurveyEvent]:
    _must_be_of_the_topic(facts, survey.told.topic_id)
    return [SurveyBroughtToMeeting(command.survey_id, command.meeting)]


def _must_be_of_the_topic(facts: Facts, topic: str) -> None:
    if facts.meeting is None or facts.meeting.topic != topic:
        raise MeetingIsOfAnotherTopic


def _must_be_images(facts: Facts) -> None:
    if not all(kind.startswith("image/") for kind in facts.types):
        raise PhotosAreImages
