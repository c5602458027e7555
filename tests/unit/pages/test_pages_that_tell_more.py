"""Venues, members, plans and duties: their pages answer a question of their own, of what their reader may read, in three calls at most."""

import re
from typing import Any

import pytest

from infra.kernel.base.calls import Caller, Gathering, ReadCall
from infra.kernel.base.problems import NotFound
from services.members.venue_standard.default_list import DEFAULT_ITEMS
from tests.unit.ordinary_year.path import brought, drafted, invited, opened, planned, submitted, taken_up, times
from tests.unit.ordinary_year.year import ADMINISTRATION, ANYBODY, OrdinaryYear
from tests.unit.pages.browsing import Browser, reading
from tests.unit.whole_suite import COUNTY, TOWN

MOST_CALLS = 3


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def section(page: str, name: str) -> str:
    found = re.search(rf'<section[^>]* aria-labelledby="{name}">.*?</section>', page, re.DOTALL)
    assert found is not None, name
    return found[0]


@pytest.fixture
def room(year: OrdinaryYear) -> str:
    said = {"name": "沙河镇协商议事室", "division": TOWN, "tier": "hall", "organisation": year.organisations["council"]}
    return f"venues/{year.do(ADMINISTRATION, 'venues', 'create', **said)['id']}"


def accepted(year: OrdinaryYear, room: str) -> None:
    (standard,) = year.listed("venue-standards")
    today = year.today().isoformat()
    items = [{"code": one["code"], "met": True, "evidence": "现场查看", "on": today} for one in standard["items"]]
    year.do("office", room, "accept", items=items)


def test_a_room_tells_which_of_the_six_haves_are_there_and_which_a_newer_standard_misses(
    year: OrdinaryYear, room: str
) -> None:
    assert "还没有验收标准" in section(Browser(year, "office").page(f"/{room}"), "haves")
    six = [{"code": one.code, "label": one.label} for one in DEFAULT_ITEMS]
    year.do(ADMINISTRATION, "venue-standards", "create", division=COUNTY, items=six)
    before = section(Browser(year, "office").page(f"/{room}"), "haves")
    assert "还没有验收。验收时逐项看" in before
    assert "verdict" not in before
    accepted(year, room)
    page = section(Browser(year, "office").page(f"/{room}"), "haves")
    assert "6 项都有" in page
    assert '<span class="verdict ok">有场所</span> <span class="soft">现场查看' in page
    (standard,) = year.listed("venue-standards")
    items = [*standard["items"][:-1], {"code": "ramp", "label": "有坡道"}]
    year.do(ADMINISTRATION, f"venue-standards/{standard['id']}", "amend", items=items)
    page = section(Browser(year, "office").page(f"/{room}"), "haves")
    assert "还缺 1 项" in page
    assert '<span class="verdict bad">有坡道</span>' in page


def test_a_room_tells_who_meets_there_and_hands_out_its_code(year: OrdinaryYear, room: str) -> None:
    when, council = times(year), year.organisations["council"]
    said = {"organisation": council, "purpose": "第一轮协商", **{one: when[one] for one in ("starts_at", "ends_at")}}
    booking = year.do("chair", f"{room}/bookings", "book", **said)["id"]
    browser = Browser(year, "chair")
    page = browser.page(f"/{room}")
    booked = section(page, "booked")
    assert f'<a href="/{room}/bookings/{booking}">第一轮协商</a>' in booked
    assert "council" in booked
    poster = f"/d/{TOWN}/print/poster.pdf?venue={room.removeprefix('venues/')}"
    assert f'href="{poster}"' in section(page, "speak")
    assert "<svg" in section(page, "speak")
    year.pass_days(20)
    assert "以前" in section(browser.page(f"/{room}"), "booked")


def test_a_member_reads_what_he_did_this_year_and_the_year_before_apart(year: OrdinaryYear) -> None:
    member, person = year.admit("周敏")
    year.do("周敏", "submissions", "submit", text="校门口太堵", division=TOWN, channel="qr")
    submission, _code = submitted(year)
    meeting = planned(year, brought(year, taken_up(year, submission, "接送点")))
    invited(year, meeting, "周敏", kind="invited", duty="speaker", person=person, group="委员")
    opened(year, meeting)
    browser = Browser(year, "周敏")
    page = browser.page(f"/members/{member}")
    told = plain(section(page, "year"))
    for words in ("2026 年做了什么", "反映和提案（1 件）", "校门口太堵", "协商会议（1 场）", "第 1 轮", "到会"):
        assert words in told, words
    assert "协商会议：" not in told
    before = plain(section(browser.page(f"/members/{member}?year=2025"), "year"))
    assert "这一年还没有记录" in before
    assert "校门口太堵" not in before


