"""Every page there is, in Debian's Chromium: for everybody to use, at any width, by day and by night, in both languages."""

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import PHONE, visiting
from tests.browser.looking import ALL, AXE, RUN, Found, looked_at
from tests.browser.site import BrowsedSite

CROWDED = "display: block; min-height: 0; height: 9px; font-size: 9px; line-height: 9px"


@pytest.fixture(scope="module")
def found(browser: Browser, site: BrowsedSite) -> Found:
    return looked_at(browser, site, site.addresses())


def test_every_page_is_there_or_refused_as_it_must_be(found: Found) -> None:
    assert len(found.pages) > 200
    assert found.answers == []


def test_nothing_keeps_anybody_from_using_a_page(found: Found) -> None:
    """By axe-core: whatever it finds against WCAG 2.2 AA and good practice."""
    assert found.violations == []


def test_no_page_scrolls_sideways_however_narrow_or_large(found: Found) -> None:
    assert found.sideways == []


def test_no_page_offends_its_own_policy_or_asks_for_anything_from_outside(found: Found) -> None:
    assert found.complaints == []


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("document.querySelector('h1').style.color = '#bbb'", "color-contrast"),
        ("document.querySelector('label').remove()", "label"),
        (
            f"document.querySelectorAll('.tools, .tools a').forEach(one => one.style.cssText = '{CROWDED}')",
            "target-size",
        ),
    ],
)
def test_shown_red_what_axe_is_there_for(browser: Browser, site: BrowsedSite, spoilt: str, said: str) -> None:
    with visiting(browser, site.url, PHONE) as visitor:
        visitor.to("/f")
        visitor.page.evaluate(spoilt)
        visitor.page.evaluate(AXE)
        assert said in [one.partition(":")[0] for one in visitor.page.evaluate(RUN, ALL)]


def test_shown_red_a_page_that_is_too_wide_and_one_that_runs_what_it_may_not(
    browser: Browser, site: BrowsedSite
) -> None:
    with visiting(browser, site.url, PHONE) as visitor:
        visitor.to("/f")
        assert visitor.sideways() == 0
        visitor.page.evaluate(
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<p class=nowrap>' + 'x'.repeat(200))"
        )
        assert visitor.sideways() > 0
        visitor.page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))")
        visitor.page.evaluate("document.body.setAttribute('style', 'color: red')")
        assert len(visitor.complaints) == 2
