"""The story and its archive are the same at every hour of a day, over holidays, ends of years and a leap day.

A day is a day in China. One suite lives through more than four years: for each story it is an hour later on its clock, and
the demo clock brings the day. The first year is one whose holidays were published; the last ones are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from infra.kernel.base.clock import CHINA, day_in_china, moment
from infra.kernel.base.whole_file import write_whole
from operations.demo.client import Client
from operations.demo.play import perform
from tests.system.api import Headers, token
from tests.system.archives import Archive
from tests.system.sealing import all_sealed
from tests.system.suite import RunningSuite, running, shangliang

FIRST_DAY = date(2026, 2, 12)
BEGINS = {
    0: (FIRST_DAY, "over 春节, with 调休 on 14 and 28 February"),
    1: (date(2026, 4, 27), "over 劳动节"),
    2: (date(2026, 7, 6), "a quiet summer"),
    3: (date(2026, 9, 24), "over 中秋 and 国庆"),
    4: (date(2026, 12, 20), "over the end of a year, from a published calendar into one that was not"),
    5: (date(2027, 2, 25), ""),
    6: (date(2027, 5, 3), ""),
    7: (date(2027, 7, 10), ""),
    8: (date(2027, 9, 22), "over 国庆 of a year without a calendar"),
    9: (date(2027, 12, 1), "over the end of a year"),
    10: (date(2028, 2, 9), "the first meeting is on 29 February"),
    11: (date(2028, 4, 25), ""),
    12: (date(2028, 7, 5), ""),
    13: (date(2028, 9, 25), "over 国庆"),
    14: (date(2028, 12, 5), ""),
    15: (date(2029, 2, 9), "over 春节"),
    16: (date(2029, 4, 27), ""),
    17: (date(2029, 7, 5), ""),
    18: (date(2029, 9, 25), "over 国庆"),
    19: (date(2029, 12, 5), ""),
    20: (date(2030, 2, 14), ""),
    21: (date(2030, 4, 27), ""),
    22: (date(2030, 7, 5), ""),
    23: (date(2030, 9, 25), "over 国庆"),
}


@dataclass(frozen=True)
class Site:
    """`ahead` is the file that says how far the site's clock is ahead of the machine's."""

    suite: RunningSuite
    ahead: Path

    @property
    def auditor(self) -> Headers:
        return token(self.suite.site, "AUD")

    def come_to(self, hour: int, day: date) -> Client:
        """Brings the site forward to that hour of the clock, and to that day."""
        put(self.ahead, hour)
        client, administrator = Client(self.suite.url), token(self.suite.site, "ADM")
        today = day_in_china(moment(client.get("/v1/clock", administrator)["now"]))
        if day != today:
            client.post("/v1/clock/advance", {"days": (day - today).days}, administrator)
        return client

    def recorded(self, client: Client, path: str, kind: str) -> date:
        """The day in China on which such an event was recorded."""
        history: list[dict[str, Any]] = client.get(f"{path}/history", self.auditor)["items"]
        return next(day_in_china(moment(one["recorded_at"])) for one in history if one["type"] == kind)

    def day_of(self, client: Client, meeting: str) -> date:
        return day_in_china(moment(client.get(f"/v1/meetings/{meeting}", self.auditor)["starts_at"]))


def put(ahead: Path, hour: int) -> None:
    """It is half past that hour, in China, of the first day; the demo clock comes on top. A clock never goes back:

    what was recorded while the suite started would lie ahead of it, and what falls due would wait for as long.
    """
    now = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, hour, 30, tzinfo=CHINA)
    seconds = (now - datetime.now(UTC)).total_seconds()
    if not ahead.exists() or float(ahead.read_text(encoding="utf-8")) < seconds:
        write_whole(ahead, str(seconds))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("years")
    put(home / "ahead", hour=0)
    with running(home / "var", "tests.system.launchers.another_hour", AHEAD=str(home / "ahead")) as suite:
        yield Site(suite, home / "ahead")


@pytest.mark.parametrize("hour", BEGINS)
def test_the_story_and_its_archive_are_the_same_at_every_hour(site: Site, hour: int, tmp_path: Path) -> None:
    day, _why = BEGINS[hour]
    client = site.come_to(hour, day)
    ids = perform(client, site.suite.site, say=lambda line: None).ids
    first, second = (site.day_of(client, meeting) for meeting in ids["meetings"])
    closed = site.recorded(client, f"/v1/outcomes/{ids['outcome']}", "OutcomeClosed")
    assert closed - second == timedelta(days=15)

    size = all_sealed(site.suite.url)
    notice_ended = site.recorded(client, f"/v1/topics/{ids['topic']}", "TopicNoticeEnded")
    done = shangliang(site.suite.folder, "export", "--period", f"{notice_ended}..{first}", str(tmp_path / "archive"))
    assert done.returncode == 0, done.stderr
    archive = Archive(tmp_path / "archive", size)
    assert archive.checked().returncode == 0
    types = {entry["type"] for entry in archive.inside()}
    assert {"TopicNoticeEnded", "MeetingPlanned", "MeetingEnded"} <= types
    assert not {"TopicApproved", "OutcomeDrafted"} & types
