"""What a page is told in one call: nobody learns there what he may not read."""

from typing import Any

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.calls import Caller, Choices, ListCall, MatterCall, ReadCall
from infra.kernel.base.problems import NotFound
from infra.kernel.reading.for_pages import ForPages
from tests.unit.ordinary_year.path import brought, drafted, planned, submitted, taken_up
from tests.unit.ordinary_year.year import ADMINISTRATION, ANYBODY, OrdinaryYear
from tests.unit.whole_suite import COUNTY, OTHER_TOWN, TOWN


def pages_of(year: OrdinaryYear, collection: str) -> ForPages:
    of = year.home[collection]
    return ForPages(of.records, of.own, of.lifecycles, of.personal, of.directory, of.lookups_at, of.clock)


def read(place: str) -> ReadCall:
    collection, _slash, record_id = place.partition("/")
    return ReadCall(collection, Caller(), record_id)


def waiting(year: OrdinaryYear, actor: Actor) -> list[str]:
    found = pages_of(year, "topics").waiting(Caller(), actor)
    return [f"{one['collection']}/{one['id']}" for one in found["items"]]


def test_a_record_is_told_whole_only_to_who_may_read_it(year: OrdinaryYear) -> None:
    submission, _code = submitted(year)
    whole = pages_of(year, "topics").whole(read(submission), year.staff["station"])
    assert whole["record"]["text"] == "校门口太堵"
    assert [one["type"] for one in whole["history"]] == [
        "SubmissionReceived",
        "SubmissionAcknowledged",
    ]
    neighbour = year.suite.actor("STN", "station elsewhere")
    for stranger in (ANYBODY, neighbour):
        with pytest.raises(NotFound):
            pages_of(year, "topics").whole(read(submission), stranger)


def test_the_body_that_a_record_names_is_called_by_its_name(year: OrdinaryYear) -> None:
    topic = drafted(year)
    whole = pages_of(year, "topics").whole(read(topic), year.staff["liaison"])
    assert whole["names"][year.organisations["council"]] == "council"


def test_a_record_that_one_may_not_read_has_no_name_either(year: OrdinaryYear) -> None:
    submission, _code = submitted(year)
    topic = taken_up(year, submission).removeprefix("topics/")
    of = pages_of(year, "topics")
    assert of.names({"topic": topic}, year.staff["station"]) == {topic: "校门口交通"}
    for stranger in (ANYBODY, year.suite.actor("STN", "station elsewhere")):
        assert of.names({"topic": topic}, stranger) == {}


def test_who_acted_is_named_by_the_history_alone_and_who_holds_an_office_to_no_stranger(year: OrdinaryYear) -> None:
    of, person = pages_of(year, "topics"), str(year.staff["liaison"].person)
    assert of.names({"charged": person}, year.staff["station"]) == {person: "liaison"}
    assert of.names({"actor": person}, year.staff["station"]) == {}
    assert of.names({"charged": person}, ANYBODY) == {}


def test_a_list_names_who_takes_part_and_has_no_other_name_to_nobody_but_its_readers(year: OrdinaryYear) -> None:
    meeting = planned(year, brought(year, drafted(year)))
    of = pages_of(year, "meetings")
    call = ListCall("participants", Caller(), parent_id=meeting.where.removeprefix("meetings/"))
    listed = of.listed(call, year.staff["liaison"])
    assert listed["names"] == {year.staff[one].person: one for one in ("chair", "recorder")}
    assert {one["name"] for one in listed["items"]} == {"王女士", None}
    for stranger in (ANYBODY, year.suite.actor("STN", "station elsewhere")):
        assert of.listed(call, stranger) == {"items": [], "next": None, "names": {}, "own_words": {}}


def test_a_divisions_own_words_come_with_its_records(year: OrdinaryYear) -> None:
    topic = drafted(year)
    words = {"kind": "words", "division": TOWN, "title": "本镇叫法", "items": [{"code": "council", "label": "商量亭"}]}
    year.do(ADMINISTRATION, "label-lists", "create", **words)
    of, said = pages_of(year, "topics"), {TOWN: {"council": "商量亭"}}
    assert of.whole(read(topic), year.staff["liaison"])["own_words"] == said
    assert of.listed(ListCall("topics", Caller()), year.staff["liaison"])["own_words"] == said
    submitted(year)
    assert of.waiting(Caller(), year.staff["station"])["own_words"] == said


