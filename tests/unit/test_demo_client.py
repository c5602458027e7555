"""The demo's client: what may be asked again is, and what may not ends the story."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from operations.demo.client import Client, StoryStopped, ToldToWait


class Suite(BaseHTTPRequestHandler):
    answers: list[int]
    keys: list[str]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.keys.append(self.headers["Idempotency-Key"])
        said = b'{"state": "draft"}'
        self.send_response(self.answers.pop(0))
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the library's name
        pass


@pytest.fixture
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Suite) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()


def test_a_suite_that_asks_to_be_tried_again_is_under_the_same_key(url: str) -> None:
    Suite.answers, Suite.keys = [503, 503, 201], []
    assert Client(url).post("/v1/topics", {}, {}) == {"state": "draft"}
    assert len(Suite.keys) == 3
    assert len(set(Suite.keys)) == 1


def test_a_refusal_ends_the_story_at_once(url: str) -> None:
    Suite.answers, Suite.keys = [422, 201], []
    with pytest.raises(StoryStopped, match="422") as stopped:
        Client(url).post("/v1/topics", {}, {})
    assert not isinstance(stopped.value, ToldToWait)
    assert len(Suite.keys) == 1


def test_where_nothing_answers_it_says_so_at_once() -> None:
    with pytest.raises(StoryStopped, match="nothing answers"):
        Client("http://127.0.0.1:9").post("/v1/topics", {}, {})
