"""An upgrade while the suite is used: the next version migrates, works beside the present one, and stays alone."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from operations.demo.cast import TOWN
from operations.demo.play import perform
from tests.checker import acked as acknowledged
from tests.checker.invariants import check_logs
from tests.checker.reading import derived
from tests.servers.clients import PATIENCE, AskingAgain, acked_of, unsure_of
from tests.servers.deployment import ROOT, SERVICES, Deployment, deployed, new_project
from tests.servers.story import settled
from tests.system.interrupted import Interrupted
from tests.system.story import story_is_over

NEWER = ROOT / "tests" / "servers" / "upgrade"
RESIDENTS, TIMES = 3, 5
MIGRATED, BESIDE, ALONE = 20, 40, 90
MET = "older than the record"


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """A deployment of the present version, and the image of the next one."""
    project = new_project("upgrade")
    image = f"{project}:newer"
    with deployed(tmp_path_factory.mktemp("upgrade"), project) as deployment:
        deployment.environment["TEST_NEWER_IMAGE"] = image
        docker("build", "-q", "-t", image, "--build-arg", "PRESENT=shangliang/topics", str(NEWER))
        yield deployment
    docker("rmi", image)


def docker(*arguments: str) -> str:
    done = subprocess.run(("docker", *arguments), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


class Upgrade:
    """The steps of docs/operations.md, each between two commands of the story, while residents speak."""

    def __init__(self, site: Deployment) -> None:
        self._site = site
        self._old: list[str] = []
        self.met = 0

    def migrate(self, _client: Interrupted) -> None:
        self._site.more_files = (NEWER / "compose.yml",)
        with residents_speak_and_withdraw(self._site) as all_have_come_back:
            all_have_come_back(TIMES)
            self._site.compose("run", "--rm", "-T", "migrate")
            all_have_come_back(TIMES)

    def put_beside(self, _client: Interrupted) -> None:
        self._old = self._site.containers(*SERVICES)
        twice = [f"--scale={name}=2" for name in SERVICES]
        with residents_speak_and_withdraw(self._site) as all_have_come_back:
            self._site.up("--no-deps", "--no-recreate", *twice, *SERVICES)
            all_have_come_back(TIMES)
        assert len(self._site.containers(*SERVICES)) == 2 * len(SERVICES)
        assert set(self._old) < set(self._site.containers(*SERVICES))

    def leave_alone(self, _client: Interrupted) -> None:
        assert self._site.restarts(*SERVICES) == 0
        self.met = sum(docker("logs", one).count(MET) for one in self._old)
        with residents_speak_and_withdraw(self._site) as all_have_come_back:
            docker("stop", *self._old)
            docker("rm", *self._old)
            self._site.up("--no-deps", "audit", "gateway")
            all_have_come_back(TIMES)
        assert len(self._site.containers(*SERVICES)) == len(SERVICES)
        assert not set(self._old) & set(self._site.containers(*SERVICES))


@contextmanager
def residents_speak_and_withdraw(site: Deployment) -> Iterator[Callable[[int], None]]:
    """Each writes a record and comes back to it at once, perhaps to a replica of the other version."""
    over = threading.Event()
    clients = [AskingAgain(site) for _ in range(RESIDENTS)]

    def speak(client: AskingAgain) -> None:
        while not over.is_set():
            said = client.post("/v1/submissions", {"text": "路灯不亮", "division": TOWN, "channel": "qr"}, {})
            client.post(f"/v1/submissions/{said['id']}/withdraw", {}, {"Tracking-Code": said["tracking_code"]})

    def all_have_come_back(times: int) -> None:
        wanted = [(client, client.count + 2 * times) for client in clients]
        deadline = time.monotonic() + PATIENCE
        while any(client.count < count for client, count in wanted):
            assert time.monotonic() < deadline, "residents are not answered any more"
            time.sleep(0.05)

    with ThreadPoolExecutor(RESIDENTS) as threads:
        speaking = [threads.submit(speak, client) for client in clients]
        try:
            yield all_have_come_back
        finally:
            over.set()
        for one in speaking:
            one.result()


@pytest.mark.faults
def test_the_next_version_takes_over_in_mid_story(site: Deployment, tell: Callable[[str], None]) -> None:
    upgrade = Upgrade(site)
    steps = {MIGRATED: upgrade.migrate, BESIDE: upgrade.put_beside, ALONE: upgrade.leave_alone}
    client = Interrupted(site.url, acked_of(site), steps)
    stage = perform(client, site.site, say=lambda line: None)
    assert client.to_come == {}
    assert story_is_over(client, stage)
    settled(site)
    report = check_logs(site, acknowledged.kept(acked_of(site)), acknowledged.kept_unsure(unsure_of(site)))
    versions = dict(heard_of(site))
    tell(f"{versions} of SubmissionReceived, met by an older replica {upgrade.met} times; {report}")
    assert report.findings == []
    assert set(versions) == {3, 4}
    assert upgrade.met > 0, "no older replica met a newer event: nothing was shown"
    assert written_by(site) == {None, "the next version"}
    assert "nothing is wrong" in site.shangliang("doctor")
    every_row_comes_out_of_the_log(site)


def heard_of(site: Deployment) -> list[tuple[int, int]]:
    counted = "SELECT schema_version, count(*) FROM events WHERE type = 'SubmissionReceived' GROUP BY schema_version"
    return [(int(version), int(count)) for version, count in site.rows("topics", counted)]


def written_by(site: Deployment) -> set[str | None]:
    return {row[0] for row in site.rows("topics", "SELECT DISTINCT written_by FROM records")}


def every_row_comes_out_of_the_log(site: Deployment) -> None:
    """I4, by the next version: it lifts the older events, and makes the same rows of them."""
    site.compose("stop", "gateway", "audit", *SERVICES)
    for service in SERVICES:
        before = sorted(map(repr, derived(site, service)))
        site.compose("run", "--rm", "-T", "--no-deps", "operator", "rebuild", service)
        assert sorted(map(repr, derived(site, service))) == before, service
