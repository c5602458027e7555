"""One service's clock jumps: order is by position, deadlines hold between machines that disagree, tokens end in time."""

import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import requests

from operations.demo.cast import TOWN
from operations.demo.play import perform
from tests.servers.asking import asking
from tests.servers.clients import AskingAgain, acked_of
from tests.servers.deployment import ROOT, Deployment
from tests.servers.lasting import lasting
from tests.servers.story import found_sound
from tests.system.interrupted import Interrupted
from tests.system.story import story_is_over

Tell = Callable[[str], None]
# After how long the library has looked into its file again for certain.
CLOCK_SECONDS = 3.0
SUBMISSION = {"text": "路灯不亮", "division": TOWN, "channel": "qr", "name": "居民"}


@pytest.fixture
def clock(servers: Deployment, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Sets the clock of `topics`: `-1d`, `+3h`, `+0`."""
    folder = libfaketime(tmp_path)
    file = folder / "clock"

    def put(offset: str) -> None:
        file.write_text(f"{offset}\n")
        lasting(CLOCK_SECONDS)

    file.write_text("+0\n")
    servers.environment["FAKETIME_FOLDER"] = str(folder)
    more, servers.more_files = servers.more_files, (*servers.more_files, ROOT / "tests" / "compose.clock.yml")
    try:
        servers.up("--no-deps", "topics")
        servers.wait_ready()
        yield put
    finally:
        servers.more_files = more
        servers.up("--no-deps", "topics")
        servers.wait_ready()


def libfaketime(folder: Path) -> Path:
    """A folder with the library, from Debian's package (nothing is installed)."""
    subprocess.run(("apt-get", "-qq", "download", "libfaketime"), cwd=folder, check=True, capture_output=True)
    (package,) = folder.glob("libfaketime_*.deb")
    subprocess.run(("dpkg-deb", "-x", str(package), str(folder / "unpacked")), check=True)
    (library,) = folder.glob("unpacked/usr/lib/*/faketime/libfaketimeMT.so.1")
    for one in (folder, *folder.parents[:2]):
        one.chmod(0o755)  # the services' own user reads it in its container
    return library.parent


def time_at(servers: Deployment) -> datetime:
    with asking(servers.broker("gateway")) as gateway:
        return datetime.fromtimestamp(gateway.call("topics", "now", None)["now"], UTC)


@pytest.mark.faults
def test_the_clock_of_a_service_jumps(servers: Deployment, clock: Callable[[str], None], tell: Tell) -> None:
    """Ahead and back, twice: what it records meanwhile has times that go back, and positions that do not."""
    jumps = {20: "+50m", 45: "+0", 70: "+50m", 95: "+0"}
    before = servers.restarts()

    def jump(to: str) -> None:
        """With a word of a resident on either side of it, since the days of the demo clock hide what comes later."""
        AskingAgain(servers).post("/v1/submissions", SUBMISSION, {})
        clock(to)
        AskingAgain(servers).post("/v1/submissions", SUBMISSION, {})

    happening = {step: (lambda _client, to=to: jump(to)) for step, to in jumps.items()}
    client = Interrupted(servers.url, acked_of(servers), happening)
    stage = perform(client, servers.site, say=lambda line: None)
    assert story_is_over(client, stage)
    assert client.to_come == {}
    recorded = [at for (at,) in servers.rows("topics", "SELECT recorded_at FROM events ORDER BY position")]
    back = sum(later < earlier for earlier, later in pairwise(recorded))
    assert back >= 2
    found_sound(servers, tell, f"times went back {back} times in the order of positions")
    assert servers.restarts() == before


@pytest.mark.faults
def test_a_token_ends_by_the_clock_of_the_service_that_is_asked(
    servers: Deployment, clock: Callable[[str], None], tell: Tell
) -> None:
    """A service that is a day ahead refuses it, one that is a day behind takes it; who needs none is heard by both."""
    token = servers.shangliang("token", "--role", "AUD").strip()
    asked = {"Authorization": f"Bearer {token}"}
    for offset, status in (("+1d", 401), ("-1d", 200), ("+0", 200)):
        clock(offset)
        off = (time_at(servers) - datetime.now(UTC)).total_seconds()
        assert abs(off - {"+1d": 86_400, "-1d": -86_400, "+0": 0}[offset]) < 5
        assert requests.get(f"{servers.url}/v1/topics", headers=asked, timeout=30).status_code == status
        AskingAgain(servers).post("/v1/submissions", SUBMISSION, {})
    found_sound(servers, tell, "a day ahead and a day behind")
