"""Callers without a token may ask so many times a minute and address; who has a token is not counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.api import Api, refused, token
from tests.system.suite import RunningSuite, running
from tests.system.written import everything

LIMIT = 5
SUBMISSION = {"text": "校门口太危险", "division": "620723101", "channel": "web"}


@pytest.fixture
def limited(fresh: Path) -> Iterator[RunningSuite]:
    with running(fresh, RATE_LIMIT=str(LIMIT)) as suite:
        yield suite


def test_who_asks_too_often_without_a_token_waits_and_writes_nothing(limited: RunningSuite) -> None:
    api = Api(limited.url)
    for _ in range(LIMIT):
        assert api.post("/v1/submissions", SUBMISSION).status_code == 201
    before = everything(limited.folder)
    answer = api.post("/v1/submissions", SUBMISSION)
    refused(answer, 429, "too-many")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    refused(api.get("/v1/topics"), 429, "too-many")
    assert everything(limited.folder) == before


def test_who_has_a_token_is_not_counted_and_a_bad_one_is_none(limited: RunningSuite) -> None:
    api, auditor = Api(limited.url), token(limited.site, "AUD")
    for _ in range(LIMIT):
        refused(api.get("/v1/topics", {"Authorization": "Bearer garbage"}), 401, "unauthenticated")
    refused(api.get("/v1/topics", {"Authorization": "Bearer garbage"}), 429, "too-many")
    assert [api.get("/v1/topics", auditor).status_code for _ in range(3 * LIMIT)] == [200] * 3 * LIMIT


def test_operators_are_not_counted(limited: RunningSuite) -> None:
    api = Api(limited.url)
    assert {api.get("/health").status_code for _ in range(3 * LIMIT)} == {200}


def test_zero_switches_it_off(suite: RunningSuite) -> None:
    assert {Api(suite.url).get("/v1/topics").status_code for _ in range(100)} == {200}
