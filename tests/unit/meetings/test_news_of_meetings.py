"""What meetings keeps of topics, and how its own events are followed across records."""

import pytest

from services.meetings.attendance.commands import LeaveMeeting, MarkAbsent
from services.meetings.consensus_item.commands import SupersedeItem
from services.meetings.copies import KnownTopic, TopicDrafted, Wording, on_topic_drafted
from services.meetings.reactions import ConsensusItemAgreed, MeetingEnded, on_item_settled, on_meeting_ended
from services.meetings.service import COPIES
from tests.unit.following import after

DRAFTED = on_topic_drafted(None, TopicDrafted("gate", "学校门口交通", "620723101", "council", ("家长",)))


def planned_for(known: KnownTopic) -> tuple[int, ...]:
    return known.rounds_to_plan


def test_the_rounds_to_plan_follow_the_topic() -> None:
    preparing = after(COPIES, DRAFTED, "TopicNoticeEnded", topic_id="gate")
    first = after(COPIES, preparing, "TopicRoundOpened", topic_id="gate", round=1)
    second = after(COPIES, first, "TopicRoundOpened", topic_id="gate", round=2)
    concluded = after(COPIES, second, "TopicConcluded", topic_id="gate")
    reopened = after(COPIES, concluded, "TopicConsultationReopened", topic_id="gate")
    escalated = after(COPIES, reopened, "TopicEscalated", topic_id="gate", round=2, reason="…")
    handed_back = after(COPIES, escalated, "TopicHandedBack", topic_id="gate")
    known = (DRAFTED, preparing, first, second, concluded, reopened, escalated, handed_back)
    assert [planned_for(one) for one in known] == [(), (1,), (1, 2), (2, 3), (), (2, 3), (), (3,)]


def test_for_a_round_that_was_left_no_meeting_is_planned() -> None:
    open_round = after(COPIES, DRAFTED, "TopicRoundOpened", topic_id="gate", round=1)
    abandoned = after(COPIES, open_round, "TopicRoundAbandoned", topic_id="gate", round=1, reason="…")
    left = after(COPIES, open_round, "TopicEscalated", topic_id="gate", round=1, reason="…")
    reopened = after(COPIES, left, "TopicConsultationReopened", topic_id="gate")
    assert [planned_for(one) for one in (abandoned, left, reopened)] == [(2,), (), (2,)]


@pytest.mark.parametrize("event", ["TopicEdited", "TopicCorrected"])
def test_meetings_are_called_as_their_topic_is_called_now(event: str) -> None:
    assert after(COPIES, DRAFTED, event, topic_id="gate", after=Wording("校门口秩序")).title == "校门口秩序"


def test_whoever_was_awaited_is_marked_absent_when_the_meeting_has_ended() -> None:
    commands = on_meeting_ended(MeetingEnded("m1", ("p1", "p2")), None)
    assert list(commands) == [MarkAbsent("p1", "m1"), MarkAbsent("p2", "m1")]


def test_whoever_was_there_until_the_end_is_let_leave_with_it() -> None:
    assert list(on_meeting_ended(MeetingEnded("m1", (), ("p3",)), None)) == [LeaveMeeting("p3", "m1")]


def test_the_item_of_the_earlier_round_is_superseded_in_its_own_meeting() -> None:
    assert on_item_settled(ConsensusItemAgreed("i1", "i0", "m0"), None) == [SupersedeItem("i0", "m0", "i1")]
    assert on_item_settled(ConsensusItemAgreed("i1", None, None), None) == []
