"""Whatever somebody writes into a form is shown as he wrote it: it runs nothing, and breaks no page."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import NARROW, visiting
from tests.browser.clicking import follow, said
from tests.browser.site import BY_ROLE, BrowsedSite

HOSTILE = {
    "markup": "<img src=x onerror=document.title='run'><script>document.title='run'</script>{{7*7}}'\"",
    "a formula": '=HYPERLINK("http://127.0.0.1:1/","点")',
    "without a break": "长" * 1000 + "w" * 1000,
    "from the right": "\u202eمرحبا بالعالم\u2066",
    "beyond the first plane": "𠮷𡘙𪚥" * 20,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_resident_writes_is_harmless_and_unbroken_for_him_and_for_who_works_on_it(
    browser: Browser, site: BrowsedSite, text: str
) -> None:
    with visiting(browser, site.url, NARROW) as visitor:
        code = said(visitor, text)
        for _look in ("his receipt", "where it stands"):
            expect(visitor.page.get_by_role("blockquote").or_(visitor.page.locator("blockquote")).first).to_have_text(
                text
            )
            assert visitor.sideways() == 0
            follow(visitor, code)
        visitor.sign_in(BY_ROLE["STN"])
        assert visitor.sideways() == 0
        visitor.page.get_by_role("link", name=re.compile("^受理.*" + re.escape(text[:8]))).first.click()
        assert visitor.sideways() == 0
        visitor.page.locator(".crumbs a").last.click()
        assert visitor.sideways() == 0
        assert visitor.page.title() != "run"
        assert visitor.complaints == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_worker_writes_comes_back_into_his_form_as_he_wrote_it(
    browser: Browser, site: BrowsedSite, text: str
) -> None:
    with visiting(browser, site.url, NARROW) as visitor:
        visitor.sign_in(BY_ROLE["OFF"])
        visitor.to("/topics/new")
        for field in visitor.page.locator("form[data-draft] textarea, form[data-draft] input[type=text]").all():
            field.fill(text)
        visitor.page.locator("form[data-draft]").evaluate("form => { form.noValidate = true }")
        visitor.page.locator("form[data-draft] button").last.click()
        assert visitor.sideways() == 0
        assert visitor.page.locator("form[data-draft] textarea").first.input_value() == text
        assert visitor.page.title() != "run"
        assert visitor.complaints == []
