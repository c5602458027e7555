"""The demo's own story as the tests play it: what was acknowledged is kept, and the site is checked when it is over."""

import json
import shutil
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import asdict, dataclass
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

from operations.demo.cast import Cast
from operations.demo.client import Client, NoAnswer
from operations.demo.play import perform
from operations.demo.stage import Stage
from tests.checker import acked as acknowledged
from tests.checker.acked import Acked
from tests.checker.invariants import Report, check_logs, check_projection, unfinished
from tests.checker.reading import SERVICES
from tests.documented import documented
from tests.system.suite import RunningSuite, shangliang


class KeepingClient(Client):
    """Keeps a list of what was acknowledged, each answer as the document has it; counts the commands that were sent and had no answer."""

    def __init__(self, url: str, acked: Path, patience: float = 0.0) -> None:
        super().__init__(url, patience)
        self.acked = acked
        self.count = self.unknown = 0

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str], key: str | None = None) -> dict[str, Any]:
        chosen = key or str(uuid.uuid4())
        answer = super().post(path, body, headers, chosen)
        acknowledged.keep(self.acked, Acked(chosen, path, tuple(event["id"] for event in answer["events"])))
        self.count += 1
        return answer

    def _body(self, request: urllib.request.Request, answer: HTTPResponse) -> dict[str, Any]:
        raw, kind = answer.read(), answer.headers.get("Content-Type", "")
        documented().hold(request.get_method(), request.full_url, answer.status, kind, raw)
        body: dict[str, Any] = json.loads(raw)
        return body

    def _ask(self, request: urllib.request.Request) -> dict[str, Any]:
        try:
            return super()._ask(request)
        except NoAnswer as silent:
            refused = isinstance(silent.__cause__, urllib.error.URLError)
            self.unknown += request.get_method() == "POST" and not refused
            raise


@dataclass(frozen=True)
class Played:
    """A site on which the story was played to its end, stopped; copy the folder before changing anything."""

    folder: Path
    acked: Path
    cast: Cast
    ids: dict[str, Any]

    def keep(self, home: Path) -> None:
        """What is not in the site's folder, so that another process has it too."""
        (home / "story.json").write_text(json.dumps({"cast": asdict(self.cast), "ids": self.ids}))

    @classmethod
    def kept(cls, home: Path) -> "Played":
        story = json.loads((home / "story.json").read_text())
        return cls(home / "var", home / "acked", Cast(**story["cast"]), story["ids"])


def play_to_the_end(suite: RunningSuite, client: KeepingClient) -> Played:
    stage = perform(client, suite.site, say=lambda line: None)
    return Played(suite.folder, client.acked, stage.cast, stage.ids)


def story_is_over(client: Client, stage: Stage) -> bool:
    """The end state of the story: topic, outcome and every submission closed, both tasks done."""
    headers = stage.cast.headers
    closed = [
        client.get(f"/v1/topics/{stage.ids['topic']}", headers["chair"]),
        client.get(f"/v1/outcomes/{stage.ids['outcome']}", headers["chair"]),
        *(client.get(f"/v1/submissions/{one}", headers["station_head"]) for one in stage.ids["submissions"]),
    ]
    done = [client.get(f"/v1/tasks/{one}", headers["dispatch"]) for one in stage.ids["tasks"]]
    return {one["state"] for one in closed} == {"closed"} and {one["state"] for one in done} == {"done"}


def settle(folder: Path, seconds: float = 90.0) -> None:
    """Waits until nothing is on its way any more between the services."""
    deadline = time.monotonic() + seconds
    while left := unfinished(folder):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def checked(folder: Path, acked: Path, scratch: Path) -> Report:
    """I1 to I4 of a site on which nothing runs; replays happen on a copy under `scratch`."""
    report = check_logs(folder, acknowledged.kept(acked))
    report.findings += unfinished(folder)
    copy = Path(shutil.copytree(folder, scratch / "replayed"))
    for service in SERVICES:
        projection = check_projection(folder, service, replay(copy, service))
        report.counts += projection.counts
        report.findings += projection.findings
    return report


def replay(folder: Path, service: str) -> Path:
    """The service's derived tables rebuilt in that folder, as a dump."""
    dump = folder / f"{service}.dump"
    done = shangliang(folder, "rebuild", service, "--dump", str(dump))
    assert done.returncode == 0, done.stderr
    return dump
