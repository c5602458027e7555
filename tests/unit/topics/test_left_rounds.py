"""A round that was left does not count: neither its meetings nor its number, which is not used again."""

import pytest

from infra.kernel.testing import Scenario, given
from services.topics import rules
from services.topics.copies import KnownMeeting
from services.topics.topic import commands as asked
from services.topics.topic import events as happened
from services.topics.topic import side_events as beside
from services.topics.topic.lifecycle import TOPIC
from tests.unit.topics.test_topic import ENDED, IN_CONSULTING, IN_PREPARING, NOW, meetings

ROUND_2 = happened.TopicRoundOpened("gate", 2)
LEFT = beside.TopicRoundAbandoned("gate", 1, "not ready")
SECOND = KnownMeeting("m2", "gate", 2, "ended", ("parents",), ("parents", "traders"), ("humps",))
OF_LEFT = KnownMeeting("m1", "gate", 1, "ended", ("drivers",), ("parents", "traders"), ("humps",))
IN_SECOND = given(TOPIC, *IN_CONSULTING.past, ROUND_2)
AFTER_LEFT = given(TOPIC, *IN_CONSULTING.past, LEFT)
SECOND_AFTER_LEFT = given(TOPIC, *AFTER_LEFT.past, ROUND_2)
CONCLUDE = asked.ConcludeTopic("gate", "full", "agreed")


def adopted(*past: object, left: int | None) -> Scenario:
    """Its result came from another level; then the Party wants another round."""
    gone = beside.TopicEscalated("gate", "there", "county", "620723", "too big", left)
    result = beside.TopicLinkedResultAdopted("gate", "there", "there", "full", "agreed")
    outcome, again = happened.TopicOutcomeSubmitted("gate"), happened.TopicConsultationReopened("gate", "again")
    return given(TOPIC, *past, gone, result, outcome, again)


def test_the_chair_leaves_the_open_round_and_the_next_number_is_the_next_one() -> None:
    IN_CONSULTING.when(asked.AbandonRound("gate", "not ready"), NOW).then(LEFT)
    IN_CONSULTING.when(asked.AbandonRound("gate", "not ready"), NOW).then_state("preparing")
    AFTER_LEFT.when(asked.OpenRound("gate"), meetings()).then(ROUND_2)
    assert TOPIC.rows["abandon_round"][0].by == ("CHAIR",)


@pytest.mark.parametrize("known", [(), (ENDED,), (SECOND,)])
def test_ruling_15_a_conclusion_needs_an_ended_meeting_in_every_opened_round(known: tuple[KnownMeeting, ...]) -> None:
    IN_SECOND.when(CONCLUDE, meetings(*known)).refused(rules.ConclusionNeedsAnEndedMeeting)
    IN_SECOND.when(CONCLUDE, meetings(ENDED, SECOND)).then_state("concluded")


def test_ruling_15_a_round_that_was_left_needs_none_and_gives_none() -> None:
    SECOND_AFTER_LEFT.when(CONCLUDE, meetings(SECOND)).then_state("concluded")
    SECOND_AFTER_LEFT.when(CONCLUDE, meetings(OF_LEFT)).refused(rules.ConclusionNeedsAnEndedMeeting)
    without = KnownMeeting("m2", "gate", 2, "ended", ("parents",), ("parents", "traders"))
    SECOND_AFTER_LEFT.when(CONCLUDE, meetings(OF_LEFT, without)).refused(rules.AgreementNeedsAnAgreedItem)


def test_of_a_round_that_was_left_no_meeting_is_waited_for_and_no_group_missed() -> None:
    in_session = KnownMeeting("m1", "gate", 1, groups=("drivers",))
    SECOND_AFTER_LEFT.when(CONCLUDE, meetings(in_session, SECOND)).then_state("concluded")


def test_who_was_heard_only_in_a_round_that_was_left_was_not_heard() -> None:
    unheard = KnownMeeting("m2", "gate", 2, "ended", (), ("parents",), ("humps",))
    SECOND_AFTER_LEFT.when(CONCLUDE, meetings(OF_LEFT, unheard)).refused(rules.EveryAbsentGroupNeedsOneExplanation)


def test_rounds_that_were_concluded_once_are_settled() -> None:
    once = given(TOPIC, *IN_CONSULTING.past, happened.TopicConcluded("gate", "none", "…"))
    again = given(
        TOPIC, *once.past, happened.TopicClosedWithoutOutcome("gate", "…"), happened.TopicReopened("gate", "…")
    )
    again = given(TOPIC, *again.past, *IN_PREPARING.past[4:], ROUND_2)
    again.when(CONCLUDE, meetings(SECOND)).then_state("concluded")


@pytest.mark.parametrize("left", [1, None])
def test_after_an_adopted_result_another_round_opens_at_once_and_nothing_is_concluded_without_it(
    left: int | None,
) -> None:
    past = IN_CONSULTING.past if left else IN_PREPARING.past
    reopened = adopted(*past, left=left)
    reopened.when(CONCLUDE, meetings()).refused(rules.ConclusionNeedsAnEndedMeeting)
    reopened.when(asked.AbandonRound("gate", "…"), NOW).refused(rules.NoRoundIsOpen)
    reopened.when(asked.OpenRound("gate"), meetings()).then(happened.TopicRoundOpened("gate", (left or 0) + 1))
