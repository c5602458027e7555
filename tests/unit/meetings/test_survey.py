"""Field surveys: what several bodies saw on the spot, for a topic and the pack of its meetings."""

from dataclasses import replace
from datetime import date

from infra.kernel.testing import given
from services.meetings.preparing_rules import (
    MeetingIsOfAnotherTopic,
    PhotosAreImages,
    SurveyLiesInTheFuture,
    SurveyNamesWhoTookPart,
)
from services.meetings.survey.commands import BringSurvey, CorrectSurvey, RecordSurvey
from services.meetings.survey.domain import Facts, SurveyedMeeting
from services.meetings.survey.events import SurveyBroughtToMeeting, SurveyCorrected, SurveyRecorded, SurveyWithdrawn
from services.meetings.survey.lifecycle import SURVEY

from .story import PREPARING

TODAY = date(2022, 4, 13)
PHOTO, OTHER = "0" * 64, "1" * 64
RECORD = RecordSurvey("s1", "gate", "校门口", TODAY, "早高峰拥堵", None, ("street", "street"), ("业委会",), 6, (PHOTO,))
RECORDED = SurveyRecorded(
    "s1", "gate", "620723101", "council", None, "校门口", TODAY, ("street",), ("业委会",), 6, "早高峰拥堵", (PHOTO,)
)
FACTS = Facts(TODAY, PREPARING, types=("image/jpeg",))
OURS = SurveyedMeeting("m1", "gate")


def test_a_survey_belongs_to_its_topic_and_names_who_took_part() -> None:
    given(SURVEY).when(RECORD, FACTS).then(RECORDED)
    nobody = replace(RECORD, organisations=(), bodies=())
    given(SURVEY).when(nobody, FACTS).refused(SurveyNamesWhoTookPart)
    given(SURVEY).when(replace(RECORD, on=date(2022, 4, 14)), FACTS).refused(SurveyLiesInTheFuture)


def test_photos_of_a_survey_are_images_and_stay() -> None:
    given(SURVEY).when(RECORD, replace(FACTS, types=("application/pdf",))).refused(PhotosAreImages)
    corrected = SurveyCorrected("s1", "晚高峰也堵", (OTHER,), "补充")
    past = given(SURVEY, RECORDED)
    past.when(CorrectSurvey("s1", "晚高峰也堵", "补充", (OTHER,)), Facts(TODAY, types=("image/png",))).then(corrected)
    state = given(SURVEY, RECORDED, corrected).state
    assert (state.findings, state.files) == (("早高峰拥堵", "晚高峰也堵"), (PHOTO, OTHER))
    assert [file.digest for file in SURVEY.row(state, "s1").files] == [PHOTO, OTHER]


def test_a_survey_goes_to_a_meeting_of_its_own_topic() -> None:
    named = replace(RECORD, meeting="m1")
    given(SURVEY).when(named, replace(FACTS, meeting=OURS)).then(replace(RECORDED, meeting="m1"))
    for meeting in (None, SurveyedMeeting("m1", "other")):
        given(SURVEY).when(named, replace(FACTS, meeting=meeting)).refused(MeetingIsOfAnotherTopic)
    past, bring = given(SURVEY, RECORDED), BringSurvey("s1", "m1")
    past.when(bring, Facts(TODAY, meeting=OURS)).then(SurveyBroughtToMeeting("s1", "m1"))
    past.when(bring, Facts(TODAY)).refused(MeetingIsOfAnotherTopic)


def test_a_survey_that_was_withdrawn_stays_on_record() -> None:
    state = given(SURVEY, RECORDED, SurveyWithdrawn("s1", "地点有误")).state
    assert (state.state, state.reason, state.findings) == ("withdrawn", "地点有误", ("早高峰拥堵",))
