"""What changes when the notice of a year comes while a topic is posted."""

from services.topics.rules import NothingToReckon
from services.topics.topic.commands import ReckonNoticeAgain
from services.topics.topic.domain import Facts
from services.topics.topic.events import TopicEvent
from services.topics.topic.side_events import TopicNoticeReckonedAgain
from services.topics.topic.state import Topic


def reckon_notice_again(topic: Topic, command: ReckonNoticeAgain, facts: Facts) -> list[TopicEvent]:
    """Both days stay on record: the one that was posted, and the one that holds."""
    notice = facts.notice
    assert topic.notice_until is not None
    if notice is None or (notice.until, notice.provisional) == (topic.notice_until, topic.notice_provisional):
        raise NothingToReckon
    return [
        TopicNoticeReckonedAgain(
            command.topic_id,
            notice.until,
            notice.ends_at,
            notice.policy,
            notice.provisional,
            topic.notice_until,
            command.calendar,
        )
    ]
