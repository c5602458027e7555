"""A handler that takes the processor for longer than the broker's patience: the service goes on, and the request ends."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from infra.kernel.entrypoints.topology import declare
from tests.servers import containers
from tests.servers.asking import Asking, asking
from tests.servers.deployment import ROOT
from tests.servers.lasting import lasting
from tests.servers.test_bad_messages import news

FOLLOWS: dict[str, list[str]] = {"others": [], "busy": ["others"]}
HEARTBEAT = 2
# The broker gives a silent client up after two to three intervals.
BUSY_SECONDS = 8.0
SECONDS = 60.0


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[str]:
    """A broker that is soon impatient."""
    setting = tmp_path / "20-heartbeat.conf"
    setting.write_text(f"heartbeat = {HEARTBEAT}\n")
    setting.chmod(0o644)
    with containers.rabbitmq(setting) as address:
        declare(address, FOLLOWS)
        yield address


@contextmanager
def busy_service(broker: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.servers.busy", broker]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def told_after(client: Asking, position: int) -> dict[str, Any]:
    """What the service says once it has heard of that."""
    deadline = time.monotonic() + SECONDS
    while position not in (told := client.call("busy", "told", None)["result"]["answer"])["heard"]:
        assert time.monotonic() < deadline, told
        time.sleep(0.2)
    return dict(told)


def test_a_handler_longer_than_the_heartbeat_does_not_stop_the_service(broker: str) -> None:
    with busy_service(broker) as process, asking(broker) as client:
        client.publish(news(source="/shangliang/others", position=0), "others.events", "x")
        told_after(client, 0)
        body, deadline = json.dumps({"args": [BUSY_SECONDS], "kwargs": {}}), time.time() + 2 * BUSY_SECONDS - 1
        client.request("busy", body, "crunch", headers={"deadline": deadline})
        client.publish(news(source="/shangliang/others", position=1), "others.events", "x")
        told = told_after(client, 1)
        while time.time() < deadline + HEARTBEAT:
            told = client.call("busy", "told", None)["result"]["answer"]
            lasting(0.2)
        assert told["pid"] == process.pid
        # The broker gave the connection up before it was acknowledged, and delivered it again: once, then it had expired.
        assert told["runs"] == 2
