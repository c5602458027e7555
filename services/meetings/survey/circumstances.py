"""The circumstances of a command: where a field survey stands, what else matters."""

from infra.kernel.access.places import Place
from infra.kernel.base.clock import day_in_china
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.named import files_named, organisation_around
from services.meetings.copies import KnownTopic
from services.meetings.survey.commands import BringSurvey, CorrectSurvey, RecordSurvey
from services.meetings.survey.domain import Facts, SurveyedMeeting
from services.meetings.survey.state import Survey


def place(survey: Survey, survey_id: str) -> Place:
    return Place(division=survey.told.division, council=survey.told.organisation)


def place_of_new(lookups: Lookups, survey: None, command: RecordSurvey) -> Place:
    """A survey stands where its topic does."""
    topic = lookups.needed_copy(KnownTopic, "topic", command.topic)
    return Place(division=topic.division, council=topic.organisation)


def facts(lookups: Lookups, survey: Survey | None, command: object) -> Facts:
    today = day_in_china(lookups.recorded_at)
    match command:
        case RecordSurvey():
            topic = lookups.needed_copy(KnownTopic, "topic", command.topic)
            for organisation in command.organisations:
                organisation_around(lookups, "organisations", organisation, topic.division)
            types = files_named(lookups, command.files)
            return Facts(today, topic, _meeting(lookups, command.meeting), types)
        case CorrectSurvey():
            return Facts(today, types=files_named(lookups, command.files, survey.files if survey else ()))
        case BringSurvey():
            return Facts(today, meeting=_meeting(lookups, command.meeting))
        case _:
            return Facts(today)


def _meeting(lookups: Lookups, meeting: str | None) -> SurveyedMeeting | None:
    return lookups.readable(SurveyedMeeting, "meetings", meeting) if meeting else None
