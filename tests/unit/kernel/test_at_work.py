"""What a line of the log says of the work that goes on, and that no line says anything of another's."""

from collections.abc import Iterator
from typing import Any

import eventlet
import pytest
import structlog
from structlog.testing import LogCapture

from infra.kernel.base import log_context
from infra.kernel.base.problems import NotPermitted, RuleBroken

log = structlog.get_logger("test")


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    kept, before = LogCapture(), structlog.get_config()
    structlog.configure(processors=[log_context.merged, kept])
    log_context.begin("nobody")
    yield kept.entries
    structlog.configure(**before)


def test_each_greenlet_speaks_for_its_own_work(lines: list[Any]) -> None:
    def work(service: str, number: str) -> None:
        log_context.begin(service, number)
        for _ in range(3):
            eventlet.sleep(0)
            log.info(number)

    log_context.begin("gateway", "ours")
    for greenlet in [eventlet.spawn(work, f"service-{name}", f"matter-{name}") for name in "abc"]:
        greenlet.wait()
    log.info("ours")
    assert len(lines) == 10
    assert all(line["correlation_id"] == line["event"] for line in lines)
    assert {line["service"] for line in lines} == {"gateway", "service-a", "service-b", "service-c"}


def test_a_greenlet_begins_knowing_nothing(lines: list[Any]) -> None:
    log_context.begin("gateway", "ours")
    eventlet.spawn(log.info, "another").wait()
    assert "correlation_id" not in lines[0]


def test_work_that_begins_forgets_what_was_before(lines: list[Any]) -> None:
    log_context.begin("topics", "first")
    log_context.recording("command-1", "first")
    log_context.begin("topics")
    log.info("second")
    assert (lines[0]["correlation_id"], lines[0].get("command_id")) == ("", None)
    assert log_context.correlation() == ""


def test_a_command_is_one_line_with_its_outcome_time_and_numbers(lines: list[Any]) -> None:
    log_context.begin("topics", "matter")
    with log_context.carrying_out("topics.approve", "matter"):
        log_context.recording("command-1", "matter")
    told = lines[0]
    assert (told["event"], told["command"], told["outcome"]) == ("command", "topics.approve", "done")
    assert (told["correlation_id"], told["command_id"]) == ("matter", "command-1")
    assert told["milliseconds"] >= 0


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (NotPermitted("张三的话 may not"), "not-permitted"),
        (RuleBroken("张三的话", rule="TopicIsKnown"), "rule-broken TopicIsKnown"),
        (KeyError("张三的话"), "failed"),
    ],
)
def test_a_refusal_is_told_by_its_name_and_rule_only(lines: list[Any], refusal: Exception, said: str) -> None:
    with pytest.raises(type(refusal)), log_context.carrying_out("topics.approve", "matter"):
        raise refusal
    assert lines[0]["outcome"] == said
    assert "张三" not in str(lines)


def test_the_numbers_of_a_command_go_with_it(lines: list[Any]) -> None:
    with log_context.following("event-1"):
        log_context.caused_by("matter")
        with log_context.carrying_out("outcomes.start", "matter"):
            log_context.recording("command-1", "matter")
        log.info("between")
    log.info("after")
    assert [line.get("command_id") for line in lines] == ["command-1", None, None]
    assert [line.get("event_id") for line in lines] == ["event-1", "event-1", None]
    assert [line.get("correlation_id") for line in lines] == ["matter", "matter", ""]
