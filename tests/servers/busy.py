"""A service on the kernel's entrypoints with a method that never lets go: `python -m tests.servers.busy BROKER`."""

import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet  # noqa: E402 after the filter, before everything else

eventlet.monkey_patch()

import os  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from typing import Any  # noqa: E402

from nameko.containers import ServiceContainer  # noqa: E402
from nameko.extensions import DependencyProvider  # noqa: E402

from infra.kernel.contract.envelope import Recorded  # noqa: E402
from infra.kernel.entrypoints import Bell, RpcClient, answering, news_queue, rpc  # noqa: E402


class Hearing(DependencyProvider):  # type: ignore[misc]
    """Hears the news of `others` and counts how often it crunched."""

    bell = Bell()
    rpc_client = RpcClient()

    def setup(self) -> None:
        self.heard: list[int] = []
        self.runs = 0
        self.bell.listen(news_queue("busy", ["others"]), self._hear)

    def _hear(self, events: list[Recorded]) -> None:
        self.heard += [event.position for event in events]

    def get_dependency(self, worker_ctx: Any) -> "Hearing":
        return self


class BusyService:
    """Counts without a pause, and tells what it has heard."""

    name = "busy"
    hearing: Hearing = Hearing()

    @rpc
    @answering
    def crunch(self, seconds: float) -> float:
        self.hearing.runs += 1
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            sum(range(1000))
        return seconds

    @rpc
    @answering
    def told(self, payload: Any) -> dict[str, Any]:
        return {"pid": os.getpid(), "runs": self.hearing.runs, "heard": self.hearing.heard}


if __name__ == "__main__":
    container = ServiceContainer(BusyService, {"AMQP_URI": sys.argv[1], "max_workers": 10})
    container.start()
    print("ready", flush=True)  # noqa: T201 the test waits for it
    container.wait()