def matter(year: OrdinaryYear, service: str, topic: str, actor: Actor) -> dict[str, Any]:
    kinds = {"topics": ["submissions", "plans"], "meetings": ["meetings"], "outcomes": ["outcomes", "tasks"]}
    asked = MatterCall(topic.removeprefix("topics/"), [*kinds[service], "unheard-of"], Caller())
    return pages_of(year, service).matter(asked, actor)


def test_a_topics_file_comes_with_what_belongs_to_it_as_far_as_its_reader_may_read(year: OrdinaryYear) -> None:
    submission, _code = submitted(year)
    topic = brought(year, taken_up(year, submission), "noticed")
    inside = matter(year, "topics", topic, year.staff["party"])
    assert [one["text"] for one in inside["belonging"]["submissions"]] == ["校门口太堵"]
    assert [one["collection"] for one in inside["named"]] == ["screening-lists"]
    assert inside["record"]["opinion"] == "宜协商"
    assert {one["actor_name"] for one in inside["history"]} >= {"party", "chair"}
    outside = matter(year, "topics", topic, ANYBODY)
    assert outside["belonging"] == {"submissions": [], "plans": []}
    assert outside["named"] == []
    assert outside["record"]["opinion"] is None
    assert {one["actor_name"] for one in outside["history"]} == {None}


def test_a_file_that_one_may_not_read_is_not_there_and_what_belongs_to_it_neither(year: OrdinaryYear) -> None:
    topic = brought(year, drafted(year))
    meeting = planned(year, topic)
    for stranger in (ANYBODY, year.suite.actor("STN", "station elsewhere")):
        assert matter(year, "meetings", topic, stranger)["belonging"] == {"meetings": []}
    assert [
        f"meetings/{one['id']}" for one in matter(year, "meetings", topic, year.staff["party"])["belonging"]["meetings"]
    ] == [meeting.where]
    unpublished = drafted(year)
    for stranger in (ANYBODY, year.suite.actor("STN", "station elsewhere")):
        with pytest.raises(NotFound):
            matter(year, "topics", unpublished, stranger)


def test_the_topics_that_a_topic_names_come_with_it_by_name_and_state(year: OrdinaryYear) -> None:
    first, second = brought(year, drafted(year), "screening"), brought(year, drafted(year, title="接送点"), "screening")
    year.do("office", second, "merge", into=first.removeprefix("topics/"), reason="同一件事")
    told = matter(year, "topics", first, year.staff["office"])
    assert [(one["title"], one["state"]) for one in told["named"] if one["collection"] == "topics"] == [
        ("接送点", "merged")
    ]


def test_a_matter_waits_for_the_station_of_its_town_until_it_has_taken_it_up(year: OrdinaryYear) -> None:
    submission, _code = submitted(year)
    assert waiting(year, year.staff["station"]) == [submission]
    assert waiting(year, year.suite.actor("STN", "station elsewhere")) == []
    assert waiting(year, ANYBODY) == []
    taken_up(year, submission)
    assert submission not in waiting(year, year.staff["station"])


def test_what_is_most_urgent_comes_first(year: OrdinaryYear) -> None:
    first, _code = submitted(year, "第一件")
    year.pass_days(3)
    second, _code = submitted(year, "第二件")
    assert waiting(year, year.staff["station"]) == [first, second]


def test_a_form_offers_what_is_of_its_division_and_may_be_read(year: OrdinaryYear) -> None:
    of = pages_of(year, "organisations")

    def offered(division: str) -> list[str]:
        asked = Choices(["organisations", "topics"], Caller(), division)
        return [name for _id, name in of.choices(asked, year.staff["office"])["organisations"]]

    assert "council" in offered(TOWN)
    assert "council elsewhere" not in offered(TOWN)
    assert "council elsewhere" in offered(OTHER_TOWN)
    year.do(
        ADMINISTRATION,
        f"organisations/{year.organisations['council elsewhere']}",
        "end",
        no_successor=True,
        reason="撤并",
    )
    assert "council elsewhere" not in offered(OTHER_TOWN)


def test_a_form_offers_persons_and_members_by_name_to_who_may_read_that_they_hold_something(year: OrdinaryYear) -> None:
    member, person = year.admit("周敏")
    of, asked = pages_of(year, "people"), Choices(["people", "members"], Caller(), COUNTY)
    offered = of.choices(asked, year.staff["office"])
    assert (person, "周敏") in offered["people"]
    assert (year.staff["liaison"].person, "liaison") in offered["people"]
    assert offered["members"] == [(member, "周敏")]
    assert of.choices(asked, ANYBODY) == {"people": [], "members": []}