def test_who_may_not_read_what_a_member_said_does_not_find_it_on_his_page(year: OrdinaryYear) -> None:
    member, _person = year.admit("周敏")
    year.do("周敏", "submissions", "submit", text="校门口太堵", division=TOWN, channel="qr")
    page = Browser(year, "builders").page(f"/members/{member}", 404)
    assert "校门口太堵" not in page
    asked = Gathering(Caller(), record=ReadCall("members", Caller(), member))
    with pytest.raises(NotFound):
        reading(year.home["members"])[0].gathered(asked, ANYBODY)


def test_a_plan_tells_month_by_month_what_is_behind(year: OrdinaryYear) -> None:
    on_time, behind = brought(year, drafted(year)), brought(year, drafted(year, title="接送点"), "approved")
    body = {"title": "全年计划", "division": TOWN, "organisation": year.organisations["council"], "period": "2026"}
    plan = f"plans/{year.do('liaison', 'plans', 'draft', **body)['id']}"
    for topic in (on_time, behind):
        year.do("liaison", plan, "put_topic", topic=topic.removeprefix("topics/"), month="2026-04")
    year.until("2026-05-02")
    page = section(Browser(year, "liaison").page(f"/{plan}"), "months")
    assert "逐月议题（2 个）" in page
    assert "1 个过了计划的月份" in page
    rows = {row: "过了月份" in row for row in re.findall(r"<li>.*?</li>", page, re.DOTALL)}
    assert {title: late for title in ("校门口交通", "接送点") for row, late in rows.items() if title in row} == {
        "校门口交通": False,
        "接送点": True,
    }


def test_a_plan_is_decided_on_the_same_page(year: OrdinaryYear) -> None:
    body = {"title": "全年计划", "division": TOWN, "organisation": year.organisations["council"], "period": "2026"}
    plan = f"plans/{year.do('liaison', 'plans', 'draft', **body)['id']}"
    topic = brought(year, drafted(year))
    year.do("liaison", plan, "put_topic", topic=topic.removeprefix("topics/"), month="2026-04")
    year.do("chair", plan, "submit")
    secretary = Browser(year, "party")
    page = secretary.page(f"/{plan}")
    assert "下一步：核对" in page
    assert "逐月议题" in page
    again = secretary.send(f"/{plan}", f"/{plan}/decide", decision="return_for_revision")
    assert again.status_code == 422
    assert "逐月议题" in again.text


@pytest.fixture
def duty(year: OrdinaryYear) -> str:
    leader = year.appoint("县委副书记", "LEAD", "party")
    said: dict[str, Any] = {"leader": leader.person, "division": TOWN}
    for quarter in ("2026-Q1", "2026-Q2"):
        made = year.do("office", "duties", "schedule", **said, quarter=quarter)
    return f"duties/{made['id']}"


def test_a_duty_stands_among_the_leaders_other_quarters(year: OrdinaryYear, duty: str) -> None:
    page = plain(section(Browser(year, "office").page(f"/{duty}"), "quarters"))
    assert "县委副书记各季度的联系" in page
    assert "2026-Q2 · 这一次" in page
    assert "2026-Q1" in page


def test_what_a_visit_led_to_is_called_by_its_name(year: OrdinaryYear, duty: str) -> None:
    topic = drafted(year)
    visit = {"visited_at": year.suite.clock.now.isoformat(), "findings": "学生过街难"}
    year.until("2026-04-10")
    visit["visited_at"] = year.suite.clock.now.isoformat()
    year.do("office", duty, "record_visit", **visit, topics=[topic.removeprefix("topics/")])
    browser = Browser(year, "office")
    assert f'<a href="/{topic}">校门口交通</a>' in browser.page(f"/{duty}")


def test_each_is_made_of_three_calls_at_most(year: OrdinaryYear, room: str, duty: str) -> None:
    member, _person = year.admit("周敏")
    body = {"title": "全年计划", "division": TOWN, "organisation": year.organisations["council"], "period": "2026"}
    plan = year.do("liaison", "plans", "draft", **body)["id"]
    for who, address in (
        ("office", f"/{room}"),
        ("周敏", f"/members/{member}"),
        ("liaison", f"/plans/{plan}"),
        ("office", f"/{duty}"),
    ):
        asked = [one for one in Browser(year, who).asked_for(address) if not one.endswith(".session")]
        assert len(asked) <= MOST_CALLS, (address, asked)
