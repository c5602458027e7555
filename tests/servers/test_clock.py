"""One service's clock jumps: what would be recorded before its time waits, deadlines hold, tokens end in time."""

import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import requests

from infra.kernel.access.identity import Claims
from infra.kernel.base.clock import moment
from infra.kernel.base.whole_file import write_whole
from infra.kernel.storage.log_clock import MOST_SKEW
from operations.demo.cast import TOWN, bearer
from operations.demo.client import NoAnswer
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
        write_whole(file, f"{offset}\n")
        lasting(CLOCK_SECONDS)

    write_whole(file, "+0\n")
    servers.environment["FAKETIME_FOLDER"] = str(folder)
    more, servers.more_files = servers.more_files, (*servers.more_files, ROOT / "tests" / "compose.clock.yml")
    try:
        servers.up("--no-deps", "topics")
        servers.wait_ready()
        yield put
    finally:
        servers.more_files = more
        del servers.environment["FAKETIME_FOLDER"]
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


def speak(servers: Deployment) -> None:
    AskingAgain(servers).post("/v1/submissions", SUBMISSION, {})


@contextmanager
def refused_meanwhile(servers: Deployment) -> Iterator[None]:
    """A resident is told to wait, and why; after the block the same word is taken, once."""
    resident, key = AskingAgain(servers, patience=0.0), str(uuid.uuid4())
    with pytest.raises(NoAnswer, match="503 .* behind what is recorded"):
        resident.post("/v1/submissions", SUBMISSION, {}, key)
    ready = requests.get(f"{servers.url}/ready", timeout=30)
    assert ready.status_code == 503
    assert "set it by NTP" in ready.text
    yield
    servers.wait_ready()
    resident.post("/v1/submissions", SUBMISSION, {}, key)


def days_pass(servers: Deployment, days: int) -> None:
    """On the demo clock: a log that ran ahead has its time then, and the suite may be used again."""
    administrator = bearer(servers.site, Claims(("ADM",)))
    AskingAgain(servers).post("/v1/clock/advance", {"days": days}, administrator)


@pytest.mark.faults
def test_nothing_is_recorded_by_a_clock_that_went_ahead_and_was_set_back(
    servers: Deployment, clock: Callable[[str], None], tell: Tell
) -> None:
    """Twice in the middle of the story, and after it; recorded times never go back by more than clocks may differ."""
    before = servers.restarts()

    def ahead_and_back(_client: Interrupted) -> None:
        clock("+50m")
        speak(servers)
        clock("+0")
        with refused_meanwhile(servers):
            clock("+50m")

    client = Interrupted(servers.url, acked_of(servers), {20: ahead_and_back, 70: ahead_and_back})
    stage = perform(client, servers.site, say=lambda line: None)
    assert story_is_over(client, stage)
    assert client.to_come == {}
    speak(servers)
    clock("+0")
    with refused_meanwhile(servers):
        days_pass(servers, 1)
    recorded = [moment(at) for (at,) in servers.rows("topics", "SELECT recorded_at FROM events ORDER BY position")]
    back = max(earlier - later for earlier, later in pairwise(recorded))
    assert back <= MOST_SKEW
    found_sound(servers, tell, f"recorded times went back by {max(back, timedelta())} at most")
    assert servers.restarts() == before


@pytest.mark.faults
def test_a_token_ends_by_the_clock_of_the_service_that_is_asked(
    servers: Deployment, clock: Callable[[str], None], tell: Tell
) -> None:
    """A service that is a day ahead refuses it, one that is a day behind takes it, and reads; it writes when it is right."""
    token = servers.shangliang("token", "--role", "AUD").strip()
    asked = {"Authorization": f"Bearer {token}"}

    def answered(status: int, off: timedelta) -> bool:
        assert abs(time_at(servers) - datetime.now(UTC) - off) < timedelta(seconds=5)
        return requests.get(f"{servers.url}/v1/topics", headers=asked, timeout=30).status_code == status

    day = timedelta(days=1)
    clock("+1d")
    assert answered(401, day)
    speak(servers)
    clock("-1d")
    assert answered(200, -day)
    with refused_meanwhile(servers):
        clock("+0")
        assert answered(200, timedelta())
        days_pass(servers, 2)
    found_sound(servers, tell, "a day ahead and a day behind")
