"""`make screenshots`: the ten main pages after the story, on a phone and on a desktop, as docs/screenshots/*.png."""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from operations.demo.play import play
from tests.browser.chromium import DESKTOP, PHONE, Visitor, launched, visiting
from tests.browser.clicking import said
from tests.browser.site import BY_ROLE, BrowsedSite
from tests.system.suite import PROGRAM, running
from tests.system.told import TOWN, Told

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
SIZES = {"phone": (PHONE, 844), "desktop": (DESKTOP, 800)}
MOST_BYTES = 150_000
COLOURS = (256, 128, 64, 32)
RESIDENT = ""


def pages(site: BrowsedSite) -> dict[str, tuple[str, str | Callable[[Visitor], object]]]:
    """Name → who looks, and what he opens or does to come there."""
    story = site.told.ids
    return {
        "front": (RESIDENT, "/"),
        "say": (RESIDENT, f"/s/{TOWN}"),
        "receipt": (RESIDENT, lambda visitor: said(visitor, "北门外的路灯坏了三盏，晚上看不见路。")),
        "follow": (RESIDENT, f"/f/{story['codes'][story['submissions'][0]]}"),
        "notices": (RESIDENT, "/notices"),
        "work": (BY_ROLE["STN"], "/work"),
        "topic": (BY_ROLE["PARTY"], f"/topics/{story['topic']}"),
        "meeting": (BY_ROLE["CHAIR"], f"/meetings/{story['meetings'][1]}"),
        "task": (BY_ROLE["HND"], f"/tasks/{story['tasks'][0]}"),
        "records": (BY_ROLE["OFF"], "/submissions"),
    }


def taken(browser: Browser, site: BrowsedSite, form: str) -> None:
    width, height = SIZES[form]
    for name, (person, there) in pages(site).items():
        with visiting(browser, site.url, width) as visitor:
            visitor.page.set_viewport_size({"width": width, "height": height})
            if person:
                visitor.sign_in(person)
            if isinstance(there, str):
                visitor.to(there)
            else:
                there(visitor)
            (FOLDER / f"{name}-{form}.png").write_bytes(small(visitor.page.screenshot()))


def small(picture: bytes) -> bytes:
    """With as many colours as keep it small."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        out = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, running(Path(home) / "var", PROGRAM) as suite, launched() as browser:
        site = BrowsedSite(Told(suite, play(suite.url, suite.site, list[str]().append), []))
        for number in range(3):
            with visiting(browser, site.url) as visitor:
                said(visitor, WAITING[number])
        for form in SIZES:
            taken(browser, site, form)


WAITING = (
    "菜市场门口雨天积水，老人走不过去，已经好几年了。",
    "广场上的健身器材坏了两个，孩子差点被夹到手。",
    "公交站牌被树挡住了，外地人找不到站。",
)


if __name__ == "__main__":
    main()
