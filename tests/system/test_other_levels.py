"""Over HTTP: a topic goes to the county, comes back without a result, goes again, and its result is adopted."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest

from operations.demo.acts import consult
from operations.demo.acts.raise_topic import VERDICTS, days_until
from operations.demo.cast import COUNTY, Cast
from operations.demo.client import Client
from operations.demo.stage import Stage
from tests.system.api import Api, Headers, eventually, refused, token
from tests.system.story import Played
from tests.system.suite import RunningSuite, copy_of, running, shangliang

HOLDERS = (
    ("chair", "CHAIR", "council", "chair"),
    ("liaison", "LIA", "council", "liaison"),
    ("recorder", "REC", "council", "recorder"),
    ("party", "PARTY", "party", "secretary"),
)


def of_county(suite: RunningSuite, api: Api, cast: Cast) -> tuple[Cast, str]:
    """The same people as the county's council, and its Party organisation; the council's id."""
    made = {
        kind: str(
            api.done("/v1/organisations", {"name": name, "kind": kind, "division": COUNTY}, cast.administrator)["id"]
        )
        for kind, name in (("council", "临泽县协商议事会"), ("party", "中共临泽县委员会"))
    }
    for _capacity, role, kind, person in HOLDERS:
        office = {"person": cast.people[person], "organisation": made[kind], "role": role}
        api.done("/v1/offices", office, token(suite.site, "SEC"))
    headers = {
        capacity: token(suite.site, role, organisation=made[kind], person=cast.people[person])
        for capacity, role, kind, person in HOLDERS
    }
    return replace(cast, headers={**cast.headers, **headers}), made["council"]


def escalate(api: Api, topic: str, council: str, office: Headers) -> str:
    """The linked topic, once it is screened."""
    api.done(f"{topic}/escalate", {"organisation": council, "reason": "涉及县级部门"}, office)
    linked = f"/v1/topics/{api.shown(topic, office)['linked_topic']}"
    eventually(lambda: api.get(linked, office).status_code, lambda status: status == 200)
    found = api.becomes(linked, office, "screening")
    assert found["origin"] == {**found["origin"], "topic": topic.rpartition("/")[2], "kind": "escalated"}
    return linked


def verdicts(api: Api, linked: str, office: Headers) -> list[dict[str, str]]:
    listed = api.shown(f"/v1/screening-lists/{api.shown(linked, office)['screening_list']}", office)
    return [
        {"item": item["code"], "verdict": VERDICTS[item["kind"]]}
        for item in listed["items"]
        if item["kind"] in VERDICTS
    ]


def consulted(api: Api, stage: Stage, linked: str) -> None:
    """The county selects, approves, posts, and consults to the end."""
    chair, office, party = (stage.cast.headers[name] for name in ("chair", "county_office", "party"))
    api.done(f"{linked}/pass_screening", {"verdicts": verdicts(api, linked, office)}, office)
    api.done(f"{linked}/select", {}, chair)
    api.done(f"{linked}/endorse", {"opinion": "同意"}, office)
    api.done(f"{linked}/approve", {"document_number": "临发〔2026〕1号"}, party)
    api.done(f"{linked}/post_notice", {}, chair)
    stage.advance(days_until(stage, api.shown(linked, office)["notice_until"]) + 1, "公示期满")
    api.becomes(linked, office, "preparing")
    stage.ids |= {"topic": linked.rpartition("/")[2], "school_absent": True}
    consult.play(stage)


@pytest.fixture(scope="module")
def again(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSuite]:
    """A suite on a copy of the site on which the story was played."""
    with running(copy_of(played.folder, tmp_path_factory.mktemp("again") / "var")) as suite:
        yield suite


def test_a_topic_comes_back_from_the_county_once_without_and_once_with_its_result(
    played: Played, again: RunningSuite
) -> None:
    api, town, topic = Api(again.url), played.cast.headers, f"/v1/topics/{played.ids['topic']}"
    county, council = of_county(again, api, played.cast)
    office = town["county_office"]
    api.done(f"{topic}/reopen", {"reason": "又有反映"}, town["chair"])
    api.done(f"{topic}/endorse", {"opinion": "同意"}, office)
    api.done(f"{topic}/approve", {"document_number": "沙党发〔2026〕2号"}, town["party"])

    first = escalate(api, topic, council, office)
    api.done(f"{first}/rule_out", {"verdicts": verdicts(api, first, office), "reason": "宜由镇里协商"}, office)
    assert api.becomes(topic, office, "preparing")["reason"] == "宜由镇里协商"

    left = api.done(f"{topic}/open_round", {}, town["chair"])
    assert left["state"] == "consulting"
    plan = {"topic": played.ids["topic"], "round": 3, "form": "council", "mode": "onsite", "place": "议事室"}
    meeting = f"/v1/meetings/{api.done('/v1/meetings', plan, town['liaison'])['id']}"
    second = escalate(api, topic, council, office)
    assert api.becomes(meeting, office, "cancelled")["reason"].endswith("涉及县级部门")

    stage = Stage(Client(again.url), county, lambda line: None)
    consulted(api, stage, second)
    adopted = api.becomes(topic, office, "concluded")
    assert (adopted["result"], adopted["left_rounds"]) == ("full", [3])
    wanted = {
        "topic": played.ids["topic"],
        "meeting": stage.ids["meetings"][1],
        "items": [stage.ids["items"][consult.LIGHT]],
        "title": "临时信号灯",
        "text": "由县交警大队设置",
    }
    assert api.done("/v1/outcomes", wanted, town["chair"])["state"] == "drafted"
    seen = api.shown(f"/v1/lineage{second.removeprefix('/v1')}", token(again.site, "AUD"))
    links = {(link["from"], link["to"]) for link in seen["links"]}
    assert {(topic, second), (topic, meeting)} <= links
    assert {node["href"] for node in seen["nodes"]} >= {topic, second}


def test_who_reads_an_internal_record_is_on_record_for_auditors_and_nobody_else(
    played: Played, again: RunningSuite
) -> None:
    api, site, office = Api(again.url), again.site, played.cast.headers["county_office"]
    said = {
        "office": "县委书记",
        "date": "2026-03-01",
        "secrecy": "internal",
        "text": "请公安局牵头 𠮷",
        "leader_name": "王书记",
    }
    on = {"collection": "topics", "id": played.ids["topic"]}
    words = str(api.done("/v1/instructions", {"written_on": on, **said}, office)["id"])
    auditor, path = token(site, "AUD"), f"/v1/instructions/{words}"
    api.shown(path, {**office, "Reading-Ground": quote("督办核对 𠮷")})
    api.shown(f"{path}/history", office)
    api.items("/v1/instructions", office)
    api.shown(f"/v1/lineage/topics/{on['id']}", office)
    assert refused(api.get(path), 401, "unauthenticated")
    own = [one for one in api.items("/v1/reads", auditor, record=words) if one["role"] == "OFF"]
    assert [one["manner"] for one in own] == ["list", "list", "history", "record"]
    first = own[-1]
    assert (first["person"] in played.cast.people.values(), first["ground"]) == (True, "督办核对 𠮷")
    assert first["person_name"]
    assert first["organisation_name"] == "政协临泽县委员会办公室"
    assert api.items("/v1/reads", auditor, person=first["person"], record=words) == own
    assert api.items("/v1/reads", auditor, record=words, day="2020-01-01") == []
    page = api.shown("/v1/reads", auditor, record=words, limit=1)
    assert (page["items"], page["next"]) == ([own[0]], own[0]["id"])
    api.shown(path, auditor)
    assert {one["role"] for one in api.items("/v1/reads", token(site, "SEC"))} == {"AUD"}
    for headers in (office, token(site, "ADM")):
        refused(api.get("/v1/reads", headers), 403, "not-permitted")
    assert shangliang(again.folder, "verify").returncode == 0
