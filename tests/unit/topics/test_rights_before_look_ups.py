"""Who may not is told so before anything is looked up; what is named and is not there is an invalid field."""

from dataclasses import replace

import pytest

from infra.kernel.access.places import Actor, KnownOrganisation
from infra.kernel.base.ids import new_id
from infra.kernel.base.problems import Invalid, NotAllowedInState, NotPermitted
from tests.unit.topics.at_work import (
    AUDITOR,
    CHAIR,
    COUNCIL,
    COUNTY,
    OFFICER,
    OTHER_COUNCIL,
    OTHER_OFFICE,
    STATION_HEAD,
    TOWN,
    UNKNOWN,
    draft,
    tell_of,
    topics,
)


@pytest.mark.parametrize("actor", [AUDITOR, CHAIR], ids=["no role of the row", "not of that council"])
def test_ruling_10_who_may_not_draft_is_told_so_before_the_organisation_is_looked_up(actor: Actor) -> None:
    of = topics()
    with pytest.raises(NotPermitted):
        draft(of, actor, organisation=UNKNOWN)
    assert of.expected_news.waited == 0


def test_an_organisation_that_is_named_and_not_there_is_an_invalid_field() -> None:
    of = topics()
    with pytest.raises(Invalid) as refusal:
        draft(of, OFFICER, organisation=UNKNOWN, division=COUNTY)
    assert set(refusal.value.errors) == {"organisation"}
    assert of.expected_news.waited == 1


def test_a_division_that_is_not_there_is_an_invalid_field() -> None:
    with pytest.raises(Invalid) as refusal:
        draft(topics(), CHAIR, division="620723199")
    assert set(refusal.value.errors) == {"division"}


def test_ruling_10_a_wrong_state_is_told_before_what_the_command_names_is_looked_up() -> None:
    of = topics()
    said = {"text": "路灯不亮", "division": TOWN, "channel": "qr"}
    path = ("submissions", of.do("submit", ("submissions", None), said, Actor(), new_id())["id"])
    with pytest.raises(NotAllowedInState):
        of.do("link_to_topic", path, {"topic": UNKNOWN}, STATION_HEAD)
    of.clock.forward(seconds=1)
    of.due_times.run()
    of.do("accept", path, {}, STATION_HEAD)
    with pytest.raises(Invalid) as refusal:
        of.do("link_to_topic", path, {"topic": UNKNOWN}, STATION_HEAD)
    assert set(refusal.value.errors) == {"topic"}


def test_what_may_be_drafted_is_drafted() -> None:
    assert draft(topics(), CHAIR, organisation=COUNCIL)["state"] == "draft"


NEW_OFFICE = KnownOrganisation(UNKNOWN, "新设县政协", "cppcc_office", COUNTY)
ITS_OFFICER = Actor(person="new", roles=("OFF",), organisation=UNKNOWN, division=COUNTY)


def test_who_may_act_may_be_news_that_is_on_its_way() -> None:
    of = topics()

    def arrives() -> bool:
        tell_of(of, NEW_OFFICE)
        return True

    of.expected_news.arrives = arrives
    assert draft(of, ITS_OFFICER)["state"] == "draft"
    assert of.expected_news.waited == 1


def test_whose_organisation_is_known_is_told_at_once_that_it_may_not() -> None:
    of = topics()
    tell_of(of, NEW_OFFICE)
    for actor in (replace(ITS_OFFICER, organisation=OTHER_OFFICE), replace(STATION_HEAD, organisation=OTHER_COUNCIL)):
        with pytest.raises(NotPermitted):
            draft(of, actor)
    assert of.expected_news.waited == 0


def test_an_organisation_of_which_no_news_comes_may_not() -> None:
    of = topics()
    with pytest.raises(NotPermitted):
        draft(of, ITS_OFFICER)
    assert of.expected_news.waited == 1
