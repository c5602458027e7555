"""Which record of a matter came of which, as each of them tells it."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
TOPICS, PLANS, SUBMISSIONS, BRIEFS, PROPOSALS, OUTCOMES, TASKS, INSTRUCTIONS, PROBLEMS, DUTIES, COVENANTS = (
    "topics",
    "plans",
    "submissions",
    "briefs",
    "proposals",
    "outcomes",
    "tasks",
    "instructions",
    "problems",
    "duties",
    "covenants",
)


def links_of(collection: str, record: Record, parent: str | None) -> Iterator[tuple[str, str]]:
    """(earlier, later) as this record tells it."""
    own = href_of(collection, record, parent)
    topic = f"/v1/topics/{record.get('topic')}"
    if collection == TOPICS:
        yield from _links_of_topic(own, record)
    elif collection == SUBMISSIONS:
        yield own, topic
    elif collection in (BRIEFS, PROPOSALS):
        yield from _links_of_a_document(own, record)
    elif collection == PLANS:
        yield from _links_of_a_plan(own, record)
    elif collection == "meetings":
        yield topic, own
    elif collection == "items":
        yield f"/v1/meetings/{parent}", own
    elif collection == OUTCOMES:
        yield from _links_of_outcome(own, record)
    elif collection == COVENANTS:
        yield f"/v1/outcomes/{record['outcome']}", own
    elif collection == TASKS:
        yield from _links_of_a_task(own, record)
    elif collection in (DUTIES, PROBLEMS):
        yield from _links_of_a_visit(own, collection, record)
    elif collection == "instructions":
        yield f"/v1/{record['written_on']['collection']}/{record['written_on']['id']}", own


def _links_of_a_plan(own: str, plan: Record) -> Iterator[tuple[str, str]]:
    yield from ((f"/v1/topics/{planned['topic']}", own) for planned in plan["topics"])
    if above := plan.get("derived_from"):
        yield f"/v1/plans/{above}", own


def _links_of_a_task(own: str, task: Record) -> Iterator[tuple[str, str]]:
    """One that a problem became before tasks said so is told by the problem alone."""
    if task["outcome"]:
        yield f"/v1/outcomes/{task['outcome']}", own
    elif instruction := task.get("instruction"):
        yield f"/v1/instructions/{instruction}", own
    elif problem := task.get("problem"):
        yield f"/v1/problems/{problem}", own


def _links_of_a_visit(own: str, collection: str, problem: Record) -> Iterator[tuple[str, str]]:
    """And of a problem from the visit on which it was found, or the topic that it was found with, to what it became."""
    if collection == DUTIES:
        yield from ((own, f"/v1/topics/{one}") for one in problem["topics"])
        return
    yield f"/v1/duties/{problem['duty']}", own
    yield f"/v1/topics/{problem['topic']}", own
    yield own, f"/v1/topics/{problem['opened_topic']}"
    yield own, f"/v1/tasks/{problem['task']}"


def _links_of_topic(own: str, topic: Record) -> Iterator[tuple[str, str]]:
    if origin := topic.get("origin"):
        yield f"/v1/topics/{origin['topic']}", own
    for later in (topic.get("linked_topic"), topic.get("into")):
        if later:
            yield own, f"/v1/topics/{later}"


def _links_of_outcome(own: str, outcome: Record) -> Iterator[tuple[str, str]]:
    meeting = f"/v1/meetings/{outcome['meeting']}"
    yield from ((f"{meeting}/items/{item}", own) for item in outcome.get("items") or [])
    yield meeting, own
    if above := outcome.get("upper_topic"):
        yield own, f"/v1/topics/{above}"


def _links_of_a_document(own: str, document: Record) -> Iterator[tuple[str, str]]:
    """From the outcome where it came of one, else from the topic; a brief also from its submissions."""
    if brief := document.get("brief"):
        yield f"/v1/briefs/{brief}", own
    elif outcome := document.get("outcome"):
        yield f"/v1/outcomes/{outcome}", own
    elif topic := document.get("topic"):
        yield f"/v1/topics/{topic}", own
    yield from ((f"/v1/submissions/{submission}", own) for submission in document.get("submissions") or ())
    if into := document.get("into"):
        yield own, f"/v1/proposals/{into}"


def href_of(collection: str, record: Record, parent: str | None = None) -> str:
    return f"/v1/meetings/{parent}/{collection}/{record['id']}" if parent else f"/v1/{collection}/{record['id']}"
