"""What is being written survives a closed page and a lost connection, and is nobody else's."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.chromium import PHONE, visiting
from tests.browser.site import BY_ROLE, BrowsedSite
from tests.system.told import TOWN

NOT_SENT = "这是您上次没有送出的内容。"


def test_a_residents_words_are_back_after_the_page_was_loaded_again_but_never_his_number(
    browser: Browser, site: BrowsedSite
) -> None:
    with visiting(browser, site.url, PHONE) as visitor:
        page = visitor.page
        visitor.to(f"/s/{TOWN}")
        page.get_by_label("您要说的事").press_sequentially("巷口积水")
        page.get_by_label("手机号").press_sequentially("13900000000")
        page.reload()
        expect(page.get_by_label("您要说的事")).to_have_value("巷口积水")
        expect(page.get_by_label("手机号")).to_have_value("")
        expect(page.get_by_text(NOT_SENT)).to_be_visible()
        page.get_by_role("button", name="不要了，重新写").click()
        expect(page.get_by_label("您要说的事")).to_have_value("")
        page.reload()
        expect(page.get_by_label("您要说的事")).to_have_value("")


def test_without_a_line_nothing_is_lost_and_what_has_arrived_is_forgotten(browser: Browser, site: BrowsedSite) -> None:
    with visiting(browser, site.url, PHONE) as visitor:
        page = visitor.page
        visitor.to(f"/s/{TOWN}")
        page.get_by_label("您要说的事").fill("桥栏杆断了")
        visitor.context.set_offline(True)
        page.get_by_role("button", name="提交").click()
        expect(page.get_by_text("现在没有网络，还没有送出。")).to_be_visible()
        expect(page.get_by_label("您要说的事")).to_have_value("桥栏杆断了")
        visitor.context.set_offline(False)
        page.get_by_role("button", name="提交").click()
        expect(page.get_by_role("heading", name="收到了")).to_be_visible()
        visitor.to(f"/s/{TOWN}")
        expect(page.get_by_label("您要说的事")).to_have_value("")


def test_what_may_have_arrived_is_sent_again_under_its_own_key_and_counts_once(
    browser: Browser, site: BrowsedSite
) -> None:
    with visiting(browser, site.url, PHONE) as visitor:
        page = visitor.page
        visitor.to(f"/s/{TOWN}")
        page.get_by_label("您要说的事").fill("路灯不亮，答复没有收到")
        page.route("**/s/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        sent = page.locator("[name=key]").input_value()
        page.get_by_role("button", name="提交").click()
        page.wait_for_url(re.compile("chrome-error"))
        page.unroute("**/s/*")
        visitor.to(f"/s/{TOWN}")
        expect(page.get_by_text(NOT_SENT)).to_be_visible()
        assert page.locator("[name=key]").input_value() == sent
        page.get_by_label("您要说的事").press_sequentially("。")
        assert page.locator("[name=key]").input_value() != sent


def test_a_draft_is_his_alone_and_goes_when_he_signs_out(browser: Browser, site: BrowsedSite) -> None:
    with visiting(browser, site.url) as visitor:
        page = visitor.page
        visitor.sign_in(BY_ROLE["LIA"])
        visitor.to("/topics/new")
        page.get_by_label("标题").press_sequentially("南街停车")
        visitor.context.clear_cookies(name="session")
        visitor.sign_in(BY_ROLE["CHAIR"])
        visitor.to("/topics/new")
        expect(page.get_by_label("标题")).to_have_value("")
        visitor.context.clear_cookies(name="session")
        visitor.sign_in(BY_ROLE["LIA"])
        visitor.to("/topics/new")
        expect(page.get_by_label("标题")).to_have_value("南街停车")
        visitor.to("/sign-in")
        page.get_by_role("button", name="退出").click()
        visitor.sign_in(BY_ROLE["LIA"])
        visitor.to("/topics/new")
        expect(page.get_by_label("标题")).to_have_value("")
