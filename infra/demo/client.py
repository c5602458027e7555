"""A client of the HTTP interface for the demo: one call, one answer, and waiting for what the system does next."""

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from typing import Any

POLL_SECONDS = 0.05
MOST_SECONDS = 10.0


class StoryStopped(Exception):
    """A step did not go as the story has it; the message shows the answer."""


class Client:
    """Speaks to one suite."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str], key: str | None = None) -> dict[str, Any]:
        """The command's answer. Raises StoryStopped with the problem when it was refused."""
        sent = {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid.uuid4()), **headers}
        return self._ask(urllib.request.Request(f"{self.url}{path}", json.dumps(body).encode(), sent, method="POST"))  # noqa: S310 an http address of ours

    def get(self, path: str, headers: dict[str, str]) -> dict[str, Any]:
        return self._ask(urllib.request.Request(f"{self.url}{path}", headers=headers))  # noqa: S310

    def _ask(self, request: urllib.request.Request) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310
                body: dict[str, Any] = json.load(answer)
                return body
        except urllib.error.HTTPError as refused:
            said = refused.read().decode()
            raise StoryStopped(f"{request.get_method()} {request.selector}: {refused.code} {said}") from refused
        except urllib.error.URLError as silent:
            raise StoryStopped(
                f"nothing answers at {self.url} ({silent.reason}): start it with `shangliang up --demo`"
            ) from silent

    def wait_for(self, path: str, headers: dict[str, str], holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The record once the condition holds; the system may take ten seconds for what follows from a command."""
        deadline = time.monotonic() + MOST_SECONDS
        while True:
            try:
                record = self.get(path, headers)
                if holds(record):
                    return record
                seen = f"it is {record.get('state')}"
            except StoryStopped as stopped:
                seen = str(stopped)
            if time.monotonic() > deadline:
                raise StoryStopped(f"{path}: waited {MOST_SECONDS:.0f} s in vain; {seen}")
            time.sleep(POLL_SECONDS)
