"""Debian's Chromium as the tests and `make screenshots` drive it, with Playwright."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROGRAM = Path("/usr/bin/chromium")
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
PHONE, DESKTOP, NARROW = 390, 1280, 320
HEIGHT = 844


def is_there() -> bool:
    return PROGRAM.exists() and FONT.exists()


@contextmanager
def launched() -> Iterator[Browser]:
    """Without a sandbox, which root has not; it opens our own pages and nothing else."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True)
class Visitor:
    """One browser of one person: his cookies, and the page that he looks at. `complaints` is what the browser complained of."""

    url: str
    context: BrowserContext
    page: Page
    complaints: list[str]

    def to(self, path: str) -> int:
        """Opens it; with which status it was answered."""
        answer = self.page.goto(f"{self.url}{path}")
        assert answer is not None
        return answer.status

    def sign_in(self, name: str) -> None:
        """By one click on the front page."""
        self.to("/")
        self.page.get_by_role("button", name=name, exact=True).click()
        assert self.page.url.endswith("/work")

    def sideways(self) -> int:
        """By how many pixels the page is wider than its window, with its sheet: a click answers before the sheet has come."""
        self.page.wait_for_load_state()
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@contextmanager
def visiting(browser: Browser, url: str, width: int = DESKTOP, script: bool = True) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, java_script_enabled=script)
    page, complaints = context.new_page(), list[str]()
    page.set_default_timeout(60_000)
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(f"{url}/") else complaints.append(asked.url))
    try:
        yield Visitor(url, context, page, complaints)
    finally:
        context.close()
