"""What people do on the pages, click by click."""

import re

from playwright.sync_api import expect

from tests.browser.chromium import Visitor
from tests.system.told import TOWN

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


def said(visitor: Visitor, words: str) -> str:
    """A resident says something without an account; his code."""
    visitor.to(f"/s/{TOWN}")
    visitor.page.get_by_label("您要说的事").fill(words)
    visitor.page.get_by_role("button", name="提交").click()
    expect(visitor.page.get_by_role("heading", name="收到了")).to_be_visible()
    code = CODE.search(visitor.page.locator("main").inner_text())
    assert code is not None
    return code[0]


def follow(visitor: Visitor, code: str) -> str:
    """The sentence on where it stands."""
    visitor.to("/f")
    visitor.page.get_by_label("查询码").fill(code.lower().replace("-", " "))
    visitor.page.get_by_role("button", name="查", exact=True).click()
    return visitor.page.locator(".says").first.inner_text()


def act(visitor: Visitor, words: str, label: str) -> None:
    """What stands in the queue beside these words, by its link."""
    visitor.to("/work")
    visitor.page.get_by_role("link", name=re.compile(f"^{label}.*{re.escape(words)}")).click()
