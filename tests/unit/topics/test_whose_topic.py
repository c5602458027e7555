"""A topic belongs to an organisation of its division; nobody has the system draft what he may not draft himself."""

from dataclasses import replace
from typing import Any

import pytest

from infra.kernel.access.places import SYSTEM, Actor, KnownOrganisation
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotPermitted
from services.topics.submission.circumstances import MAY_DRAFT
from services.topics.topic.commands import DraftTopic
from services.topics.topic.lifecycle import TOPIC
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import (
    CHAIR,
    COUNCIL,
    COUNTY,
    OFFICE,
    OFFICER,
    ORGANISATIONS,
    OTHER_COUNCIL,
    OTHER_OFFICE,
    PARTY,
    PROVINCE,
    RESIDENT,
    STATION,
    STATION_HEAD,
    TOWN,
    draft,
    tell_of,
    topics,
)


def has_ended(of: Library, organisation: str) -> None:
    tell_of(of, replace(next(one for one in ORGANISATIONS if one.id == organisation), ended=True))


def test_the_chair_of_a_towns_council_drafts_nothing_for_the_province() -> None:
    with pytest.raises(Invalid) as refusal:
        draft(topics(), CHAIR, division=PROVINCE)
    assert set(refusal.value.errors) == {"organisation"}


@pytest.mark.parametrize("organisation", [OTHER_COUNCIL, PARTY], ids=["of another town", "no council or office"])
def test_a_topic_of_a_town_belongs_to_none_but_its_own_bodies(organisation: str) -> None:
    with pytest.raises(Invalid) as refusal:
        draft(topics(), OFFICER, organisation=organisation)
    assert set(refusal.value.errors) == {"organisation"}


@pytest.mark.parametrize(
    ("actor", "organisation", "division"),
    [(CHAIR, COUNCIL, TOWN), (OFFICER, STATION, TOWN), (OFFICER, OFFICE, COUNTY), (OFFICER, OFFICE, TOWN)],
    ids=["its council", "its station", "the county's office", "the nearest office above"],
)
def test_ruling_8_a_topic_belongs_to_a_body_of_its_division_or_the_nearest_of_its_kind_above(
    actor: Actor, organisation: str, division: str
) -> None:
    assert draft(topics(), actor, organisation, division)["state"] == "draft"


def test_where_a_town_has_no_council_the_countys_may_hold_its_topic() -> None:
    of = topics()
    tell_of(of, KnownOrganisation(OTHER_OFFICE, "县协商议事会", "council", COUNTY))
    with pytest.raises(Invalid):
        draft(of, OFFICER, OTHER_OFFICE)
    has_ended(of, COUNCIL)
    assert draft(of, OFFICER, OTHER_OFFICE)["state"] == "draft"


def test_nobody_acts_for_an_organisation_that_has_ended() -> None:
    of = topics()
    topic = draft(of, CHAIR)["id"]
    has_ended(of, COUNCIL)
    with pytest.raises(NotPermitted) as refusal:
        of.do("propose", ("topics", topic), {}, CHAIR)
    assert "已终止" in refusal.value.detail
    assert of.expected_news.waited == 0


def test_an_organisation_that_has_ended_is_named_in_nothing_new() -> None:
    of = topics()
    has_ended(of, STATION)
    with pytest.raises(Invalid) as refusal:
        draft(of, OFFICER, STATION)
    assert set(refusal.value.errors) == {"organisation"}


def link(of: Library, actor: Actor, organisation: str) -> dict[str, Any]:
    """A town's submission, accepted, linked to a new topic of that organisation."""
    said = {"text": "路灯不亮", "division": TOWN, "channel": "qr"}
    path = ("submissions", of.do("submit", ("submissions", None), said, RESIDENT, new_id())["id"])
    of.clock.forward(seconds=1)
    of.due_times.run()
    of.do("accept", path, {}, STATION_HEAD)
    wanted = {"title": "路灯", "background": "不亮", "organisation": organisation}
    return of.do("link_to_topic", path, {"new_topic": wanted}, actor)


@pytest.mark.parametrize(
    ("actor", "organisation"),
    [(STATION_HEAD, OTHER_OFFICE), (OFFICER, OTHER_OFFICE), (STATION_HEAD, OTHER_COUNCIL), (STATION_HEAD, OFFICE)],
    ids=["another county's", "another county's", "another town's", "one for which he may not draft"],
)
def test_ruling_8_a_new_topic_is_planted_nowhere_where_one_may_not_draft(actor: Actor, organisation: str) -> None:
    with pytest.raises(Invalid) as refusal:
        link(topics(), actor, organisation)
    assert set(refusal.value.errors) == {"new_topic"}


@pytest.mark.parametrize(("actor", "organisation"), [(STATION_HEAD, COUNCIL), (OFFICER, OFFICE), (OFFICER, COUNCIL)])
def test_a_new_topic_is_planted_where_one_may_draft(actor: Actor, organisation: str) -> None:
    assert link(topics(), actor, organisation)["state"] == "linked_topic"


def test_who_may_draft_by_way_of_a_submission_is_who_may_draft() -> None:
    assert TOPIC.creation is not None
    assert set(MAY_DRAFT) == {*TOPIC.creation.by} - {"SYS"}


def test_what_was_linked_is_drafted_also_when_its_organisation_has_ended_meanwhile() -> None:
    """Who may be named was judged with the link; else the submission would wait for a topic that there never is."""
    of = topics()
    topic = link(of, STATION_HEAD, STATION)["topic"]
    has_ended(of, STATION)
    draft_it = DraftTopic(topic, "路灯", "不亮", TOWN, STATION, "society")
    assert of.handler.give(draft_it, SYSTEM, new_id(), "", None)["state"] == "draft"
