"""Every page looked at once, in both languages, at every width, by day and by night: what is found is told by what it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser

from tests.browser.chromium import DESKTOP, HEIGHT, NARROW, PHONE, Visitor, visiting
from tests.browser.site import Address, BrowsedSite

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async (options) => (await axe.run(document, options)).violations.map(
  (one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 300)).join(" | ")}`)"""
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALL: dict[str, Any] = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"], "preload": False}


def only(*rules: str) -> dict[str, Any]:
    return {**ALL, "runOnly": {"type": "rule", "values": rules}}


OF_COLOUR = ("color-contrast", "link-in-text-block")
"""What night can change: it sets tokens of colour and nothing else."""
OF_SIZE = (*OF_COLOUR, "target-size", "scrollable-region-focusable", "css-orientation-lock", "meta-viewport")
"""What another width can change: the page's text is the same."""
LIGHT: Literal["light"] = "light"
DARK: Literal["dark"] = "dark"
WIDTHS = (PHONE, NARROW, DESKTOP)
"""At the first, by day, everything is looked for."""
CHAPTERS = 2
"""Of the interface guide: the others are made alike, and there are a hundred thousand elements in all."""
TWICE_AS_LARGE = DESKTOP // 2
"""What a desktop's window holds at 200 %."""
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Found:
    """Each with its address, language, width and colours."""

    pages: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def looked_at(browser: Browser, site: BrowsedSite, addresses: Iterable[Address]) -> Found:
    found, all_of_them = Found(), list(addresses)
    for language in LANGUAGES:
        with visiting(browser, site.url) as visitor:
            visitor.to(f"/view?lang={language}&next=/f")
            for address in all_of_them:
                _become(visitor, site.cookies.get(address.person))
                _look(visitor, address, f"{address.path} {language}", found)
    return found


def _become(visitor: Visitor, session: str | None) -> None:
    visitor.context.clear_cookies(name="session")
    if session:
        visitor.context.add_cookies([{"name": "session", "value": session, "url": visitor.url}])


def _look(visitor: Visitor, address: Address, called: str, found: Found) -> None:
    status = visitor.to(address.path)
    found.pages.append(called)
    if status != address.status:
        found.answers.append(f"{called}: {status}")
    visitor.page.evaluate(AXE)
    visitor.page.evaluate(
        f"document.querySelectorAll('.docs section:nth-of-type(n + {CHAPTERS + 1})').forEach(one => one.remove())"
    )
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": HEIGHT})
        by_day = ALL if width == WIDTHS[0] else only(*OF_SIZE)
        for colours, options in ((DARK, only(*OF_COLOUR)), (LIGHT, by_day)):
            visitor.page.emulate_media(color_scheme=colours)
            found.violations.extend(f"{called} {width} {colours} {one}" for one in visitor.page.evaluate(RUN, options))
        if visitor.sideways():
            found.sideways.append(f"{called} {width}")
    visitor.page.set_viewport_size({"width": TWICE_AS_LARGE, "height": HEIGHT})
    if visitor.sideways():
        found.sideways.append(f"{called} 200 %")
    found.complaints.extend(f"{called}: {one}" for one in visitor.complaints)
    visitor.complaints.clear()
