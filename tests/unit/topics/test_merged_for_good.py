"""Who was merged follows the other submission in everything, and only one that can still be answered leads anybody."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, RuleBroken
from infra.kernel.commands.recording import record
from infra.kernel.storage.sql_store import SqlStore
from infra.kernel.storage.store import Writes
from services.topics.outcome_copies import KnownOutcome, KnownTask
from services.topics.submission.events import SubmissionMerged
from services.topics.submission.projections import Followed, Tracked
from services.topics.submission.state import SeenSubmission
from services.topics.tracking import where_it_went
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import OFFICER, PARTY, RESIDENT, TOWN, draft, topics

PARTY_BRANCH = Actor(person="branch", roles=("PARTY",), organisation=PARTY, division=TOWN)


class Meanwhile(SqlStore):
    """Somebody else is quicker: what he does is done between a decision and its commit."""

    then: Callable[[], object] | None = None

    def commit(self, writes: Writes) -> None:
        then, self.then = self.then, None
        if then is not None:
            then()
        super().commit(writes)


def submitted(of: Library) -> str:
    body = {"text": "路灯不亮", "division": TOWN, "channel": "web"}
    made = str(of.do("submit", ("submissions", None), body, RESIDENT)["id"])
    of.due_times.run()
    return made


def give(of: Library, command: str, submission: str, actor: Actor = OFFICER, **body: Any) -> dict[str, Any]:
    return of.do(command, ("submissions", submission), body, actor)


def merge(of: Library, one: str, into: str) -> dict[str, Any]:
    return give(of, "merge", one, into=into, reason="同一件事")


def racing() -> tuple[Library, Library, Meanwhile]:
    """A replica whose commits are overtaken, another one on the same databases, and what overtakes."""
    quicker = topics()
    store = Meanwhile(quicker.own, "library")
    return Library(quicker.own, quicker.keys, quicker.lifecycles, quicker.clock, given_store=store), quicker, store


def seen(of: Library, submission: str) -> SeenSubmission:
    found = of.lookups_at(of.clock()).one(SeenSubmission, "submissions", submission)
    assert found is not None
    return found


def page(of: Library, submission: str) -> Tracked:
    found = where_it_went(of.lookups_at(of.clock()), submission)
    assert found is not None
    return found


def test_ruling_14_of_two_that_are_merged_into_each_other_at_once_one_stays_open() -> None:
    of, quicker, store = racing()
    one, two = submitted(quicker), submitted(quicker)
    store.then = lambda: merge(quicker, two, one)
    with pytest.raises(RuleBroken) as refused:
        merge(of, one, two)
    assert refused.value.rule == "MergeTargetMustBeOpen"
    assert (seen(of, one).state, seen(of, two).state) == ("triaging", "merged")


def test_nobody_is_merged_into_one_that_is_merged_elsewhere_meanwhile() -> None:
    of, quicker, store = racing()
    one, two, three = submitted(quicker), submitted(quicker), submitted(quicker)
    store.then = lambda: merge(quicker, two, three)
    with pytest.raises(RuleBroken) as refused:
        merge(of, one, two)
    assert refused.value.rule == "MergeTargetMustBeOpen"


def test_nobody_is_merged_into_one_that_is_answered_meanwhile() -> None:
    of, quicker, store = racing()
    one, two = submitted(quicker), submitted(quicker)
    give(quicker, "accept", two)
    store.then = lambda: give(quicker, "answer", two, text="已修")
    with pytest.raises(RuleBroken) as refused:
        merge(of, one, two)
    assert refused.value.rule == "MergeTargetMustBeOpen"


def test_nobody_is_linked_to_a_topic_that_ends_meanwhile() -> None:
    of, quicker, store = racing()
    submission, topic = submitted(quicker), str(draft(quicker, OFFICER)["id"])
    give(quicker, "accept", submission)
    ending = {"reason": "不再需要"}
    store.then = lambda: quicker.do("discontinue", ("topics", topic), ending, PARTY_BRANCH)
    with pytest.raises(Invalid) as refused:
        give(of, "link_to_topic", submission, topic=topic)
    assert refused.value.rule == "TopicMustNotBeEnded"


def test_what_changed_meanwhile_and_can_still_be_answered_is_merged_into_all_the_same() -> None:
    of, quicker, store = racing()
    one, two = submitted(quicker), submitted(quicker)
    store.then = lambda: give(quicker, "accept", two)
    assert merge(of, one, two)["state"] == "merged"


def test_ruling_14_who_was_merged_sees_the_topic_and_all_that_came_of_it() -> None:
    of = topics()
    one, two, three = submitted(of), submitted(of), submitted(of)
    topic = str(draft(of, OFFICER)["id"])
    give(of, "accept", three)
    merge(of, one, two)
    merge(of, two, three)
    give(of, "link_to_topic", three, topic=topic)
    of.know(
        "outcome",
        "order",
        msgspec.json.encode(KnownOutcome("order", topic, "秩序", "fed_back", "减速带")).decode(),
        topic,
    )
    of.know("task", "humps", msgspec.json.encode(KnownTask("humps", topic, "减速带")).decode(), topic)
    assert [page(of, each).followed for each in (one, two, three)] == [
        Followed("linked_topic"),
        Followed("linked_topic"),
        None,
    ]
    for follower in (one, two, three):
        shown = page(of, follower)
        assert shown.linked_topic is not None
        assert (shown.linked_topic.id, shown.submission.topic) == (topic, topic)
        assert [outcome.feedback for outcome in shown.outcomes] == ["减速带"]
        assert [task.id for task in shown.tasks] == ["humps"]


def test_who_was_merged_sees_where_it_was_referred_to() -> None:
    of = topics()
    one, two = submitted(of), submitted(of)
    merge(of, one, two)
    give(of, "accept", two)
    give(of, "refer", two, to="12345", reason="非本级")
    assert (page(of, one).submission.state, page(of, one).submission.referred_to) == ("merged", "12345")


def test_a_ring_that_an_earlier_version_left_behind_has_a_page_all_the_same() -> None:
    """It was possible once: the page ends where it would begin again."""
    of = topics()
    one, two = submitted(of), submitted(of)
    merge(of, one, two)
    merged = SubmissionMerged(two, one, "同一件事")
    record(of.lifecycles, of.store, new_id(), [merged], of.clock(), SYSTEM, "SYS")
    assert page(of, one).linked_topic is None
