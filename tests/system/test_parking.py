"""What cannot be applied is parked with its stream, an alarm is raised, everything else goes on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from operations.demo.cast import TOWN, Cast, assemble
from operations.demo.client import Client
from tests.checker.reading import rows
from tests.system.api import Api, eventually
from tests.system.suite import RunningSuite, copy_of, running, shangliang

LAUNCHER = "tests.system.launchers.poisoned"
POISONED, HEALTHY = "学校门口有毒的议题", "学校门口没有红绿灯"


@dataclass(frozen=True)
class Site:
    """A running suite whose `topics` cannot draft poisoned topics until it is mended."""

    suite: RunningSuite
    cast: Cast
    mended: Path

    @property
    def api(self) -> Api:
        return Api(self.suite.url)

    def submitted(self) -> str:
        """A new submission, ready to be taken up."""
        body = {"text": "门口太乱", "division": TOWN, "channel": "phone"}
        submission: str = self.api.done("/v1/submissions", body, self.cast.headers["station_head"])["id"]
        self.api.becomes(f"/v1/submissions/{submission}", self.cast.headers["station_head"], "triaging")
        return submission

    def linked(self, submission: str, title: str) -> str:
        """The id of the topic that is to be drafted from it."""
        head, path = self.cast.headers["station_head"], f"/v1/submissions/{submission}"
        self.api.done(f"{path}/accept", {}, head)
        wanted = {"title": title, "background": "群众反映", "organisation": self.cast.organisations["council"]}
        topic: str = self.api.done(f"{path}/link_to_topic", {"new_topic": wanted}, head)["topic"]
        return topic

    def state(self, path: str) -> str | None:
        answer = self.api.get(path, self.cast.headers["station_head"])
        return str(answer.json()["state"]) if answer.status_code == 200 else None

    def parked(self) -> list[dict[str, Any]]:
        """As the operator's command lists them."""
        listed = shangliang(self.suite.folder, "parked").stdout.splitlines()
        return [json.loads(line) for line in listed if line.startswith("{")]

    def parked_of(self, submission: str) -> dict[str, Any]:
        return next(one for one in self.parked() if one["stream"] == f"submission-{submission}")


@dataclass(frozen=True)
class Poisoned:
    """A submission whose link to a new topic is the poison, a later event behind it, and who waits for that one."""

    submission: str
    topic: str
    follower: str


def poison(site: Site) -> Poisoned:
    submission, follower = site.submitted(), site.submitted()
    merge = {"into": submission, "reason": "同一事项"}
    site.api.done(f"/v1/submissions/{follower}/merge", merge, site.cast.headers["station_head"])
    topic = site.linked(submission, POISONED)
    answer = {"text": "已转交办理。"}
    site.api.done(f"/v1/submissions/{submission}/answer", answer, site.cast.headers["county_office"])
    return Poisoned(submission, topic, follower)


@pytest.fixture(scope="module")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("poisoned")
    mended = home / "mended"
    with running(copy_of(prepared, home / "var"), LAUNCHER, MENDED=str(mended)) as suite:
        yield Site(suite, assemble(Client(suite.url), suite.site), mended)


@pytest.fixture(scope="module")
def all_parked(site: Site) -> list[Poisoned]:
    """A poisoned stream for each test: together they need no longer than one until they are parked."""
    streams = [poison(site) for _ in range(6)]
    eventually(lambda: [one for one in effects(site) if one[2] == "parked"], lambda found: len(found) == len(streams))
    return streams


@pytest.fixture
def parked(all_parked: list[Poisoned]) -> Poisoned:
    """One of them, that no other test has."""
    return all_parked.pop()


def effects(site: Site) -> list[tuple[Any, ...]]:
    """(stream, event type, status), the oldest first: what `topics` has not applied."""
    return rows(site.suite.folder, "topics", "SELECT stream, type, status FROM effects ORDER BY id")


def test_a_poison_event_raises_the_alarm_and_is_listed(site: Site, parked: Poisoned) -> None:
    ready = site.api.get("/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    (alarm,) = ready.json()["alarms"]
    assert (alarm["service"], alarm["do"]) == ("topics", "shangliang parked")
    assert f'shangliang_parked_events{{service="topics"}} {alarm["parked"]}.0' in site.api.get("/metrics").text
    listed = site.parked_of(parked.submission)
    assert (listed["service"], listed["producer"], listed["type"]) == ("topics", "topics", "SubmissionLinkedToTopic")
    assert (listed["attempts"], listed["error"]) == (5, f"CannotDraft('{POISONED}')")
    doctor = shangliang(site.suite.folder, "doctor")
    assert doctor.returncode == 1
    assert f"shangliang parked retry topics {listed['number']}" in doctor.stdout


def test_its_stream_waits_and_other_streams_go_on(site: Site, parked: Poisoned) -> None:
    assert (f"submission-{parked.submission}", "SubmissionAnswered", "pending") in effects(site)
    healthy = site.linked(site.submitted(), HEALTHY)
    site.api.becomes(f"/v1/topics/{healthy}", site.cast.headers["station_head"], "screening")
    assert site.state(f"/v1/topics/{parked.topic}") is None
    assert site.state(f"/v1/submissions/{parked.follower}") == "merged"


def test_the_demo_clock_goes_on_beside_it(site: Site, parked: Poisoned) -> None:
    assert site.api.post("/v1/clock/advance", {"days": 1}, site.cast.administrator).status_code == 200


def test_mended_and_tried_again_it_lets_everything_behind_it_go_in_order(site: Site, parked: Poisoned) -> None:
    site.mended.touch()
    listed = site.parked_of(parked.submission)
    assert shangliang(site.suite.folder, "parked", "retry", "topics", str(listed["number"])).returncode == 0
    head = site.cast.headers["station_head"]
    site.api.becomes(f"/v1/submissions/{parked.follower}", head, "answered")
    site.api.becomes(f"/v1/topics/{parked.topic}", head, "screening")
    query = "SELECT stream, type FROM events WHERE stream IN ('submission-{0}', 'topic-{1}') ORDER BY position"
    order = [kind for _stream, kind in rows(site.suite.folder, "topics", query.format(parked.follower, parked.topic))]
    assert order.index("TopicDrafted") < order.index("TopicProposed") < order.index("SubmissionAnswered")
    assert not [stream for stream, *_ in effects(site) if stream == f"submission-{parked.submission}"]


def test_discarded_it_keeps_the_reason_and_what_is_behind_it_goes_on(site: Site, parked: Poisoned) -> None:
    number = str(site.parked_of(parked.submission)["number"])
    assert shangliang(site.suite.folder, "parked", "discard", "topics", number, "--reason", "议题已撤").returncode == 0
    site.api.becomes(f"/v1/submissions/{parked.follower}", site.cast.headers["station_head"], "answered")
    assert site.state(f"/v1/topics/{parked.topic}") is None
    kept = rows(site.suite.folder, "topics", "SELECT id, status, note FROM effects WHERE status = 'discarded'")
    assert (int(number), "discarded", "议题已撤") in kept
    again = shangliang(site.suite.folder, "parked", "retry", "topics", number)
    assert again.returncode == 1
    assert f"topics has no parked event {number}" in again.stderr


def test_a_reason_is_demanded_of_who_discards(site: Site, parked: Poisoned) -> None:
    number = str(site.parked_of(parked.submission)["number"])
    assert "--reason" in shangliang(site.suite.folder, "parked", "discard", "topics", number).stderr
    assert site.parked_of(parked.submission)["number"] == int(number)
