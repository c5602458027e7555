"""受理, one by one: what waits, what is like it in the same place, and back to the next one after each."""

from typing import Any

import pytest

from gateway.pages.work.alike import most_alike
from tests.unit.ordinary_year.path import submitted
from tests.unit.ordinary_year.year import OrdinaryYear
from tests.unit.pages.browsing import Browser, hidden_fields
from tests.unit.whole_suite import OTHER_TOWN

BLOCKED = "学校门口放学时车停满，孩子没有地方走"


@pytest.fixture
def line(year: OrdinaryYear) -> list[str]:
    """Two that are alike, one that is not; and one of another town, which is alike too."""
    texts = (BLOCKED, "垃圾车早上五点就来", "放学时学校门口车停满了，孩子没有路走")
    found = [submitted(year, text)[0] for text in texts]
    submitted(year, f"{BLOCKED}，邻镇", division=OTHER_TOWN)
    return found


def said(text: str, record_id: str = "1") -> dict[str, Any]:
    return {"id": record_id, "text": text}


def test_whoever_came_first_is_looked_at_first_and_the_next_is_one_key_away(
    year: OrdinaryYear, line: list[str]
) -> None:
    browser = Browser(year, "station")
    page = browser.page("/triage")
    second = line[1].removeprefix("submissions/")
    assert BLOCKED in page
    assert "第 1 件，共 3 件" in page
    assert f'href="/triage?id={second}" data-key="j"' in page
    assert "垃圾车" in browser.page(f"/triage?id={second}")
    assert browser.services.asked == {"session": 2, "listing": 4, "whole": 2}


def test_what_is_like_it_stands_beside_it_and_nothing_of_another_place(year: OrdinaryYear, line: list[str]) -> None:
    page = Browser(year, "station").page("/triage")
    beside = page[page.index("说得像的") : page.index("一路走来")]
    assert "孩子没有路走" in beside
    assert "垃圾车" not in beside
    assert "邻镇" not in page


def test_after_each_act_one_is_back_at_the_next(year: OrdinaryYear, line: list[str]) -> None:
    browser = Browser(year, "station")
    page = browser.page("/triage")
    first = line[0].removeprefix("submissions/")
    accept = page[page.index(f'action="/submissions/{first}/accept"') :]
    back = browser.sends(f"/submissions/{first}/accept", hidden_fields(accept))
    assert back == f"/triage?done=accept&of={first}"
    assert year.state(line[0]) == "accepted"
    after = browser.page(back)
    assert "垃圾车" in after
    assert "办好了：受理" in after


def test_merging_from_there_asks_only_why(year: OrdinaryYear, line: list[str]) -> None:
    browser = Browser(year, "station")
    first, last = (one.removeprefix("submissions/") for one in (line[0], line[2]))
    page = browser.page("/triage")
    merge = hidden_fields(page[page.index(f'action="/submissions/{first}/merge"') :])
    assert merge["into"] == last
    form = browser.sends(f"/submissions/{first}/merge", {**merge, "back": "1"}, 200)
    assert f'<option value="{last}" selected>' in form
    back = browser.sends(f"/submissions/{first}/merge", {**hidden_fields(form), "into": last, "reason": "同一件事"})
    assert back == f"/triage?done=merge&of={first}"
    assert year.state(line[0]) == "merged"


def test_turning_down_is_read_once_more_and_leads_back_too(year: OrdinaryYear, line: list[str]) -> None:
    browser = Browser(year, "station")
    reject = f"{line[1]}/reject"
    form = hidden_fields(browser.page(f"/{reject}?then=triage"))
    check = browser.sends(f"/{reject}", {**form, "code": "reject-2", "reason": "个人之间的纠纷"}, 200)
    assert browser.sends(f"/{reject}", hidden_fields(check)).startswith("/triage?done=reject")
    assert year.state(line[1]) == "rejected"


def test_a_form_leads_nowhere_but_to_the_record_or_the_line(year: OrdinaryYear, line: list[str]) -> None:
    browser = Browser(year, "station")
    form = {**hidden_fields(browser.page(f"/{line[0]}/accept")), "then": "//elsewhere.example"}
    assert browser.sends(f"/{line[0]}/accept", form) == f"/{line[0]}?done=accept"


def test_who_may_only_ask_is_offered_nothing_else(year: OrdinaryYear, line: list[str]) -> None:
    page = Browser(year, "liaison").page("/triage")
    assert "ask_for_info?then=triage" in page
    for act in ("/accept", "/reject", "/merge"):
        assert act not in page


def test_where_nothing_waits_one_is_told_what_comes_next(year: OrdinaryYear) -> None:
    submission, _code = submitted(year, "路灯不亮")
    year.do("station", submission, "accept")
    page = Browser(year, "station").page("/triage")
    assert "都看完了" in page
    assert "受理了，还没定怎么办（1 件）" in page
    assert f'href="/{submission}"' in page
    assert "路灯" not in Browser(year, "police").page("/triage")


def test_texts_are_alike_by_what_they_say_whatever_stands_between() -> None:
    others = [said("放学时校门口堵车，很危险。", "2"), said("垃圾车早上五点就来", "3"), said("校门口放学堵车", "1")]
    found = most_alike(said("校门口放学堵车"), others)
    assert [one["id"] for one, _share in found] == ["2"]
    assert most_alike(said("？"), [said("！", "2")]) == []
