"""A page that is looked at follows what others do, and never under the hands of who writes in it."""

from playwright.sync_api import Browser, expect

from tests.browser.chromium import visiting
from tests.browser.clicking import act, said
from tests.browser.site import BY_ROLE, BrowsedSite


def test_the_queue_follows_what_residents_say_and_what_others_do(browser: Browser, site: BrowsedSite) -> None:
    words = "广场的灯坏了，等着看"
    with visiting(browser, site.url) as one, visiting(browser, site.url) as other:
        one.sign_in(BY_ROLE["STN"])
        expect(one.page.get_by_text("实时更新")).to_be_visible()
        said(other, words)
        expect(one.page.get_by_role("link", name=words, exact=True)).to_be_visible()
        other.sign_in(BY_ROLE["STN"])
        act(other, words, "受理")
        other.page.get_by_role("button", name="受理").click()
        expect(one.page.locator("li", has_text=words)).to_contain_text("已受理")
