"""The front page: for anyone, in two languages, whatever is away."""

import re

import pytest

from infra.kernel.base.problems import Unavailable
from tests.unit.gateway.fakes import MEETING, TOPIC, Suite, status

OVERVIEW = {
    "collections": [
        {"collection": "topics", "label": "议题", "states": [{"state": "noticed", "label": "已公示", "count": 3}]},
        {"collection": "plans", "label": "协商计划", "states": []},
    ]
}


def talked_over(new_suite: Suite, title: str = "学校门口交通安全") -> None:
    topic = {"id": TOPIC, "state": "noticed", "version": 9, "title": title}
    new_suite.services.answers["topics", "overview"] = OVERVIEW
    new_suite.services.answers["topics", "listing"] = {"items": [topic], "next": None}
    meeting = {"id": MEETING, "state": "published", "version": 4, "topic": TOPIC, "round": 2, "title": title}
    new_suite.services.answers["meetings", "listing"] = {"items": [meeting], "next": None}


def test_it_shows_what_is_talked_over(new_suite: Suite) -> None:
    talked_over(new_suite)
    page = new_suite.client.get("/")
    assert '<html lang="zh-CN"' in page.text
    for shown in (
        "学校门口交通安全",
        "已公示",
        "第 2 轮协商会议",
        f'href="/topics/{TOPIC}"',
    ):
        assert shown in page.text
    assert page.headers["Content-Language"] == "zh-CN"


def test_it_reads_as_nobody(new_suite: Suite) -> None:
    new_suite.client.get("/")
    listings = [payload for _, method, payload in new_suite.services.asked if method == "listing"]
    assert [call.collection for call in listings] == ["topics", "meetings", "outcomes"]
    assert all(call.caller.token is None for call in listings)


def test_english_is_kept_in_a_cookie(new_suite: Suite) -> None:
    talked_over(new_suite)
    assert '<html lang="zh-CN"' in new_suite.client.get("/").text
    switched = new_suite.client.get("/?lang=en")
    assert "HttpOnly" in switched.headers["Set-Cookie"]
    assert "SameSite=Lax" in switched.headers["Set-Cookie"]
    again = new_suite.client.get("/")
    assert '<html lang="en"' in again.text
    assert "Meeting, round 2" in again.text
    assert '<html lang="zh-CN"' in new_suite.client.get("/?lang=zh").text
    assert new_suite.client.get("/?lang=xx").headers.get("Set-Cookie") is None


@pytest.mark.parametrize("wanted", ["en", "en-GB,en;q=0.9,zh;q=0.8", "fr", "*", ";;q=,", ""])
def test_the_page_is_chinese_until_somebody_switches_whatever_the_browser_asks_for(suite: Suite, wanted: str) -> None:
    page = suite.client.get("/", headers={"Accept-Language": wanted})
    assert page.headers["Content-Language"] == "zh-CN"
    assert page.headers.get("Set-Cookie") is None


def test_a_kind_of_record_has_its_short_name_and_the_clock_is_none(new_suite: Suite) -> None:
    running = {"state": "running", "label": "运行", "count": 1}
    new_suite.services.answers["members", "overview"] = {
        "collections": [{"collection": "clock", "label": "时钟", "states": [running]}]
    }
    new_suite.services.answers["outcomes", "overview"] = {
        "collections": [{"collection": "tasks", "label": "任务（交办件）", "states": [running]}]
    }
    page = new_suite.client.get("/site").text
    assert '<th scope="row">任务</th>' in page
    assert "时钟" not in page


def test_a_kind_without_a_record_is_left_out_and_a_vote_that_runs_is_not_counted(new_suite: Suite) -> None:
    cast, none = ({"state": "cast", "label": "已投", "count": count} for count in (9, 0))
    new_suite.services.answers["outcomes", "overview"] = {
        "collections": [
            {"collection": "votes", "label": "投票", "states": [cast]},
            {"collection": "cases", "label": "案例", "states": [none]},
        ]
    }
    page = new_suite.client.get("/site").text
    assert "投票" not in page
    assert "案例" not in page
    assert "还没有记录" in page


def test_a_service_that_is_away_leaves_the_rest_standing(new_suite: Suite) -> None:
    talked_over(new_suite)
    for method in ("overview", "listing", "status"):
        new_suite.services.answers["meetings", method] = Unavailable("不应答")
    page = new_suite.client.get("/")
    assert page.status_code == 200
    assert "学校门口交通安全" in page.text
    assert "相关服务没有应答" in page.text
    assert "未应答" in new_suite.client.get("/site").text


def test_how_it_runs_is_a_page_of_its_own(new_suite: Suite) -> None:
    talked_over(new_suite)
    page = new_suite.client.get("/site").text
    for shown in ("<b>3</b>", "2026-03-02 09:00", "各服务"):
        assert shown in page
    assert 'href="/site"' in new_suite.client.get("/").text


def test_a_demo_offers_to_look_around_as_one_of_the_storys_people(new_suite: Suite) -> None:
    people = {"people": [{"person": TOPIC, "name": "镇党委书记郑磊", "offices": []}]}
    new_suite.services.answers["members", "people_of_the_story"] = people
    page = new_suite.client.get("/").text
    assert "以谁的身份看看" in page
    assert f'name="person" value="{TOPIC}"' in page
    plain = Suite(demo_clock=False)
    plain.services.answers["members", "people_of_the_story"] = people
    assert "以谁的身份看看" not in plain.client.get("/").text


def test_parked_events_are_marked(new_suite: Suite) -> None:
    new_suite.services.answers["topics", "status"] = status("topics", parked=5)
    assert '<span class="late-text">5</span>' in new_suite.client.get("/site").text


def test_a_title_is_text_and_never_markup(new_suite: Suite) -> None:
    talked_over(new_suite, "<script>alert(1)</script>")
    page = new_suite.client.get("/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_nothing_comes_from_elsewhere_and_nothing_is_inline(new_suite: Suite) -> None:
    page = new_suite.client.get("/site").text
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "<style" not in page
    assert " style=" not in page
    assert re.findall(r"<script[^>]*>", page) == [
        '<script src="/static/draft.js" defer>',
        '<script src="/static/live.js" defer>',
    ]


def test_many_readers_cost_the_services_no_more_than_one(new_suite: Suite) -> None:
    for _ in range(5):
        new_suite.client.get("/")
    assert len([method for _, method, _ in new_suite.services.asked if method == "listing"]) == 3
