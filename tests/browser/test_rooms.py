"""What hangs and stands in a consultation room: a wall's pages are one sheet each, a screen is seen whole."""

import io

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import visiting
from tests.browser.site import BrowsedSite
from tests.system.told import TOWN

MILLIMETRES = 25.4 / 72
SHEETS = {"a3": (297, 420), "a4": (210, 297)}
IN_SIGHT = """[...document.querySelectorAll('main *')].every(
  one => one.getBoundingClientRect().bottom <= innerHeight && one.getBoundingClientRect().right <= innerWidth)"""


@pytest.mark.parametrize("paper", SHEETS)
def test_each_page_of_a_wall_is_one_sheet(browser: Browser, site: BrowsedSite, paper: str) -> None:
    with visiting(browser, site.url) as visitor:
        visitor.to(f"/d/{TOWN}/wall?paper={paper}&venue={site.room}")
        cut = "[...document.querySelectorAll('.wall')].filter(one => one.scrollHeight > one.clientHeight + 1).length"
        assert visitor.page.evaluate(cut) == 0
        printed = pypdfium2.PdfDocument(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True)))
        sizes = [tuple(round(side * MILLIMETRES) for side in page.get_size()) for page in printed]
        printed.close()
    assert sizes == [SHEETS[paper]] * 3


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720)])
def test_a_screen_is_seen_whole_and_follows_the_news(
    browser: Browser, site: BrowsedSite, width: int, height: int
) -> None:
    with visiting(browser, site.url) as visitor:
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.to(f"/screen/{site.room}")
        expect(visitor.page.locator("#live")).to_have_text("实时更新")
        assert visitor.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert visitor.page.evaluate(IN_SIGHT)
        assert visitor.complaints == []
