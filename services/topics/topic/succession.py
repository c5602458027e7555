"""What is allowed, and what follows, when the organisation that a topic belongs to has ended."""

from services.topics.succession_rules import NoLongerItsHolder, OrganisationHasNotEnded
from services.topics.topic.events import TopicEvent
from services.topics.topic.state import Topic
from services.topics.topic.succession_commands import HandOverTopic, NoteTopicLeftAlone, TakeOverTopic
from services.topics.topic.succession_events import TopicLeftAlone, TopicTakenOver


def take_over_topic(topic: Topic, command: TakeOverTopic, facts: object) -> list[TopicEvent]:
    if command.organisation != topic.organisation:
        raise NoLongerItsHolder
    return [TopicTakenOver(command.topic_id, command.organisation, command.successor)]


def note_topic_left_alone(topic: Topic, command: NoteTopicLeftAlone, facts: object) -> list[TopicEvent]:
    if command.organisation != topic.organisation or topic.organisation_ended:
        raise NoLongerItsHolder
    return [TopicLeftAlone(command.topic_id, command.organisation)]


def hand_over_topic(topic: Topic, command: HandOverTopic, facts: object) -> list[TopicEvent]:
    """The new one was looked up with the facts."""
    if not topic.organisation_ended:
        raise OrganisationHasNotEnded
    return [TopicTakenOver(command.topic_id, topic.organisation, command.organisation, command.reason)]
