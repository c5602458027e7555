"""What people do on the pages, click by click."""

import re
from urllib.parse import urlsplit

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


def fill(visitor: Visitor, answers: dict[str, str]) -> None:
    """The fields of the form that is open: what is written, what is chosen by its words, what is ticked by its value."""
    for name, answer in answers.items():
        asked = visitor.page.locator(f'main [name="{name}"]')
        kind = asked.first.evaluate("one => one instanceof HTMLSelectElement ? 'select' : one.type")
        if kind in ("radio", "checkbox"):
            visitor.page.locator(f'main [name="{name}"][value="{answer}"]').check()
        elif kind == "select":
            asked.select_option(label=answer)
        else:
            asked.fill(answer)


def sends(visitor: Visitor) -> None:
    """The form, and the page on which a decision is read once more; until it says that this is done."""
    visitor.page.locator("main form[data-draft] button:not([type=button])").last.click()
    done = visitor.page.get_by_text("办好了").first
    once_more = visitor.page.locator("main form:has([name=checked]) button").first
    expect(done.or_(once_more)).to_be_visible()
    if once_more.is_visible():
        once_more.click()
        expect(done).to_be_visible()


def gives(visitor: Visitor, address: str, command: str, **answers: str) -> None:
    """A command, by its link on the record's page."""
    visitor.to(address)
    visitor.page.locator(f'main a[href*="{address}/{command}"]').first.click()
    fill(visitor, answers)
    sends(visitor)


def makes(visitor: Visitor, **answers: str) -> str:
    """A record by the form that is open; its address."""
    fill(visitor, answers)
    sends(visitor)
    return urlsplit(visitor.page.url).path


def decides(visitor: Visitor, address: str, command: str, number: str) -> None:
    """What waits for the Party organisation, in its box."""
    visitor.to(address)
    fill(visitor, {"decision": command, "document_number": number})
    visitor.page.get_by_role("button", name="下一步：核对").click()
    expect(visitor.page.get_by_text(number, exact=True)).to_be_visible()
    visitor.page.locator("main form:has([name=checked]) button").first.click()
    expect(visitor.page.get_by_text("办好了").first).to_be_visible()


def taps(visitor: Visitor, word: str, whom: str) -> None:
    visitor.page.get_by_role("button", name=re.compile(f"^{word}.*{whom}")).click()
    expect(visitor.page.get_by_text("办好了").first).to_be_visible()
