"""The rules of work before the meeting."""

from datetime import date

import pytest

from infra.kernel.testing import given
from services.meetings.attendance.events import ParticipantUninvited
from services.meetings.pre_work.circumstances import subject
from services.meetings.pre_work.commands import AcceptPreWork, AssignPreWork, SubmitPreWork, WaivePreWork
from services.meetings.pre_work.domain import Facts
from services.meetings.pre_work.events import PreWorkAccepted, PreWorkAssigned, PreWorkSubmitted, PreWorkWaived
from services.meetings.pre_work.lifecycle import PRE_WORK
from services.meetings.rules import NamedDayMustLieAhead, NotAParticipant

from .story import GUESTS, PARENT, PLANNED

ASSIGNED = PreWorkAssigned("m1", "w1", "gate", "parent", "走访家长", date(2022, 4, 14))
PAST = (PLANNED, *GUESTS, ASSIGNED)
SUBMITTED = PreWorkSubmitted("m1", "w1", "早高峰最堵", 12)


def test_work_is_assigned_to_a_participant() -> None:
    asked = AssignPreWork("w1", "m1", "parent", "走访家长", date(2022, 4, 14))
    past = given(PRE_WORK, PLANNED, *GUESTS)
    past.when(asked, Facts(past.state, date(2022, 4, 13))).then(ASSIGNED)
    past.when(asked, Facts(past.state, date(2022, 4, 14))).refused(NamedDayMustLieAhead)


@pytest.mark.parametrize("participant", ["stranger", "recorder"])
def test_work_is_assigned_to_nobody_else(participant: str) -> None:
    past = (PLANNED, *GUESTS, ParticipantUninvited("m1", "recorder", "换人"))
    given(PRE_WORK, *past).when(AssignPreWork("w1", "m1", participant, "走访家长")).refused(NotAParticipant)


def test_a_later_submission_takes_the_place_of_the_first() -> None:
    given(PRE_WORK, *PAST).when(SubmitPreWork("w1", "m1", "早高峰最堵", 12)).then(SUBMITTED)
    again = PreWorkSubmitted("m1", "w1", "晚上也堵", 20)
    work = given(PRE_WORK, *PAST, SUBMITTED, again).state.pre_work["w1"]
    assert (work.state, work.text, work.heard) == ("submitted", "晚上也堵", 20)


def test_work_is_accepted_or_waived() -> None:
    given(PRE_WORK, *PAST, SUBMITTED).when(AcceptPreWork("w1", "m1")).then(PreWorkAccepted("m1", "w1"))
    given(PRE_WORK, *PAST).when(WaivePreWork("w1", "m1", "已有材料")).then(PreWorkWaived("m1", "w1", "已有材料"))


def test_the_participant_in_person_submits_with_the_code() -> None:
    state = given(PRE_WORK, *PAST).state
    assert PRE_WORK.place(state, "w1").participants == (PARENT.code,)
    assert PRE_WORK.row(state, "w1").codes == (PARENT.code,)


def test_what_was_found_is_encrypted_for_the_participant() -> None:
    assert subject(given(PRE_WORK, *PAST).state, SubmitPreWork("w1", "m1", "早高峰最堵")) == "parent"
