"""Which news of topics and tasks members follows because a problem became one of them."""

from collections.abc import Callable, Iterable
from typing import Any

from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.contract.reactions import Reacting
from services.members import problem_reactions as reactions
from services.members.problem.state import BecameSomething


def problems_of_topic(lookups: Lookups, event: reactions.OfTopic) -> list[str]:
    found = lookups.shown(BecameSomething, "problems", topic=event.topic_id)
    return [one.id for one in found if one.opened_topic == event.topic_id]


def problems_of_task(lookups: Lookups, event: reactions.OfTask) -> list[str]:
    found = lookups.shown(BecameSomething, "problems", naming=event.task_id)
    return [one.id for one in found if one.task == event.task_id]


def of_topic(event: type[reactions.OfTopic], react: Callable[[Any, Any], Iterable[Any]]) -> Reacting:
    return Reacting("topics", event, react, problems_of_topic)


def of_task(event: type[reactions.OfTask], react: Callable[[Any, Any], Iterable[Any]]) -> Reacting:
    return Reacting("outcomes", event, react, problems_of_task)


NEWS_OF_PROBLEMS = (
    of_topic(reactions.TopicClosed, reactions.on_topic_closed),
    of_topic(reactions.TopicClosedConverted, reactions.on_topic_converted),
    of_topic(reactions.TopicClosedNotAdopted, reactions.on_topic_ended),
    of_topic(reactions.TopicClosedWithoutOutcome, reactions.on_topic_ended),
    of_topic(reactions.TopicRuledOut, reactions.on_topic_ended),
    of_topic(reactions.TopicReferred, reactions.on_topic_ended),
    of_topic(reactions.TopicDisapproved, reactions.on_topic_ended),
    of_topic(reactions.TopicDiscontinued, reactions.on_topic_ended),
    of_topic(reactions.TopicMerged, reactions.on_topic_merged),
    of_topic(reactions.TopicReopened, reactions.on_reopened),
    of_task(reactions.TaskDone, reactions.on_task_done),
    of_task(reactions.TaskDoneDissatisfied, reactions.on_task_done_dissatisfied),
    of_task(reactions.TaskCancelled, reactions.on_task_cancelled),
    of_task(reactions.TaskReopened, reactions.on_reopened),
)
