"""What really stands on the broker while the suite works, and that RabbitMQ 4 would still have it.

RabbitMQ 4 removed mirrored queues and the first version of classic queues; it deprecates queues that are neither durable
nor exclusive, and a prefetch for a whole channel (https://www.rabbitmq.com/release-information/deprecated-features-list).
"""

import json
from typing import Any

from tests.servers.deployment import AUDIT, SERVICES, Deployment


def listed(servers: Deployment, *what: str) -> list[dict[str, Any]]:
    command = ("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "--formatter", "json", *what)
    found: list[dict[str, Any]] = json.loads(servers.compose(*command).stdout)
    return found


def test_nothing_stands_on_the_broker_that_rabbitmq_4_removes(servers: Deployment) -> None:
    servers.wait_ready()
    queues = listed(servers, "list_queues", "name", "durable", "exclusive", "type", "policy", "arguments")
    news = {one["name"] for one in queues if one["type"] == "quorum"}
    assert news == {f"{name}.news" for name in (*SERVICES, AUDIT)}
    assert [one["name"] for one in queues if not one["durable"] and not one["exclusive"]] == []
    asked_for = {name for one in queues for name, *_ in one["arguments"]}
    assert asked_for.isdisjoint({"x-queue-mode", "x-queue-version", "x-ha-policy"})
    assert listed(servers, "list_policies") == []
    channels = listed(servers, "list_channels", "name", "global_prefetch_count")
    assert channels
    assert {one["global_prefetch_count"] for one in channels} == {0}
