"""The page of a division: who listens there, what is talked over, which meetings were held; and what to expect where nothing is."""

import html
import re

from infra.kernel.base.problems import Unavailable
from tests.unit.ordinary_year.path import brought, drafted, opened, planned, settled, signed
from tests.unit.ordinary_year.year import ADMINISTRATION, OrdinaryYear
from tests.unit.pages.browsing import Browser
from tests.unit.whole_suite import OTHER_TOWN, TOWN

PAGE = f"/d/{TOWN}"


def in_sight(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])))


def test_bodies_and_rooms_are_named_with_their_kind_their_hours_and_the_ways_there(year: OrdinaryYear) -> None:
    said = {"name": "城区协商议事室", "division": TOWN, "tier": "hall", "opening_hours": "周一至周五 9:00—17:00"}
    room = year.do(ADMINISTRATION, "venues", "create", organisation=year.organisations["council"], **said)["id"]
    page = Browser(year).page(PAGE)
    assert "议事会" in page
    assert "周一至周五 9:00—17:00" in page
    for way in (f"/s/{TOWN}?venue={room}", f"/screen/{room}", f"/d/{TOWN}/wall?venue={room}"):
        assert f'href="{way}"' in page
        Browser(year).page(way)
    assert re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", in_sight(page)) is None


def test_what_is_on_notice_stands_first_with_its_last_day(year: OrdinaryYear) -> None:
    noticed = brought(year, drafted(year, title="接送点"), "noticed")
    year.pass_days(0.01)
    brought(year, drafted(year, title="校门口交通"), "reviewing")
    page = in_sight(Browser(year).page(PAGE))
    assert "接送点 公示到 " in page
    assert "校门口交通" not in page
    assert "已公示" in page
    assert year.state(noticed) == "noticed"


def test_meetings_are_told_by_day_and_place_once_they_are_public(year: OrdinaryYear) -> None:
    meeting = opened(year, planned(year, brought(year, drafted(year))))
    settled(year, meeting)
    signed(year, meeting)
    assert "还没有公开的会议" in Browser(year).page(PAGE)
    year.do("office", meeting.where, "publish_minutes")
    page = Browser(year).page(PAGE)
    assert f'href="/{meeting.where}"' in page
    assert re.search(r"\d+月\d+日（周.） 09:00 · 议事室", in_sight(page))


def test_where_nothing_is_yet_one_is_told_what_will_stand_there(year: OrdinaryYear) -> None:
    page = Browser(year).page("/d/62")
    for said in ("话照样可以说；县政协办公室登记以后", "还没有公开商量的事", "还没有公开的会议"):
        assert said in page


def test_the_page_asks_three_questions_and_stands_without_two_of_the_answers(year: OrdinaryYear) -> None:
    browser = Browser(year)
    assert browser.asked_for(f"/d/{OTHER_TOWN}") == ["members.place", "topics.listing", "meetings.listing"]
    asked = browser.services.call

    def silent(service: str, method: str, payload: object, timeout: float = 30.0) -> dict[str, object]:
        if method == "listing":
            raise Unavailable("asleep")
        return asked(service, method, payload, timeout)

    browser.services.call = silent  # type: ignore[method-assign]
    assert browser.page(PAGE).count("相关服务没有应答") == 2
