"""Objections while a topic is posted, and those that came on paper in time: lodged, answered, upheld."""

from services.topics.rules import (
    ObjectionMustBeOpen,
    ObjectionMustComeDuringTheNotice,
    is_in_time,
    must_have_come,
)
from services.topics.topic import events as happened
from services.topics.topic import objection_commands as asked
from services.topics.topic import side_events as beside
from services.topics.topic.domain import Facts
from services.topics.topic.events import TopicEvent
from services.topics.topic.state import Topic


def lodge_objection(topic: Topic, command: asked.LodgeObjection, facts: Facts) -> list[TopicEvent]:
    day = command.received_at
    if day is not None:
        assert facts.entered_on is not None
        must_have_come(day, command.actor_role, facts.possible_since, facts.entered_on)
    if topic.waits_until is None or not is_in_time(day, facts.now, topic.waits_until):
        raise ObjectionMustComeDuringTheNotice
    return [
        happened.TopicObjectionLodged(
            command.topic_id, command.objection_id, command.reason, command.name, command.contact, day
        )
    ]


def answer_objection(topic: Topic, command: asked.AnswerObjection, facts: Facts) -> list[TopicEvent]:
    """It is found to be wrong, with the reason; the topic stays where it is."""
    if command.objection not in topic.open_objections:
        raise ObjectionMustBeOpen
    return [beside.TopicObjectionAnswered(command.topic_id, command.objection, command.reason)]


def uphold_late_objection(topic: Topic, command: asked.UpholdLateObjection, facts: Facts) -> list[TopicEvent]:
    """After the notice: one that came in time counts as if it had been entered then."""
    if not topic.open_objections:
        raise ObjectionMustBeOpen
    return [happened.TopicObjectionUpheld(command.topic_id, command.reason)]
