"""Health, readiness and figures."""

import pytest

from infra.kernel.base.problems import Unavailable
from infra.kernel.base.version import VERSION
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


def test_events_that_get_no_position_are_an_alarm(new_suite: Suite) -> None:
    new_suite.services.answers["topics", "status"] = status("topics", unnumbered=3, unnumbered_seconds=90.2)
    answer = new_suite.client.get("/ready")
    assert (answer.status_code, told(answer)["status"]) == (200, "degraded")
    assert told(answer)["alarms"] == [{"service": "topics", "unnumbered_seconds": 90, "do": "shangliang doctor"}]


@pytest.mark.parametrize(
    "trouble",
    [
        status("topics", database="connection refused"),
        status("topics", broker="down"),
        status("topics", writes="the disk is full"),
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


def test_a_service_that_cannot_write_says_why(new_suite: Suite) -> None:
    new_suite.services.answers["topics", "status"] = status("topics", writes="磁盘已满")
    assert told(new_suite.client.get("/ready"))["alarms"] == [{"service": "topics", "cannot_write": "磁盘已满"}]


@pytest.mark.parametrize("trouble", [Unavailable("不应答"), status("audit", database="connection refused")])
def test_without_the_ledger_the_suite_still_works_and_says_so(new_suite: Suite, trouble: object) -> None:
    new_suite.services.answers["audit", "status"] = trouble
    answer = new_suite.client.get("/ready")
    assert (answer.status_code, told(answer)["status"]) == (200, "degraded")
    assert [alarm["service"] for alarm in told(answer)["alarms"]] == ["audit"]
    assert told(answer)["services"]["audit"]["ok"] is False


def test_a_witness_that_is_silent_or_lies_is_an_alarm(new_suite: Suite) -> None:
    city = {
        "name": "city",
        "state": "lying",
        "size": 7,
        "behind": 3,
        "trouble": "its signature does not hold",
        "since": None,
    }
    province = {"name": "province", "state": "ok", "size": 10, "behind": 0, "trouble": None, "since": None}
    new_suite.services.answers["audit", "status"] = status(
        "audit",
        sealed=10,
        published=7,
        checkpoint_age=0.5,
        witnesses=[city, province],
        witnessed={"logs": 2, "bad_lines": [3]},
    )
    answer = new_suite.client.get("/ready")
    assert (answer.status_code, told(answer)["status"]) == (200, "degraded")
    (alarm,) = told(answer)["alarms"]
    assert (alarm["witness"], alarm["state"], alarm["trouble"]) == ("city", "lying", "its signature does not hold")
    assert told(answer)["services"]["audit"]["published"] == 7
    text = new_suite.client.get("/metrics").text
    for line in (
        "shangliang_ledger_sealed_entries 10.0",
        "shangliang_ledger_published_entries 7.0",
        "shangliang_ledger_checkpoint_age_seconds 0.5",
        'shangliang_witness_up{witness="city"} 0.0',
        'shangliang_witness_up{witness="province"} 1.0',
        'shangliang_witness_behind_entries{witness="city"} 3.0',
        "shangliang_witnessed_logs 2.0",
        'shangliang_witnessed_logs_bad_line{line="3"} 1.0',
    ):
        assert f"\n{line}\n" in text


def test_the_services_are_asked_once_a_second_at_most(new_suite: Suite) -> None:
    for _ in range(5):
        new_suite.client.get("/ready")
    assert len(new_suite.services.asked) == 5


def test_figures_of_requests_and_services(new_suite: Suite) -> None:
    new_suite.services.answers["outcomes", "status"] = Unavailable("不应答")
    new_suite.services.answers["members", "status"] = status("members", broker="ConnectionResetError")
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
        'shangliang_unnumbered_seconds{service="members"} 0.25',
        'shangliang_pending_events{service="members"} 5.0',
        'shangliang_broker_up{service="members"} 0.0',
        'shangliang_broker_up{service="topics"} 1.0',
        'shangliang_build_info{service="topics",version="9.9"} 1.0',
        f'shangliang_build_info{{service="gateway",version="{VERSION}"}} 1.0',
        'shangliang_numbering_seconds_count{replica="here-7",service="topics"} 42.0',
        'shangliang_numbering_seconds_sum{replica="here-7",service="topics"} 0.75',
        'shangliang_command_seconds_count{command="topics.approve",replica="here-7",service="topics"} 2.0',
        'shangliang_command_seconds_sum{command="topics.approve",replica="here-7",service="topics"} 0.5',
        'shangliang_refused_commands_total{refusal="not-permitted",replica="here-7",service="topics"} 4.0',
    ):
        assert line in text
