"""Health, readiness and figures."""

import pytest

from infra.kernel.problems import Unavailable
from tests.unit.gateway.fakes import Suite, status, told


def test_health_asks_nobody(new_suite: Suite) -> None:
    assert told(new_suite.client.get("/health")) == {"status": "live"}
    assert new_suite.services.asked == []


def test_ready_when_every_service_answers(new_suite: Suite) -> None:
    answer = new_suite.client.get("/ready")
    assert (answer.status_code, told(answer)["status"], told(answer)["alarms"]) == (200, "ready", [])
    assert told(answer)["services"]["topics"] == {
        "ok": True, "database": "ok", "broker": "ok", "lag": {"topics": 3}, "parked": 0, "position": 42,
        "unnumbered": 0, "due": 1, "now": "2026-03-02T01:00:00.000000+00:00",
    }  # fmt: skip


def test_parked_events_degrade_but_do_not_stop(new_suite: Suite) -> None:
    new_suite.services.answers["meetings", "status"] = status("meetings", parked=2)
    answer = new_suite.client.get("/ready")
    assert (answer.status_code, told(answer)["status"]) == (200, "degraded")
    assert told(answer)["alarms"] == [{"service": "meetings", "parked": 2, "do": "shangliang parked"}]


@pytest.mark.parametrize(
    "trouble",
    [
        status("topics", database="connection refused"),
        status("topics", broker="down"),
        Unavailable("不应答"),
        ValueError("bug"),
    ],
)
def test_not_ready_when_a_service_its_database_or_broker_is_away(new_suite: Suite, trouble: object) -> None:
    new_suite.services.answers["topics", "status"] = trouble
    answer = new_suite.client.get("/ready")
    assert (answer.status_code, told(answer)["status"], told(answer)["ok"]) == (503, "not-ready", False)
    assert told(answer)["services"]["topics"]["ok"] is False
    assert told(answer)["services"]["members"]["ok"] is True


def test_the_services_are_asked_once_a_second_at_most(new_suite: Suite) -> None:
    for _ in range(5):
        new_suite.client.get("/ready")
    assert len(new_suite.services.asked) == 4


def test_figures_of_requests_and_services(new_suite: Suite) -> None:
    new_suite.services.answers["outcomes", "status"] = Unavailable("不应答")
    new_suite.client.get("/v1/topics")
    new_suite.client.open("/nowhere", method="BREW")
    text = new_suite.client.get("/metrics").text
    for line in (
        'shangliang_http_requests_total{method="GET",route="/v1/topics",status="200"} 1.0',
        'shangliang_http_requests_total{method="OTHER",route="unmatched",status="404"} 1.0',
        'shangliang_lag_events{producer="topics",service="meetings"} 3.0',
        'shangliang_parked_events{service="members"} 0.0',
        'shangliang_unnumbered_events{service="members"} 0.0',
        'shangliang_due_commands{service="members"} 1.0',
        'shangliang_service_up{service="outcomes"} 0.0',
        'shangliang_command_seconds_count{command="topics.approve",service="topics"} 2.0',
        'shangliang_command_seconds_sum{command="topics.approve",service="topics"} 0.5',
        'shangliang_refused_commands_total{refusal="not-permitted",service="topics"} 4.0',
    ):
        assert line in text
