"""With a Participant-Code a participant does all that ATT and SELF may (ruling 21)."""

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import NotPermitted, RuleBroken
from infra.kernel.commands.recording import record
from infra.kernel.testing import given
from services.meetings.consensus_item.commands import RaiseItem
from services.meetings.consensus_item.lifecycle import CONSENSUS_ITEM
from services.meetings.meeting import events as happened
from services.meetings.meeting.commands import ConfirmMinutes, SignMinutes
from services.meetings.meeting.domain import Facts
from services.meetings.meeting.lifecycle import MEETING
from services.meetings.rules import ConfirmedAlready, ObserverHasNoVoice

from .at_work import PARENT, RECORDER, after, meeting
from .story import CIRCULATED, FRIDAY_NOON, IN_REVIEW, IN_SESSION, OBSERVER, checked_in

PARENT_IN = checked_in("parent", "invited")
WITH_A_PARENT = (*IN_SESSION, PARENT_IN)
REVIEWED = (*WITH_A_PARENT, *IN_REVIEW[len(IN_SESSION) :])


def test_ruling_21_who_has_but_a_code_raises_an_item() -> None:
    of = after(*WITH_A_PARENT)
    raised = of.do("raise_item", ("items", None), {"title": "错峰放学"}, PARENT, parent="m1")
    assert raised["state"] == "raised"
    event = list(of.store.stream("meeting-m1"))[-1]
    assert (event.type, event.role) == ("ConsensusItemRaised", "ATT")
    assert '"raised_by":null,"participant":"parent"' in event.payload


def test_ruling_21_who_has_but_a_code_confirms_once_and_reads_the_draft() -> None:
    of = after(*REVIEWED)
    assert [version["text"] for version in meeting(of, PARENT)["minutes"]] == ["第一稿"]
    of.do("confirm_minutes", ("meetings", "m1"), {}, PARENT)
    assert meeting(of, PARENT)["confirmations"] == 1
    with pytest.raises(RuleBroken) as refused:
        of.do("confirm_minutes", ("meetings", "m1"), {}, PARENT)
    assert refused.value.rule == "ConfirmedAlready"


@pytest.mark.parametrize("past", [IN_REVIEW, (*IN_REVIEW, OBSERVER)])
@pytest.mark.parametrize("actor", [PARENT, Actor(participant="digest of nobody"), Actor()])
def test_no_other_code_does(past: tuple[object, ...], actor: Actor) -> None:
    """Nor that of somebody who was invited and did not come."""
    of = after(*past)
    with pytest.raises(NotPermitted):
        of.do("confirm_minutes", ("meetings", "m1"), {}, actor)
    with pytest.raises(NotPermitted):
        of.do("object_to_minutes", ("meetings", "m1"), {"reason": "漏记"}, actor)


def test_ruling_21_each_objection_of_one_participant_is_on_record() -> None:
    of = after(*REVIEWED)
    for reason in ("漏记一条", "还漏记一条"):
        of.do("object_to_minutes", ("meetings", "m1"), {"reason": reason}, PARENT)
        record(of.lifecycles, of.store, new_id(), [CIRCULATED], of.clock.now, RECORDER, "REC")
    assert [one["reason"] for one in meeting(of, RECORDER)["objections"]] == ["漏记一条", "还漏记一条"]


def test_an_account_with_its_code_is_one_participant() -> None:
    """He confirmed with his token, and comes again with the code."""
    told = happened.MinutesConfirmed("m1", "gate", "ana", "host")
    by_code = ConfirmMinutes("m1", actor_participant="digest of host")
    given(MEETING, *IN_REVIEW).when(by_code).then(told)
    given(MEETING, *IN_REVIEW, told).when(by_code).refused(ConfirmedAlready)
    of_version_1 = happened.MinutesConfirmed("m1", "gate", "ana", None)
    given(MEETING, *IN_REVIEW, of_version_1).when(by_code).refused(ConfirmedAlready)


def test_who_has_but_a_code_is_not_waited_for() -> None:
    both = (
        happened.MinutesConfirmed("m1", "gate", "ana", "host"),
        happened.MinutesConfirmed("m1", "gate", "ben", "recorder"),
    )
    given(MEETING, *REVIEWED, *both).when(SignMinutes("m1"), Facts(FRIDAY_NOON)).then_state("minutes_signed")
    parent = happened.MinutesConfirmed("m1", "gate", None, "parent")
    assert given(MEETING, *REVIEWED, parent, both[0]).state.confirmed_by == ("parent", "ana")


def test_an_observer_has_no_voice_with_a_code_either() -> None:
    past = (*IN_SESSION, OBSERVER, checked_in("observer", "observer"))
    command = RaiseItem("i1", "m1", "划停车线", None, "ATT", "digest of observer")
    given(CONSENSUS_ITEM, *past).when(command).refused(ObserverHasNoVoice)
