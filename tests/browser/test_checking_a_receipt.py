"""A browser says by itself whether a receipt stands: nothing of it is sent anywhere."""

import json

from playwright.sync_api import Browser, FilePayload, expect

from tests.browser.chromium import visiting
from tests.browser.site import BY_ROLE, BrowsedSite


def test_a_good_receipt_and_altered_ones_are_told_apart_in_the_browser_alone(
    browser: Browser, site: BrowsedSite
) -> None:
    event = site.told.history("topics", site.told.ids["topic"])[0]["id"]
    receipt = site.session(BY_ROLE["AUD"]).get(f"{site.url}/v1/receipts/{event}?as=json", timeout=60).json()
    altered = {
        "凭证里两处写的记录不一样": {**receipt, "entry": receipt["entry"].replace("topics", "topicz", 1)},
        "签名不成立": {**receipt, "proof": receipt["proof"].replace(f"\n{receipt['size']}\n", "\n9999\n")},
        "内容和账本对不上": {
            **receipt,
            "proof": receipt["proof"].replace(f"\nindex {receipt['index']}\n", f"\nindex {receipt['index'] + 1}\n"),
        },
    }
    with visiting(browser, site.url) as visitor:
        visitor.to("/verify")
        asked = list[str]()
        visitor.page.on("request", lambda request: asked.append(request.url))
        verdict, field = visitor.page.locator("#verdict"), visitor.page.get_by_label("凭证", exact=True)
        for said, given in {"这张凭证成立": receipt, **altered}.items():
            field.fill(json.dumps(given))
            visitor.page.get_by_role("button", name="核对", exact=True).click()
            expect(verdict).to_contain_text(said)
            expect(verdict).to_contain_text("您的浏览器自己算的")
            expect(verdict).to_be_focused()
        field.fill("不是凭证")
        visitor.page.get_by_role("button", name="核对", exact=True).click()
        expect(visitor.page.locator("#errors")).to_contain_text("这不是凭证")
        file = FilePayload(name="r.json", mimeType="application/json", buffer=json.dumps(receipt).encode())
        visitor.page.locator("#file").set_input_files(file)
        visitor.page.get_by_role("button", name="核对", exact=True).click()
        expect(verdict).to_contain_text("这张凭证成立")
        assert [one for one in asked if "/static/" not in one] == []
        visitor.page.get_by_role("button", name="请本站核对").click()
        expect(verdict).to_contain_text("这张凭证成立")
        assert visitor.complaints == []
