"""Clients of a deployment into which faults are put: what they were answered and what they were not is on the disk."""

import urllib.request
import uuid
from pathlib import Path
from typing import Any

from operations.demo.client import Client, NoAnswer, StoryStopped
from tests.checker import acked as acknowledged
from tests.checker.acked import Unsure
from tests.servers.deployment import Deployment
from tests.system.story import KeepingClient

PATIENCE = 300.0
EVERY = 10


def acked_of(servers: Deployment) -> Path:
    """All that this deployment ever acknowledged to the tests: it is one site, and checked as a whole."""
    return _kept(servers, "acked")


def unsure_of(servers: Deployment) -> Path:
    """Every request of the tests to this deployment that had no answer."""
    return _kept(servers, "unsure")


def _kept(servers: Deployment, name: str) -> Path:
    file = servers.folder / name
    file.touch()
    return file


class AskingAgain(KeepingClient):
    """What had no answer is given again under its key; then, as every tenth command, once more: the answer is the same."""

    def __init__(self, servers: Deployment, patience: float = PATIENCE) -> None:
        super().__init__(servers.url, acked_of(servers), patience)
        self._unsure = unsure_of(servers)
        self.left: set[str] = set()
        self.asked_again = 0

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str], key: str | None = None) -> dict[str, Any]:
        chosen = key or str(uuid.uuid4())
        answer = super().post(path, body, headers, chosen)
        if chosen in self.left or self.count % EVERY == 0:
            again = Client.post(self, path, body, headers, chosen)
            if again != answer:
                raise StoryStopped(f"{path} was answered {answer}, and for the same key later {again}")
            self.asked_again += 1
        return answer

    def _ask(self, request: urllib.request.Request) -> dict[str, Any]:
        try:
            return super()._ask(request)
        except NoAnswer:
            if request.get_method() == "POST":
                key = str(request.get_header("Idempotency-key"))
                self.left.add(key)
                acknowledged.keep_unsure(self._unsure, Unsure(key, request.selector))
            raise
