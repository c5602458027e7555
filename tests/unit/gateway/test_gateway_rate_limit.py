"""Callers without a token have sixty requests a minute and address; memory stays bounded."""

import pytest

from gateway.http.rate_limit import RateLimit, whose
from infra.kernel.base.problems import TooMany
from tests.unit.gateway.fakes import CHAIR, Suite, told


class Time:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_window_slides() -> None:
    time = Time()
    limit = RateLimit(2, time)
    limit.count("10.0.0.1")
    time.now += 30
    limit.count("10.0.0.1")
    with pytest.raises(TooMany) as refused:
        limit.count("10.0.0.1")
    assert refused.value.retry_after == 31
    limit.count("10.0.0.2")
    time.now += 30
    limit.count("10.0.0.1")
    with pytest.raises(TooMany):
        limit.count("10.0.0.1")


def test_zero_turns_it_off() -> None:
    limit = RateLimit(0, Time())
    for _ in range(1000):
        limit.count("10.0.0.1")


def test_only_so_many_addresses_are_remembered() -> None:
    limit = RateLimit(1, Time(), most_addresses=2)
    for address in ("10.0.0.1", "10.0.0.2", "10.0.0.3"):
        limit.count(address)
    limit.count("10.0.0.1")
    with pytest.raises(TooMany):
        limit.count("10.0.0.3")


def test_one_subscriber_of_ipv6_counts_as_one() -> None:
    assert whose("2001:db8:1:2:3::4") == whose("2001:db8:1:2:ffff::1")
    assert whose("2001:db8:1:3::4") != whose("2001:db8:1:2::4")


def test_too_many_is_told_with_when_to_return() -> None:
    suite = Suite(rate_limit=3)
    for _ in range(3):
        assert suite.client.get("/v1/topics").status_code == 200
    answer = suite.client.get("/v1/topics", headers={"X-Forwarded-For": "10.9.8.7"})
    assert (answer.status_code, told(answer)["type"]) == (429, "urn:shangliang:problem:too-many")
    assert 0 < int(answer.headers["Retry-After"]) <= 61


def test_a_good_token_is_not_limited_and_a_bad_one_is() -> None:
    suite = Suite(rate_limit=1)
    for _ in range(3):
        assert suite.client.get("/v1/topics", headers=CHAIR).status_code == 200
    bad = {"Authorization": "Bearer nonsense"}
    assert [suite.client.get("/v1/topics", headers=bad).status_code for _ in range(2)] == [401, 429]


def test_operators_documents_and_style_sheets_are_not_limited() -> None:
    suite = Suite(rate_limit=1)
    for path in ("/health", "/ready", "/metrics", "/static/page.css", "/v1/openapi.json", "/v1/docs"):
        assert [suite.client.get(path, buffered=True).status_code for _ in range(3)] == [200, 200, 200]


def test_reading_the_documents_leaves_the_limit_unspent() -> None:
    suite = Suite(rate_limit=1)
    for path in ("/v1/openapi.json", "/v1/docs", "/static/page.css", "/health"):
        suite.client.get(path, buffered=True)
    assert suite.client.get("/v1/topics").status_code == 200
