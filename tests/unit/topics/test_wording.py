"""A topic is edited until its approval, with a reason once it was proposed; afterwards slips of the pen are corrected."""

from typing import Any

import pytest
from marshmallow import ValidationError

from infra.kernel.access.places import Actor
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted, RuleBroken
from services.topics import rules
from services.topics.topic import commands as asked
from services.topics.topic.lifecycle import SINCE_APPROVED, TOPIC, UNTIL_APPROVED
from services.topics.topic.schemas import Correct, Edit
from services.topics.topic.side_events import TopicCorrected, TopicEdited, Wording
from services.topics.topic.state import State
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import (
    CHAIR,
    COUNCIL,
    OFFICER,
    OTHER_COUNCIL,
    OTHER_TOWN,
    PARTY,
    STATION_HEAD,
    TOWN,
    approved,
    draft,
    screened,
    shown,
    topic_in,
    topics,
)
from tests.unit.topics.test_topic import IN_APPROVED, IN_PENDING, IN_PROPOSED, NOW

LIAISON = Actor(person="liaison", roles=("LIA",), organisation=COUNCIL, division=TOWN)
PARTY_BRANCH = Actor(person="branch", roles=("PARTY",), organisation=PARTY, division=TOWN)
NEIGHBOUR = Actor(person="neighbour", roles=("CHAIR",), organisation=OTHER_COUNCIL, division=OTHER_TOWN)
BEFORE = Wording("School gate", "too fast", ("parents", "traders"), None)
AFTER = Wording("School gate of Shahe", "too fast", ("parents",), "traffic")


def edit(of: Library, topic: str, actor: Actor = LIAISON, **body: Any) -> dict[str, Any]:
    return of.do("edit", ("topics", topic), body, actor)


def correct(of: Library, topic: str, actor: Actor = OFFICER, **body: Any) -> dict[str, Any]:
    return of.do("correct", ("topics", topic), {"reason": "错字", **body}, actor)


def test_what_is_not_named_stays() -> None:
    reworded = asked.EditTopic(
        "gate",
        title="School gate of Shahe",
        stakeholder_groups=["parents", "parents"],
        category="traffic",
        reason="clearer",
    )
    IN_PENDING.when(reworded, NOW).then(TopicEdited("gate", BEFORE, AFTER, "clearer"))
    IN_PENDING.when(reworded, NOW).then_state("pending_approval")


def test_ruling_15_both_wordings_of_a_correction_are_shown() -> None:
    of = topics()
    topic = topic_in(of, approved)
    assert correct(of, topic, title="路灯坏了")["state"] == "approved"
    read = shown(of, "topics", topic)
    (correction,) = read["corrections"]
    assert (read["title"], correction["before"]["title"], correction["after"]["title"]) == (
        "路灯坏了",
        "路灯",
        "路灯坏了",
    )
    assert correction["reason"] == "错字"
    correct(of, topic, background="全不亮")
    assert [one["after"]["background"] for one in shown(of, "topics", topic)["corrections"]] == ["不亮", "全不亮"]


@pytest.mark.parametrize("reason", [None, "", " "])
def test_ruling_15_a_draft_is_edited_without_a_reason_and_what_was_proposed_is_not(reason: str | None) -> None:
    of = topics()
    topic = str(draft(of, CHAIR)["id"])
    said: dict[str, Any] = {} if reason is None else {"reason": reason}
    assert edit(of, topic, title="路灯坏了", **said)["state"] == "draft"
    with pytest.raises(Invalid) as refused:
        edit(of, topic_in(of, screened), title="路灯坏了", **said)
    assert (refused.value.rule, set(refused.value.errors)) == ("EditingNeedsAReason", {"reason"})


def test_ruling_15_it_is_edited_until_and_corrected_since_its_approval() -> None:
    of = topics()
    proposed, decided = topic_in(of, screened), topic_in(of, screened, approved)
    with pytest.raises(NotAllowedInState):
        correct(of, proposed, title="路灯坏了")
    with pytest.raises(NotAllowedInState):
        edit(of, decided, title="路灯坏了", reason="更清楚")
    assert not set(UNTIL_APPROVED) & set(SINCE_APPROVED)
    ends = {State.NOT_CONSULTABLE, State.DISAPPROVED, State.REFERRED, State.MERGED, State.DISCONTINUED}
    assert {*UNTIL_APPROVED, *SINCE_APPROVED} == set(State) - ends


@pytest.mark.parametrize("actor", [LIAISON, STATION_HEAD, OFFICER, CHAIR])
def test_ruling_15_who_edits(actor: Actor) -> None:
    of = topics()
    assert edit(of, topic_in(of, screened), actor, title="路灯坏了", reason="更清楚")["state"] == "screening"


@pytest.mark.parametrize("actor", [PARTY_BRANCH, NEIGHBOUR])
def test_nobody_else_edits(actor: Actor) -> None:
    of = topics()
    with pytest.raises(NotPermitted):
        edit(of, topic_in(of, screened), actor, title="路灯坏了", reason="更清楚")


@pytest.mark.parametrize("actor", [LIAISON, STATION_HEAD, CHAIR, PARTY_BRANCH])
def test_ruling_15_only_the_office_corrects(actor: Actor) -> None:
    of = topics()
    with pytest.raises(NotPermitted):
        correct(of, topic_in(of, approved), actor, title="路灯坏了")


def test_who_says_what_stands_there_already_changes_nothing() -> None:
    IN_PROPOSED.when(asked.EditTopic("gate", title="School gate", reason="…"), NOW).refused(rules.NothingIsChanged)
    IN_APPROVED.when(asked.CorrectTopic("gate", "…", background="too fast"), NOW).refused(rules.NothingIsChanged)
    of = topics()
    with pytest.raises(RuleBroken):
        correct(of, topic_in(of, approved), title="路灯")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": ""},
        {"background": "\u200b"},
        {"title": "a\x00"},
        {"stakeholder_groups": "住户"},
        {"stakeholder_groups": [""]},
        {"division": TOWN},
        {"title": None},
    ],
)
def test_what_is_no_wording_is_refused(body: dict[str, Any]) -> None:
    for schema in (Edit, Correct):
        with pytest.raises(ValidationError):
            schema().load({"reason": "…", **body})


def test_han_of_four_bytes_are_words_like_others() -> None:
    assert Edit().load({"title": "𠮷祥街"})["title"] == "𠮷祥街"


def test_it_is_found_by_its_present_words_and_only_insiders_read_why_it_was_edited() -> None:
    edited = TOPIC.evolve(IN_PROPOSED.state, TopicEdited("gate", BEFORE, AFTER, "clearer"))
    assert TOPIC.row(edited, "gate").search == "School gate of Shahe too fast"
    assert TOPIC.kept_inside is not None
    assert TOPIC.kept_inside.of_event[TopicEdited] == ("reason",)
    assert TopicCorrected not in TOPIC.kept_inside.of_event
