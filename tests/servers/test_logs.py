"""The logs of the containers: every line JSON, also those of libraries while the broker is away; one number through all."""

import json
import subprocess
from collections import defaultdict
from typing import Any

from tests.servers.deployment import SERVICES, Deployment
from tests.servers.story import play

OURS = (*SERVICES, "gateway")


def lines_of(servers: Deployment, service: str) -> list[dict[str, Any]]:
    """Every line there is; one that is no JSON object fails here."""
    text = "".join(log_of(container) for container in servers.containers(service))
    return [dict(json.loads(line)) for line in text.splitlines()]


def log_of(container: str) -> str:
    """As the engine has it; Compose puts codes for a terminal between the lines."""
    done = subprocess.run(("docker", "logs", container), capture_output=True, text=True, timeout=60, check=True)
    return done.stdout + done.stderr


def test_every_line_is_json_and_one_number_leads_through_the_services(servers: Deployment) -> None:
    # Libraries speak when a connection breaks.
    play(servers, {40: lambda: servers.kill("rabbitmq")})
    reached: dict[str, set[str]] = defaultdict(set)
    loggers = set()
    for service in OURS:
        for line in lines_of(servers, service):
            assert {"event", "service", "level", "logger", "timestamp"} <= set(line), line
            assert line["service"] == service
            loggers.add(line["logger"].partition(".")[0])
            if number := line.get("correlation_id"):
                reached[number].add(service)
    assert {"gateway", "topics", "outcomes"} in reached.values()
    assert loggers > {"shangliang"}, "no library said anything"
