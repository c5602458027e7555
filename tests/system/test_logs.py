"""The log of a running suite: every line JSON, one number through all services, and nothing of what people said."""

import json
from collections import defaultdict
from typing import Any

import pytest

from operations.demo.cast import TOWN
from tests.system.api import eventually, refused
from tests.system.suite import RunningSuite
from tests.system.told import Told


def lines_of(suite: RunningSuite) -> list[dict[str, Any]]:
    """Every line there is; one that is no JSON object fails here."""
    text = (suite.folder / "shangliang.log").read_text("utf-8")
    return [dict(json.loads(line)) for line in text.splitlines()]


@pytest.fixture(scope="module")
def lines(told: Told) -> list[dict[str, Any]]:
    return lines_of(told.suite)


def test_every_line_says_who_speaks_when_and_how_loud(lines: list[dict[str, Any]]) -> None:
    for line in lines:
        assert {"event", "service", "level", "logger", "timestamp"} <= set(line), line
        assert line["timestamp"].endswith("Z")
    assert {"gateway", "members", "topics", "meetings", "outcomes"} <= {line["service"] for line in lines}


def test_one_number_leads_from_a_request_through_the_services_it_reached(lines: list[dict[str, Any]]) -> None:
    reached = defaultdict(set)
    for line in lines:
        if number := line.get("correlation_id"):
            reached[number].add(line["service"])
    assert {"gateway", "outcomes", "topics"} in reached.values(), reached.values()
    commands = [line for line in lines if line["event"] == "command"]
    assert len(commands) > 130
    assert all(line["correlation_id"] and line["milliseconds"] >= 0 for line in commands)
    assert all(line["command_id"] for line in commands if line["outcome"] == "done")


def test_what_an_event_called_for_names_the_event(lines: list[dict[str, Any]]) -> None:
    reactions = [line for line in lines if line.get("event_id") and line["event"] == "command"]
    assert {line["service"] for line in reactions} >= {"topics", "outcomes"}
    assert all(line["correlation_id"] for line in reactions)


def test_a_refusal_is_in_the_gateways_and_the_services_lines_under_the_callers_number(told: Told) -> None:
    headers = {**told.auditor, "X-Correlation-Id": "mine-1"}
    answer = told.api.post("/v1/topics", {}, headers)
    refused(answer, 422, "invalid")
    assert answer.headers["X-Correlation-Id"] == "mine-1"
    mine = eventually(
        lambda: [line for line in lines_of(told.suite) if line.get("correlation_id") == "mine-1"],
        lambda found: len(found) == 2,
    )
    by = {line["service"]: line for line in mine}
    assert (by["topics"]["command"], by["topics"]["outcome"]) == ("topics.draft", "invalid")
    assert (by["gateway"]["route"], by["gateway"]["status"], by["gateway"]["refusal"]) == ("/v1/topics", 422, "invalid")


def test_a_made_up_command_or_address_is_not_repeated(told: Told) -> None:
    headers = {**told.auditor, "X-Correlation-Id": "mine-2"}
    told.api.post(f"/v1/topics/{told.ids['topic']}/zhang-san", {}, headers)
    told.api.get("/nowhere/zhang-san", headers)
    mine = eventually(
        lambda: [line for line in lines_of(told.suite) if line.get("correlation_id") == "mine-2"],
        lambda found: len(found) == 3,
    )
    assert {line.get("command") for line in mine} == {None, "unknown"}
    assert "zhang-san" not in json.dumps(mine)
    assert "zhang-san" not in told.api.get("/metrics").text


def test_nothing_that_people_said_and_no_key_stands_in_the_log(told: Told) -> None:
    text = (told.suite.folder / "shangliang.log").read_text("utf-8")
    assert "eyJ" not in text, "a token"
    for words in ("校门口", "居民", "拥堵", "委员"):
        assert words not in text
    assert TOWN not in text
