"""Callers without a token have sixty requests a minute and address; memory stays bounded."""

import pytest

from gateway.http.rate_limit import RateLimit, whose
from infra.kernel.base.problems import TooMany
from tests.unit.gateway.fakes import CHAIR, SHAHE, TOPIC, Suite, done, told


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


SUBMITTED = ("/v1/submissions", {"text": "校门口很危险", "division": SHAHE, "channel": "web"})
OBJECTED = (f"/v1/topics/{TOPIC}/lodge_objection", {"reason": "南门更近"})


@pytest.mark.parametrize("first", [SUBMITTED, OBJECTED])
@pytest.mark.parametrize("then", [SUBMITTED, OBJECTED])
@pytest.mark.parametrize("code", [{}, {"Tracking-Code": "7K3M9XQ2W5T8H6WE"}], ids=["nobody", "by code"])
def test_ruling_18_an_objection_is_throttled_as_a_submission_is_and_with_it(
    first: tuple[str, dict[str, str]], then: tuple[str, dict[str, str]], code: dict[str, str]
) -> None:
    suite = Suite(rate_limit=2)
    said = done(created=True, state="received", tracking_code="7K3M9XQ2W5T8H6WE")
    suite.services.answers["topics", "command"] = lambda call: done(state="noticed") if call.record_id else said

    def sent(what: tuple[str, dict[str, str]]) -> int:
        return suite.client.post(what[0], json=what[1], headers=code).status_code

    assert [sent(first), sent(first)] < [300, 300]
    assert sent(then) == 429
    assert len([1 for _service, method, _payload in suite.services.asked if method == "command"]) == 2


def test_ruling_18_objections_from_the_page_of_a_code_are_throttled_too() -> None:
    suite = Suite(rate_limit=2)
    form = {"csrf": "x", "reason": "南门更近"}
    answers = [suite.client.post(f"/f/7K3M9XQ2W5T8H6WE/topics/{TOPIC}/lodge_objection", data=form) for _ in range(3)]
    assert [answer.status_code for answer in answers][2] == 429
    assert [answer.status_code for answer in answers][:2] != [429, 429]
