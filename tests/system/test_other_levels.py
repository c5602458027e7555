"""Over HTTP: a topic goes to the county, comes back without a result, goes again, and its result is adopted."""

from dataclasses import replace
from pathlib import Path

from operations.demo.acts import consult
from operations.demo.acts.raise_topic import VERDICTS, days_until
from operations.demo.cast import COUNTY, Cast
from operations.demo.client import Client
from operations.demo.stage import Stage
from tests.system.api import Api, Headers, eventually, token
from tests.system.story import Played
from tests.system.suite import RunningSuite, copy_of, running

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


def test_a_topic_comes_back_from_the_county_once_without_and_once_with_its_result(
    played: Played, tmp_path: Path
) -> None:
    with running(copy_of(played.folder, tmp_path / "var")) as suite:
        api, town, topic = Api(suite.url), played.cast.headers, f"/v1/topics/{played.ids['topic']}"
        county, council = of_county(suite, api, played.cast)
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

        stage = Stage(Client(suite.url), county, lambda line: None)
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
        seen = api.shown(f"/v1/lineage{second.removeprefix('/v1')}", token(suite.site, "AUD"))
        links = {(link["from"], link["to"]) for link in seen["links"]}
        assert {(topic, second), (topic, meeting)} <= links
        assert {node["href"] for node in seen["nodes"]} >= {topic, second}
