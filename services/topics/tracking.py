"""What a tracking code shows: where the matter went, and how. Who was merged follows the other one in everything."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from infra.kernel.commands.folding import Lifecycles
from infra.kernel.contract.lifecycle import Lifecycle, Lookups
from infra.kernel.storage.store import EventStore
from services.topics.brief.state import SeenBrief
from services.topics.outcome_copies import KnownOutcome, KnownTask
from services.topics.screening_list.lifecycle import SCREENING_LIST
from services.topics.submission.lifecycle import SUBMISSION
from services.topics.submission.projections import (
    Deadline,
    Followed,
    Rejection,
    StepTaken,
    Tracked,
    TrackedSubmission,
    deadline,
    rejection,
    steps,
    tracked,
)
from services.topics.submission.state import SeenSubmission
from services.topics.topic.seen import SeenTopic, leading_topic


def where_it_went(lookups: Lookups, submission_id: str) -> Tracked | None:
    """What its tracking code shows; who was merged follows the other one in everything."""
    submission = lookups.one(TrackedSubmission, "submissions", submission_id)
    if submission is None:
        return None
    leader = _leader(lookups, submission)
    brief = _brief_of(lookups, leader.id)
    opens_tasks = submission.topic is not None
    topic = leader.topic and leading_topic(lambda one: lookups.one(SeenTopic, "topics", one), leader.topic)
    followed = Followed(leader.state) if submission.state == "merged" and leader.id != submission.id else None
    submission = replace(submission, topic=topic, referred_to=leader.referred_to)
    if topic is None:
        return replace(tracked(submission, None, (), (), opens_tasks, brief), followed=followed)
    seen = lookups.one(SeenTopic, "topics", topic)
    outcomes, tasks = lookups.copies(KnownOutcome, "outcome", topic), lookups.copies(KnownTask, "task", topic)
    return replace(tracked(submission, seen, outcomes, tasks, opens_tasks, brief), followed=followed)


def _brief_of(lookups: Lookups, submission_id: str) -> SeenBrief | None:
    seen = lookups.one(SeenSubmission, "submissions", submission_id)
    return lookups.one(SeenBrief, "briefs", seen.brief) if seen and seen.brief else None


def _leader(lookups: Lookups, submission: TrackedSubmission) -> TrackedSubmission:
    """The one that it was merged into, and that one into another; earlier versions may have left a ring."""
    passed = {submission.id}
    while submission.into is not None and submission.into not in passed:
        passed.add(submission.into)
        following = lookups.one(TrackedSubmission, "submissions", submission.into)
        if following is None:
            break
        submission = following
    return submission


@dataclass(frozen=True)
class HowItWent:
    steps: tuple[StepTaken, ...]
    deadline: Deadline | None
    rejection: Rejection | None


def how_it_went(store: EventStore, lifecycles: Lifecycles, submission_id: str) -> HowItWent:
    """Its history as its holder is told of it."""
    went = list(_states(store, lifecycles, SUBMISSION, submission_id))
    submission = went[-1].state
    lists = (
        []
        if submission.screening_list is None
        else [each.state for each in _states(store, lifecycles, SCREENING_LIST, submission.screening_list)]
    )
    taken = steps((str(each.state.state), each.at) for each in went)
    return HowItWent(taken, deadline(submission), rejection(submission, lists))


class StateThen(NamedTuple):
    state: Any
    at: str


def _states(store: EventStore, lifecycles: Lifecycles, lifecycle: Lifecycle, record_id: str) -> Iterator[StateThen]:
    """A record's state after each of its events, and when that happened."""
    state = None
    for told in store.stream(lifecycle.stream_of(record_id, None)):
        state = lifecycles.evolve(state, lifecycles.codec.decode(told))
        yield StateThen(state, told.occurred_at)
