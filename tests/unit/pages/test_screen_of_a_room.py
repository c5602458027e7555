"""The large screen of a room: to everybody what is public, to who works there the meeting that is on; never a name."""

import html
import re
from datetime import timedelta

import pytest

from infra.kernel.base.ids import new_id
from tests.unit.ordinary_year.path import (
    Meeting,
    approved_outcome,
    brought,
    dispatched,
    drafted,
    handled,
    opened,
    planned,
    settled,
    signed,
    times,
)
from tests.unit.ordinary_year.year import ADMINISTRATION, OrdinaryYear
from tests.unit.pages.browsing import Browser
from tests.unit.whole_suite import TOWN

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}")


@pytest.fixture
def room(year: OrdinaryYear) -> str:
    said = {"name": "城区协商议事室", "division": TOWN, "tier": "hall", "organisation": year.organisations["council"]}
    return str(year.do(ADMINISTRATION, "venues", "create", **said)["id"])


def in_sight(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))


def in_session(year: OrdinaryYear, room: str) -> Meeting:
    meeting = planned(year, brought(year, drafted(year)), venue=room)
    agenda = [{"title": "介绍情况", "minutes": 10}, {"title": "大家谈", "minutes": 40}]
    year.do("liaison", meeting.where, "schedule", **times(year), agenda=agenda)
    year.do("liaison", meeting.where, "send_notices", text="请提前听取意见")
    return opened(year, meeting)


def made_public(year: OrdinaryYear, room: str, class_: str = "A", **wanted: object) -> str:
    """An outcome that was agreed in that room, answered, told and published."""
    topic = brought(year, drafted(year))
    meeting = opened(year, planned(year, topic, venue=room))
    item = settled(year, meeting)
    signed(year, meeting)
    year.do("office", meeting.where, "publish_minutes")
    outcome = approved_outcome(year, topic, meeting, item)
    task = dispatched(year, outcome, **wanted)
    handled(year, task)
    reply = {"class": class_, "text": "先设一半", "contact_record": "已电话回访"}
    year.do("police", task, "draft_reply", **reply)
    year.do("police", task, "submit_reply")
    year.do("dispatch", task, "release_reply")
    year.do("office", outcome, "start_verification")
    year.do("office", outcome, "feed_back", text="已设减速带")
    year.do("office", outcome, "publicise", text="已设减速带")
    return outcome


def test_nobody_sees_a_meeting_before_its_page_is_public(year: OrdinaryYear, room: str) -> None:
    meeting = in_session(year, room)
    page = in_sight(Browser(year).page(f"/screen/{room}"))
    assert "正在开会" not in page
    assert "校门口交通" not in page
    assert "会场的人登录以后" in page
    assert year.state(meeting.where) == "in_session"


def test_who_works_in_the_room_sees_the_meeting_its_agenda_and_which_side_speaks(year: OrdinaryYear, room: str) -> None:
    meeting = in_session(year, room)
    parent = meeting.guests["parent"][0].rsplit("/", maxsplit=1)[-1]
    year.do("recorder", f"{meeting.where}/agenda", "begin_point", number=2)
    speech = year.do("recorder", f"{meeting.where}/speeches", "list_speaker", participant=parent)
    year.do("recorder", f"{meeting.where}/speeches/{speech['id']}", "begin_speech")
    browser = Browser(year, "recorder")
    page = browser.page(f"/screen/{room}")
    assert "正在开会" in page
    assert re.search(r'<li class="now"><span class="at"></span><span>大家谈</span>', page)
    assert "正在发言：学生家长" in page
    assert "王女士" not in page
    assert AN_ID.search(in_sight(page)) is None
    assert browser.asked_for(f"/screen/{room}")[1:] == ["members.room", "meetings.listing", "meetings.desk"]


def test_what_was_agreed_in_the_room_is_shown_once_it_is_public_with_what_became_of_it(
    year: OrdinaryYear, room: str
) -> None:
    outcome = made_public(year, room)
    browser = Browser(year)
    page = in_sight(browser.page(f"/screen/{room}"))
    assert "减速带" in page
    assert "说好" in page
    assert browser.asked_for(f"/screen/{room}") == ["members.room", "meetings.listing", "outcomes.listing"]
    year.pass_days(16)  # nobody rates
    year.do("office", outcome, "close", explanation="没有人评价")
    assert year.state(outcome) == "closed"
    assert "办结归档" in in_sight(browser.page(f"/screen/{room}"))


def test_what_is_late_is_said_by_how_many_days(year: OrdinaryYear, room: str) -> None:
    """Of class B: it is followed until it is done."""
    due = year.today() + timedelta(days=60)
    outcome = made_public(year, room, "B", due=due.isoformat())
    assert "，晚" not in in_sight(Browser(year).page(f"/screen/{room}"))
    year.until(str(due + timedelta(days=3)))
    assert year.state(outcome) == "tracked"
    assert "，晚 3 天" in in_sight(Browser(year).page(f"/screen/{room}"))


def test_the_next_meetings_stand_there_for_who_may_read_them(year: OrdinaryYear, room: str) -> None:
    meeting = planned(year, brought(year, drafted(year)), venue=room)
    year.do("liaison", meeting.where, "schedule", **times(year))
    year.do("liaison", meeting.where, "send_notices", text="请提前听取意见")
    assert "下一场" in in_sight(Browser(year, "liaison").page(f"/screen/{room}"))
    assert "校门口交通" not in in_sight(Browser(year).page(f"/screen/{room}"))


def test_another_rooms_meetings_are_not_shown(year: OrdinaryYear, room: str) -> None:
    in_session(year, room)
    said = {"name": "另一间", "division": TOWN, "tier": "hall", "organisation": year.organisations["council"]}
    other = str(year.do(ADMINISTRATION, "venues", "create", **said)["id"])
    page = Browser(year, "recorder").page(f"/screen/{other}")
    assert "正在开会" not in page
    assert "还没有公开的结果" in page


def test_what_was_agreed_in_another_room_stands_there(year: OrdinaryYear, room: str) -> None:
    made_public(year, room)
    other = str(year.do(ADMINISTRATION, "venues", "create", name="另一间", division=TOWN, tier="hall")["id"])
    assert "减速带" in in_sight(Browser(year).page(f"/screen/{room}"))
    assert "减速带" not in in_sight(Browser(year).page(f"/screen/{other}"))


def test_what_is_not_public_yet_stands_on_no_screen_whoever_opened_it(year: OrdinaryYear, room: str) -> None:
    topic = brought(year, drafted(year))
    meeting = opened(year, planned(year, topic, venue=room))
    item = settled(year, meeting)
    signed(year, meeting)
    year.do("office", meeting.where, "publish_minutes")
    approved_outcome(year, topic, meeting, item)
    assert "减速带" not in in_sight(Browser(year, "chair").page(f"/screen/{room}"))


def test_a_screen_refreshes_itself_with_script_and_without(year: OrdinaryYear, room: str) -> None:
    page = Browser(year).page(f"/screen/{room}")
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page
    assert re.findall(r"<script[^>]*>", page) == ['<script src="/static/live.js" defer>']
    assert 'class="dark"' in page
    assert "style=" not in page


def test_there_is_no_screen_of_a_room_that_has_ended_or_never_was(year: OrdinaryYear, room: str) -> None:
    Browser(year).page(f"/screen/{new_id()}", status=404)
    year.do(ADMINISTRATION, f"venues/{room}", "end", reason="搬迁")
    Browser(year).page(f"/screen/{room}", status=404)
