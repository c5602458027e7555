"""At the desk an item is settled in one table, and the minutes are first worded from what the desk knows."""

import html
import re

import pytest

from tests.unit.ordinary_year.path import PARENTS, Meeting, brought, drafted, opened, planned, settled
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser


@pytest.fixture
def meeting(year: OrdinaryYear) -> Meeting:
    return opened(year, planned(year, brought(year, drafted(year)), groups=[PARENTS]))


def worded(year: OrdinaryYear, meeting: Meeting) -> str:
    made = year.do("recorder", f"{meeting.where}/items", "raise_item", title="设减速带")
    year.do("recorder", f"{meeting.where}/items/{made['id']}", "draft_item", wording="设减速带两条。")
    return f"{meeting.where}/items/{made['id']}"


def voice(meeting: Meeting, called: str) -> str:
    return f"position-{meeting.guests[called][0].rpartition('/')[2]}"


def test_whoever_takes_no_position_is_left_out_and_the_chair_comes_back_to_the_desk(
    year: OrdinaryYear, meeting: Meeting
) -> None:
    item, browser = worded(year, meeting), Browser(year, "chair")
    page = browser.page(f"/{item}/settle")
    assert "设减速带两条。" in page
    assert "checked" not in page, "where somebody stands is for him to say"
    answer = browser.send(f"/{item}/settle", result="agreed", **{voice(meeting, "parent"): "for"})
    assert answer.headers["Location"].startswith(f"/{meeting.where}?done=settle_item")
    settled_item = year.shown(item)
    assert settled_item["state"] == "agreed"
    assert [one["position"] for one in settled_item["positions"]] == ["for"]


def test_a_result_that_the_positions_contradict_is_refused_and_nothing_chosen_is_lost(
    year: OrdinaryYear, meeting: Meeting
) -> None:
    item, browser = worded(year, meeting), Browser(year, "chair")
    answer = browser.send(f"/{item}/settle", result="agreed", **{voice(meeting, "parent"): "against"})
    assert answer.status_code in (409, 422)
    assert re.search(rf'name="{voice(meeting, "parent")}" value="against"[^>]* checked', answer.text)
    assert year.state(item) == "drafted"


def test_who_may_not_settle_finds_no_table(year: OrdinaryYear, meeting: Meeting) -> None:
    item = worded(year, meeting)
    assert f"/{item}/settle" not in Browser(year, "recorder").page(f"/{meeting.where}")
    with pytest.raises(AssertionError, match="没有什么要议定"):
        Browser(year, "recorder").page(f"/{item}/settle")


def test_the_minutes_begin_with_what_the_desk_knows_and_name_no_resident(year: OrdinaryYear, meeting: Meeting) -> None:
    settled(year, meeting)
    year.do("chair", meeting.where, "end")
    browser = Browser(year, "recorder")
    page = browser.page(f"/{meeting.where}")
    found = re.search(r'<textarea id="draft"[^>]*>([^<]*)</textarea>', page)
    assert found is not None
    text = html.unescape(found[1])
    assert "主持：chair。记录：recorder。" in text
    assert f"{PARENTS} 1 人" in text
    assert "1、设减速带。（达成共识）" in text
    assert "王女士" not in text
    assert browser.send(f"/{meeting.where}", f"/{meeting.where}/draft_minutes", text=text).status_code == 303
    assert year.shown(meeting.where)["minutes"][0]["text"] == text
    assert "第 1 稿" not in browser.page(f"/{meeting.where}")
    assert f'action="/{meeting.where}/redraft_minutes"' in browser.page(f"/{meeting.where}")
