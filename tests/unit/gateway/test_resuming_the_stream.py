"""Who comes back to the stream is told what it missed, by the rights that hold now, or that this cannot be told."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway.http.services import SERVICES
from gateway.live.bookmark import read, written
from gateway.live.news import PAGE, RESUMED_FOR
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import Unavailable
from infra.kernel.contract.envelope import Recorded
from tests.unit.gateway.fakes import COUNCIL, SHAHE, TOPIC, Suite, bearer

NOW = datetime.now(UTC)
STATION = bearer("STN", division=SHAHE)
Message = dict[str, str]


class Logs:
    """The logs of the services as their `news` and `head` answer."""

    def __init__(self, suite: Suite, **lengths: int) -> None:
        self.suite = suite
        self.events = {service: [event(at) for at in range(lengths.get(service, 0))] for service in SERVICES}
        for service in SERVICES:
            suite.services.answers[service, "head"] = lambda _, of=service: len(self.events[of])
            suite.services.answers[service, "news"] = lambda asked, of=service: self.page(of, asked)

    def page(self, service: str, asked: dict[str, int]) -> list[dict[str, Any]]:
        return self.events[service][asked["start"] : asked["start"] + asked["limit"]]

    def record(self, service: str, *more: dict[str, Any]) -> None:
        """They happen, and the bell rings."""
        self.events[service].extend(more)
        self.suite.news([recorded(service, one["position"], one["type"]) for one in more])


def event(position: int, audience: str = "public", at: datetime = NOW) -> dict[str, Any]:
    record = ["topics", TOPIC, audience, [COUNCIL]]
    return {
        "position": position,
        "type": f"Happened{position}",
        "division": SHAHE,
        "recorded_at": stamp(at),
        "record": record,
    }


def recorded(service: str, position: int, type_: str) -> Recorded:
    return Recorded(
        event_id=f"{service}{position}",
        stream="topic-1",
        version=1,
        type=type_,
        schema_version=1,
        occurred_at=stamp(NOW),
        recorded_at=stamp(NOW),
        actor=None,
        role="CHAIR",
        organisation=COUNCIL,
        division=SHAHE,
        command_id="c",
        correlation_id="c",
        causation_id=None,
        payload="{}",
        service=service,
        position=position,
    )


def messages(suite: Suite, left_at: str | None, many: int, headers: dict[str, str] | None = None) -> list[Message]:
    """The first messages, each with its fields by name; those without data are not counted."""
    asked = {**(headers or {}), **({"Last-Event-ID": left_at} if left_at is not None else {})}
    answer = suite.client.get("/v1/stream", headers=asked, buffered=False)
    assert answer.status_code == 200
    found: list[Message] = []
    body = answer.iter_encoded()
    while len(found) < many:
        fields = dict(line.split(": ", 1) for line in next(body).decode().strip().splitlines())
        if "data" in fields:
            found.append(fields)
    answer.close()
    return found


def at(**places: int) -> str:
    return written({**dict.fromkeys(SERVICES, 0), **places})


def types(found: list[Message]) -> list[str]:
    return ["reset" if one.get("event") == "reset" else json.loads(one["data"])["type"] for one in found]


def test_who_comes_back_is_told_what_it_missed_and_each_id_says_where_it_then_is(suite: Suite) -> None:
    Logs(suite, topics=3 * PAGE)
    found = messages(suite, at(topics=5), 3 * PAGE - 5)
    assert types(found) == [f"Happened{position}" for position in range(5, 3 * PAGE)]
    assert [one["id"] for one in found] == [at(topics=position + 1) for position in range(5, 3 * PAGE)]


def test_of_what_was_missed_too_everybody_hears_only_what_may_be_read(suite: Suite) -> None:
    logs = Logs(suite)
    logs.events["topics"] = [event(0, "place"), event(1), event(2, "tokens"), event(3)]
    assert types(messages(suite, at(), 2)) == ["Happened1", "Happened3"]
    assert types(messages(suite, at(), 4, STATION)) == [f"Happened{position}" for position in range(4)]


def test_a_new_listener_is_told_nothing_of_before(suite: Suite) -> None:
    Logs(suite, topics=3)
    answer = suite.client.get("/v1/stream", buffered=False)
    first = next(answer.iter_encoded()).decode()
    assert f"id: {at(topics=3)}\n" in first
    assert "data" not in first
    answer.close()


def test_what_happens_while_it_is_told_what_it_missed_follows_once_and_in_order(suite: Suite) -> None:
    logs = Logs(suite, topics=2)
    listener = suite.news.join("10.0.0.1", at(topics=1))
    logs.record("topics", event(2), event(3))
    heard = [listener.get(1.0) for _ in range(3)]
    assert [one["position"] for one in heard if isinstance(one, dict)] == [1, 2, 3]
    assert listener.positions["topics"] == 4
    listener.close()


@pytest.mark.parametrize(
    "left_at",
    [
        "",
        "nonsense",
        "topics-7",
        f"{at()}.others-1",
        at(topics=4),
        at().replace("topics-0", "topics-٣"),
        f"{at()} ",
        "-1",
    ],
)
def test_a_place_that_is_none_of_these_logs_is_a_reset_and_it_goes_on(suite: Suite, left_at: str) -> None:
    logs = Logs(suite, topics=3)
    listener = suite.news.join("10.0.0.1", left_at)
    reset = listener.get(1.0)
    assert not isinstance(reset, dict)
    assert listener.positions == read(at(topics=3))
    logs.record("topics", event(3))
    told = listener.get(1.0)
    assert isinstance(told, dict)
    assert told["position"] == 3
    listener.close()


@pytest.mark.parametrize(
    ("age", "told"), [(timedelta(days=1), "Happened0"), (RESUMED_FOR + timedelta(hours=1), "reset")]
)
def test_a_day_is_resumed_and_what_is_too_long_ago_is_a_reset(suite: Suite, age: timedelta, told: str) -> None:
    Logs(suite).events["topics"] = [event(0, at=NOW - age), event(1)]
    assert types(messages(suite, at(), 1)) == [told]


def test_a_service_that_does_not_answer_is_a_reset(suite: Suite) -> None:
    logs = Logs(suite, topics=3)
    suite.services.answers["topics", "news"] = Unavailable("away")
    [reset] = messages(suite, at(), 1)
    assert (reset["event"], reset["id"]) == ("reset", at(topics=3))
    listener = suite.news.join("10.0.0.1", None)
    logs.record("topics", event(3))
    assert not isinstance(listener.get(1.0), dict)
    assert listener.positions == read(at(topics=4))
    listener.close()


def test_what_the_bell_did_not_ring_for_is_told_with_the_next(suite: Suite) -> None:
    logs = Logs(suite, topics=1)
    listener = suite.news.join("10.0.0.1", None)
    logs.events["topics"].append(event(1))
    logs.record("topics", event(2))
    assert [one["position"] for one in (listener.get(1.0), listener.get(1.0)) if isinstance(one, dict)] == [1, 2]
    listener.close()


def test_news_that_another_gateway_has_told_already_is_not_told_again(suite: Suite) -> None:
    logs = Logs(suite, topics=1)
    suite.news.join("10.0.0.1", None).close()
    logs.events["topics"].extend([event(1), event(2)])
    listener = suite.news.join("10.0.0.1", at(topics=2))
    suite.news([recorded("topics", 1, "Happened1"), recorded("topics", 2, "Happened2")])
    told = listener.get(1.0)
    assert isinstance(told, dict)
    assert told["position"] == 2
    listener.close()


@pytest.mark.parametrize("who", ["nobody yet", "nobody any more", "somebody"])
def test_a_position_that_no_log_has_reached_is_not_believed(suite: Suite, who: str) -> None:
    logs = Logs(suite, topics=1)
    if who != "nobody yet":
        listening = suite.news.join("10.0.0.1", None)
    if who == "nobody any more":
        listening.close()
    suite.news([recorded("topics", 10**12, "Forged")])
    listener = listening if who == "somebody" else suite.news.join("10.0.0.1", None)
    assert listener.positions == read(at(topics=1))
    logs.record("topics", event(1))
    told = listener.get(1.0)
    assert isinstance(told, dict)
    assert told["position"] == 1
    listener.close()
