"""A client of the HTTP interface for the demo: one call, one answer, and waiting for what the system does next."""

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Any

POLL_SECONDS = 0.05
MOST_SECONDS = 10.0


class StoryStopped(Exception):
    """A step did not go as the story has it; the message shows the answer."""


class NoAnswer(StoryStopped):
    """Nothing answered, or the suite asks to be tried again: whether a command took effect is not known."""


class ToldToWait(NoAnswer):
    """503: the suite is there, and asks to be tried again."""


class Client:
    """Speaks to one suite. `url` may be changed when the suite serves elsewhere.

    A suite that asks to be tried again is, for ten seconds. With `patience`, what brings no answer is asked again for
    that many seconds. A command keeps its key: it takes effect once, and its first answer is the answer.
    """

    def __init__(self, url: str, patience: float = 0.0) -> None:
        self.url = url.rstrip("/")
        self._patience = patience

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str], key: str | None = None) -> dict[str, Any]:
        """The command's answer. Raises StoryStopped with the problem when it was refused."""
        sent = {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid.uuid4()), **headers}
        return self._patiently("POST", path, json.dumps(body).encode(), sent)

    def get(self, path: str, headers: dict[str, str]) -> dict[str, Any]:
        return self._patiently("GET", path, None, headers)

    def _patiently(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> dict[str, Any]:
        began = time.monotonic()
        while True:
            try:
                return self._ask(urllib.request.Request(f"{self.url}{path}", body, headers, method=method))  # noqa: S310 an http address of ours
            except NoAnswer as silent:
                most = max(self._patience, MOST_SECONDS) if isinstance(silent, ToldToWait) else self._patience
                if time.monotonic() - began >= most:
                    raise
            time.sleep(POLL_SECONDS)

    def _ask(self, request: urllib.request.Request) -> dict[str, Any]:
        try:
            return self._answer(request)
        except (OSError, HTTPException) as silent:
            why = silent.reason if isinstance(silent, urllib.error.URLError) else silent
            raise NoAnswer(f"nothing answers at {self.url} ({why}): start it with `shangliang up --demo`") from silent

    def _answer(self, request: urllib.request.Request) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310
                return self._body(request, answer)
        except urllib.error.HTTPError as refused:
            said = refused.read().decode()
            kind = ToldToWait if refused.code == HTTPStatus.SERVICE_UNAVAILABLE else StoryStopped
            raise kind(f"{request.get_method()} {request.selector}: {refused.code} {said}") from refused

    def _body(self, request: urllib.request.Request, answer: HTTPResponse) -> dict[str, Any]:
        body: dict[str, Any] = json.load(answer)
        return body

    def wait_for(self, path: str, headers: dict[str, str], holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The record once the condition holds; the system may take ten seconds for what follows from a command."""
        deadline = time.monotonic() + MOST_SECONDS + self._patience
        while True:
            try:
                record = self.get(path, headers)
                if holds(record):
                    return record
                seen = f"it is {record.get('state')}"
            except StoryStopped as stopped:
                seen = str(stopped)
            if time.monotonic() > deadline:
                raise StoryStopped(f"{path}: waited in vain; {seen}")
            time.sleep(POLL_SECONDS)
