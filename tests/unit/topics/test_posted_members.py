"""A member acts where he is posted, as soon as news of it can have come; and no longer than he is there."""

import msgspec
import pytest

from infra.kernel.access.places import Actor, KnownPosting
from infra.kernel.base.problems import NotPermitted
from infra.kernel.lookups.sql_directory import POSTING
from tests.unit.kernel.library.running import Library
from tests.unit.topics.at_work import COUNTY, OFFICE, OTHER_COUNCIL, OTHER_TOWN, STATION, TOWN, draft, topics

ANA = Actor(person="ana", roles=("MEM",), organisation=OFFICE, division=COUNTY)


def posted(of: Library, person: str = "ana", active: bool = True) -> bool:
    known = msgspec.json.encode(KnownPosting("posting", person, STATION, TOWN, active)).decode()
    of.know(POSTING, "posting", known, parent=person)
    return True


def test_a_member_acts_where_he_is_posted() -> None:
    of = topics()
    posted(of)
    assert draft(of, ANA)["state"] == "draft"
    assert of.expected_news.waited == 0


def test_news_of_his_posting_is_waited_for() -> None:
    of = topics()
    of.expected_news.arrives = lambda: posted(of)
    assert draft(of, ANA)["state"] == "draft"
    assert of.expected_news.waited == 1


@pytest.mark.parametrize(("person", "active"), [("ana", False), ("ben", True)])
def test_a_posting_that_is_not_active_or_anothers_gives_no_right(person: str, active: bool) -> None:
    of = topics()
    posted(of, person, active)
    with pytest.raises(NotPermitted):
        draft(of, ANA)


def test_where_he_is_not_posted_he_does_not_act() -> None:
    of = topics()
    posted(of)
    with pytest.raises(NotPermitted):
        draft(of, ANA, organisation=OTHER_COUNCIL, division=OTHER_TOWN)
