"""What was signed stays; a correction is a version beside it (ruling 22)."""

from datetime import timedelta
from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.base.problems import NotAllowedInState, NotPermitted
from infra.kernel.testing import given
from services.meetings.meeting import events as happened
from services.meetings.meeting.commands import CorrectMinutes
from services.meetings.meeting.domain import Facts
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.meeting.schemas import Correction

from .at_work import CHAIR, PARENT, RECORDER, after, meeting
from .story import FRIDAY_NOON, IN_REVIEW

LATER = FRIDAY_NOON + timedelta(days=20)
REDRAFTED = happened.MinutesRedrafted("m1", "gate", "第二稿", FRIDAY_NOON)
SIGNED = (*IN_REVIEW[:-1], REDRAFTED, IN_REVIEW[-1], happened.MinutesSigned("m1", "gate", ()))
PUBLISHED = (*SIGNED, happened.MinutesPublished("m1", "gate", FRIDAY_NOON))
RESTRICTED = (*SIGNED, happened.MinutesRestricted("m1", "gate", "涉及隐私"))
ARCHIVED = (*PUBLISHED, happened.MeetingArchived("m1", "gate"))
CORRECTED = happened.MinutesCorrected("m1", "gate", "更正稿", "姓名写错", LATER)
BODY = {"text": "更正稿", "reason": "马某写成了冯某"}


@pytest.mark.parametrize(
    "past", [SIGNED, PUBLISHED, RESTRICTED, ARCHIVED], ids=["signed", "published", "restricted", "archived"]
)
def test_ruling_22_the_chair_corrects_signed_minutes_by_a_version_beside_them(past: tuple[object, ...]) -> None:
    scenario = given(MEETING, *past)
    scenario.when(CorrectMinutes("m1", "更正稿", "姓名写错"), Facts(LATER)).then(CORRECTED)
    state = given(MEETING, *past, CORRECTED).state
    assert state.state == scenario.state.state
    assert [version.text for version in state.minutes] == ["第一稿", "第二稿", "更正稿"]
    assert MEETING.row(state, "m1").audience == MEETING.row(scenario.state, "m1").audience


def test_minutes_that_are_not_signed_are_redrafted_and_not_corrected() -> None:
    with pytest.raises(NotAllowedInState):
        after(*IN_REVIEW).do("correct_minutes", ("meetings", "m1"), BODY, CHAIR)


@pytest.mark.parametrize("actor", [RECORDER, PARENT, Actor()])
def test_only_the_chair_corrects(actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        after(*SIGNED).do("correct_minutes", ("meetings", "m1"), BODY, actor)


def test_a_correction_says_why() -> None:
    refused: dict[str, Any] = Correction().validate({"text": " ", "reason": ""})
    assert set(refused) == {"text", "reason"}


@pytest.mark.parametrize("past", [SIGNED, PUBLISHED], ids=["signed", "published"])
def test_ruling_22_who_was_there_reads_both_and_why(past: tuple[object, ...]) -> None:
    of = after(*past)
    of.do("correct_minutes", ("meetings", "m1"), BODY, CHAIR)
    read = meeting(of, PARENT)
    assert [version["text"] for version in read["minutes"]] == ["第一稿", "第二稿", "更正稿"]
    assert [one["reason"] for one in read["corrections"]] == [BODY["reason"]]


def test_the_public_reads_what_was_signed_and_each_correction_and_not_why() -> None:
    of = after(*PUBLISHED)
    for text in ("更正稿", "再更正稿"):
        of.do("correct_minutes", ("meetings", "m1"), {**BODY, "text": text}, CHAIR)
    read = meeting(of, Actor())
    assert [version["text"] for version in read["minutes"]] == ["第二稿", "更正稿", "再更正稿"]
    assert [one["reason"] for one in read["corrections"]] == [None, None]
    history = of.records.history(ReadCall("meetings", Caller(), "m1"), Actor())
    assert "更正稿" in str(history)
    assert BODY["reason"] not in str(history)


def test_a_correction_before_publication_becomes_public_with_the_minutes() -> None:
    released = happened.MinutesReleased("m1", "gate", LATER)
    of = after(*RESTRICTED, CORRECTED, released)
    assert [version["text"] for version in meeting(of, Actor())["minutes"]] == ["第二稿", "更正稿"]
