"""A real provider at work, and what somebody does there who signs in by it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from requests import Response

from tests.servers.ports import free_port
from tests.unit.gateway.known_there import PASSWORD

STEPS = 8


@dataclass
class ProviderAtWork:
    issuer: str
    process: subprocess.Popen[str]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


@contextmanager
def serving(back: str) -> Iterator[ProviderAtWork]:
    port = free_port()
    command = [sys.executable, "-m", "tests.unit.gateway.real_provider", str(port), back]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield ProviderAtWork(f"http://127.0.0.1:{port}", process)
        finally:
            process.kill()


def signed_in_there(address: str, back: str, name: str) -> str:
    """Where the provider sends the browser of who has given name and password there."""
    with requests.Session() as browser:
        answer = browser.get(address, allow_redirects=False, timeout=30)
        for _ in range(STEPS):
            if not answer.is_redirect:
                answer = _filled_in(browser, answer, name)
                continue
            onward = urljoin(answer.url, answer.headers["Location"])
            if onward.startswith(back):
                return onward
            answer = browser.get(onward, allow_redirects=False, timeout=30)
    raise AssertionError(answer.text)


def _filled_in(browser: requests.Session, answer: Response, name: str) -> Response:
    form = re.search(r"<form.*?</form>", answer.text, re.DOTALL)
    assert form, answer.text
    fields = {}
    for field in re.findall(r"<input[^>]*>", form[0]):
        named, value = re.search(r'name="([^"]*)"', field), re.search(r'value="([^"]*)"', field)
        if named:
            fields[named[1]] = value[1] if value else ""
    said = {"login": name, "password": PASSWORD}
    filled = {one: said.get(one, value) for one, value in fields.items()}
    if 'name="answer"' in form[0]:
        filled["answer"] = "accept"
    return browser.post(answer.url, data=filled, allow_redirects=False, timeout=30)
