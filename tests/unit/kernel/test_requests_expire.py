"""A request waits on the broker as long as whoever asked waits, and no longer: what people said stands in it in the open."""

from types import SimpleNamespace
from typing import Any

import pytest

from infra.kernel.base.calls import Caller, ReadCall
from infra.kernel.entrypoints.remote import RpcClient


class Channel:
    def __init__(self) -> None:
        self.published: list[dict[str, Any]] = []

    def publish(self, body: Any, **options: Any) -> None:
        self.published.append(options)


def asked_with(left: float) -> dict[str, Any]:
    """How a request goes out for which so many seconds are left."""
    channel = Channel()
    services: Any = RpcClient()
    services.container = SimpleNamespace(config={})
    services.rpc_channel = SimpleNamespace(channel=channel)
    services.replies = SimpleNamespace(routing_key="mine")
    services._ask("topics", "read", ReadCall("topics", Caller(), "1"), "2", 1000.0 + left, left)
    (options,) = channel.published
    return options


@pytest.mark.parametrize(("left", "waits"), [(10.0, 10.0), (0.25, 0.25), (-1.0, 0.0)])
def test_the_broker_drops_a_request_when_nobody_waits_for_it(left: float, waits: float) -> None:
    assert asked_with(left)["expiration"] == waits
