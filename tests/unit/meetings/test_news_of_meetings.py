"""What meetings keeps of topics, and how its own events are followed across records."""

from services.meetings.attendance.commands import MarkAbsent
from services.meetings.consensus_item.commands import SupersedeItem
from services.meetings.reactions import (
    ConsensusItemAgreed,
    KnownTopic,
    MeetingEnded,
    TopicConcluded,
    TopicConsultationReopened,
    TopicDrafted,
    TopicNoticeEnded,
    TopicRoundOpened,
    on_item_settled,
    on_meeting_ended,
    on_topic_consultation_reopened,
    on_topic_drafted,
    on_topic_notice_ended,
    on_topic_out_of_consultation,
    on_topic_round_opened,
)

DRAFTED = on_topic_drafted(None, TopicDrafted("gate", "学校门口交通", "620723101", "council", ("家长",)))


def planned_for(known: KnownTopic) -> int | None:
    return known.round_to_plan


def test_the_round_to_plan_follows_the_topic() -> None:
    preparing = on_topic_notice_ended(DRAFTED, TopicNoticeEnded("gate"))
    first = on_topic_round_opened(preparing, TopicRoundOpened("gate", 1))
    second = on_topic_round_opened(first, TopicRoundOpened("gate", 2))
    concluded = on_topic_out_of_consultation(second, TopicConcluded("gate"))
    reopened = on_topic_consultation_reopened(concluded, TopicConsultationReopened("gate"))
    known = (DRAFTED, preparing, first, second, concluded, reopened)
    assert [planned_for(one) for one in known] == [None, 1, 1, 2, None, 2]


def test_whoever_was_awaited_is_marked_absent_when_the_meeting_has_ended() -> None:
    commands = on_meeting_ended(MeetingEnded("m1", ("p1", "p2")), None)
    assert commands == [MarkAbsent("p1", "m1"), MarkAbsent("p2", "m1")]


def test_the_item_of_the_earlier_round_is_superseded_in_its_own_meeting() -> None:
    assert on_item_settled(ConsensusItemAgreed("i1", "i0", "m0"), None) == [SupersedeItem("i0", "m0", "i1")]
    assert on_item_settled(ConsensusItemAgreed("i1", None, None), None) == []
