"""Makes a site to be kept among the tests: `python -m tests.kept.make NAME`, on the version that is about to be released.

The story is played to its end, and three times more: until its outcome waits for the Party, until its tasks wait for a
reply, until its minutes are about to circulate. One resident spoke without a name, one was forgotten. Its divisions are
one county's, so that the file stays small. NAME.tar.xz then holds:

    backup/      the site, as `shangliang backup` wrote it
    acked        every command that was acknowledged
    shown.json   what was read from it: by path, state and version; and what waits for whom
"""

import json
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from infra.kernel.access.site import embedded_site
from operations.demo.acts import consult, handle, raise_topic
from operations.demo.cast import TOWN, assemble
from operations.demo.play import perform
from operations.demo.stage import Stage
from operations.suite import first_start
from tests.county import county
from tests.system.api import Api, token
from tests.system.sealing import all_sealed
from tests.system.story import KeepingClient, settle
from tests.system.suite import RunningSuite, running, shangliang
from tests.system.written import rows

HERE = Path(__file__).parent
COLLECTIONS = (
    "divisions", "organisations", "people", "members", "offices", "venues", "policies", "screening-lists",
    "submissions", "topics", "meetings", "outcomes", "tasks",
)  # fmt: skip
OF_A_MEETING = ("participants", "items", "pre-work")
ANONYMOUS = {"text": "路灯不亮，不便说出姓名。", "division": TOWN, "channel": "web", "anonymous": True}
FORGOTTEN = {
    "text": "接送孩子的车太多。",
    "division": TOWN,
    "channel": "qr",
    "name": "高云霞",
    "contact": "13712345678",
}


class GoesOnAnotherDay(Exception):
    """The story stops here."""


class UntilThen(KeepingClient):
    """Stops before a command of some collection; `waiting` is the path of the record that waits for it."""

    waiting = ""

    def __init__(self, url: str, acked: Path, collection: str, command: str) -> None:
        super().__init__(url, acked)
        self._start, self._end = f"/v1/{collection}/", f"/{command}"

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str], key: str | None = None) -> dict[str, Any]:
        if path.startswith(self._start) and path.endswith(self._end):
            self.waiting = path.removesuffix(self._end)
            raise GoesOnAnotherDay
        return super().post(path, body, headers, key)


def make(folder: Path) -> None:
    """Leaves in that folder what is to be packed."""
    data, small = folder / "var", folder / "county.csv.gz"
    data.mkdir()
    small.write_bytes(county())
    first_start.SHIPPED = small  # type: ignore[attr-defined]  # what a first start loads
    first_start.prepare(embedded_site(data, demo_clock=True), lambda line: None)
    with running(data) as suite:
        tell(suite, folder)
        settle(data)
        all_sealed(suite.url)
    done = shangliang(data, "backup", str(folder / "backup"))
    assert done.returncode == 0, done.stderr


def tell(suite: RunningSuite, folder: Path) -> None:
    client, api = KeepingClient(suite.url, folder / "acked"), Api(suite.url)
    perform(client, suite.site, lambda line: None)
    waiting, stage = told_until(suite, folder, "outcomes", "approve")
    told_until(suite, folder, "tasks", "draft_reply")
    told_until(suite, folder, "meetings", "circulate_minutes")
    client.post("/v1/submissions", ANONYMOUS, {})
    spoken = client.post("/v1/submissions", FORGOTTEN, {})
    auditor = token(suite.site, "AUD")
    first = "SELECT payload FROM events WHERE stream = ? AND version = 1"
    ((payload,),) = rows(suite.folder, "topics", first, f"submission-{spoken['id']}")
    person = json.loads(payload)["submitter"]
    forgotten = shangliang(suite.folder, "forget", "--person", person, "--reason", "本人申请")
    assert forgotten.returncode == 0, forgotten.stderr
    settle(suite.folder)
    waits = {"path": waiting.waiting, "organisation": stage.cast.organisations["party"], "division": TOWN}
    shown = {"waits_for_the_party": waits, "records": dict(records(api, auditor))}
    (folder / "shown.json").write_text(json.dumps(shown, ensure_ascii=False, indent=0), encoding="utf-8")


def told_until(suite: RunningSuite, folder: Path, collection: str, command: str) -> tuple[UntilThen, Stage]:
    """The story once more, until somebody is about to give that command."""
    client = UntilThen(suite.url, folder / "acked", collection, command)
    stage = Stage(client, assemble(client, suite.site), lambda line: None)
    with suppress(GoesOnAnotherDay):
        for act in (raise_topic, consult, handle):
            act.play(stage)
    assert client.waiting, command
    return client, stage


def records(api: Api, auditor: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record that can be read: its path, and in which state and version it is."""
    paths = [f"/v1/{collection}" for collection in COLLECTIONS]
    meetings = [one["id"] for one in pages(api, "/v1/meetings", auditor)]
    paths += [f"/v1/meetings/{meeting}/{part}" for meeting in meetings for part in OF_A_MEETING]
    for path in paths:
        for one in pages(api, path, auditor):
            yield f"{path}/{one['id']}", {"state": one["state"], "version": one["version"]}


def pages(api: Api, path: str, auditor: dict[str, str]) -> Iterator[dict[str, Any]]:
    after: dict[str, str] = {}
    while True:
        page = api.shown(path, auditor, limit=200, **after)
        yield from page["items"]
        if not page.get("next"):
            return
        after = {"cursor": page["next"]}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        make(Path(scratch))
        with tarfile.open(HERE / f"{sys.argv[1]}.tar.xz", "w:xz", preset=9) as packed:
            for name in ("backup", "acked", "shown.json"):
                packed.add(Path(scratch) / name, name)
