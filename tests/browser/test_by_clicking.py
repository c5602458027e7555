"""The pages as all kinds of people use them: without script, by the keyboard alone, in large type, when a session ends."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import NARROW, PHONE, Visitor, visiting
from tests.browser.clicking import CODE, act, follow, said
from tests.browser.site import BY_ROLE, BrowsedSite
from tests.system.told import TOWN


def test_without_script_a_residents_word_becomes_a_topic(browser: Browser, site: BrowsedSite) -> None:
    words = "校门口没有脚本也挤"
    with visiting(browser, site.url, PHONE, False) as resident, visiting(browser, site.url, PHONE, False) as worker:
        code = said(resident, words)
        assert "工作站正在看" in follow(resident, code)
        worker.sign_in(BY_ROLE["STN"])
        act(worker, words, "受理")
        worker.page.get_by_role("button", name="受理").click()
        expect(worker.page.get_by_text("办好了：受理")).to_be_visible()
        assert "受理了" in follow(resident, code)
        act(worker, words, "转为议题")
        worker.page.locator("[name=new_topic-title]").fill(f"议题：{words}")
        worker.page.locator("[name=new_topic-background]").fill("群众反映，放学时校门口人车混行。")
        worker.page.locator("[name=new_topic-organisation]").select_option(label="沙河镇协商议事会")
        worker.page.get_by_role("button", name="转为议题").click()
        expect(worker.page.get_by_text("办好了：转为议题")).to_be_visible()
        worker.to("/topics")
        worker.page.get_by_role("link", name=f"议题：{words}").click()
        expect(worker.page.get_by_role("heading", level=1)).to_have_text(f"议题：{words}")
        assert words in follow(resident, code)


def test_saying_and_following_by_the_keyboard_alone(browser: Browser, site: BrowsedSite) -> None:
    """With Tab, Enter and what is typed; wherever the focus is, it is seen."""
    with visiting(browser, site.url) as visitor:
        visitor.to(f"/s/{TOWN}")
        press_until(visitor, "text")
        visitor.page.keyboard.type("路口的灯坏了")
        press_until(visitor, "submit")
        visitor.page.keyboard.press("Enter")
        expect(visitor.page.get_by_role("heading", name="收到了")).to_be_visible()
        code = CODE.search(visitor.page.locator("main").inner_text())
        assert code is not None
        visitor.to("/f")
        press_until(visitor, "code")
        visitor.page.keyboard.type(code[0])
        visitor.page.keyboard.press("Enter")
        expect(visitor.page.locator(".says").first).to_contain_text("工作站正在看")


def press_until(visitor: Visitor, wanted: str) -> None:
    """Tab by Tab to the field or button of that id or type."""
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        on = visitor.page.evaluate(
            """() => { const on = document.activeElement, seen = getComputedStyle(on);
              return [on.id, on.type, seen.outlineStyle !== "none" || on.closest(".file") !== null] }"""
        )
        assert on[2], f"the focus is not seen on {on[:2]}"
        if wanted in on[:2]:
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


@pytest.mark.parametrize("width", [NARROW, PHONE])
def test_large_type_is_larger_and_nothing_goes_over_the_edge(browser: Browser, site: BrowsedSite, width: int) -> None:
    with visiting(browser, site.url, width) as visitor:
        visitor.to(f"/s/{TOWN}")
        visitor.page.get_by_role("link", name="大字版").click()
        assert visitor.page.url.endswith(f"/s/{TOWN}")
        assert visitor.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
        tall = visitor.page.get_by_role("button", name="提交").bounding_box()
        assert tall is not None
        assert tall["height"] >= 60
        for path in (f"/s/{TOWN}", "/", "/f", "/notices", "/places", f"/topics/{site.told.ids['topic']}", "/sign-in"):
            visitor.to(path)
            assert visitor.sideways() == 0, path


def test_language_and_night_are_chosen_and_stay(browser: Browser, site: BrowsedSite) -> None:
    with visiting(browser, site.url) as visitor:
        visitor.to("/f")
        ground = "getComputedStyle(document.body).backgroundColor"
        by_day = visitor.page.evaluate(ground)
        visitor.page.get_by_role("link", name="深色").click()
        assert visitor.page.evaluate(ground) != by_day
        visitor.page.get_by_role("link", name="English").click()
        visitor.to("/notices")
        assert visitor.page.locator("html").get_attribute("lang") == "en"
        assert visitor.page.evaluate(ground) != by_day
        visitor.page.get_by_role("link", name="中文").click()
        assert visitor.page.locator("html").get_attribute("lang") == "zh-CN"


def test_a_session_that_ends_in_mid_form_loses_nothing(browser: Browser, site: BrowsedSite) -> None:
    with visiting(browser, site.url) as visitor:
        visitor.sign_in(BY_ROLE["LIA"])
        visitor.to("/topics/new")
        visitor.page.get_by_label("标题").fill("北街路灯")
        visitor.page.get_by_label("背景").fill("写了很久")
        council = visitor.page.locator("select[name=organisation]")
        chosen = council.locator("option:checked").inner_text()
        visitor.context.clear_cookies(name="session")
        visitor.page.get_by_role("button", name="草拟议题").click()
        assert re.search("[0-9a-f]{8}-[0-9a-f]{4}-", visitor.page.locator("main").inner_text()) is None
        visitor.page.get_by_role("button", name="再登录一次").click()
        visitor.page.get_by_role("button", name=BY_ROLE["LIA"]).click()
        visitor.page.get_by_role("button", name="接着填").click()
        assert visitor.page.get_by_label("标题").input_value() == "北街路灯"
        assert visitor.page.get_by_label("背景").input_value() == "写了很久"
        assert council.locator("option:checked").inner_text() == chosen
