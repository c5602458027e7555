"""What follows from an event fails: a few times, and it is done all the same; always, and it is put aside for a person."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests

from operations.demo.cast import TOWN, Cast, assemble
from tests.servers.clients import AskingAgain
from tests.servers.deployment import Deployment
from tests.servers.refusing import refusing
from tests.servers.story import found_sound, play

Tell = Callable[[str], None]
POISON = "poison for a test"
PARKED_SECONDS = 180.0
TRIES = 5


@pytest.mark.faults
def test_an_effect_that_fails_three_times_is_done_at_the_fourth_try(servers: Deployment, tell: Tell) -> None:
    with refusing(servers, "topics", "TopicImplementationStarted", times=3) as tries:
        play(servers, {})
        assert tries() == 4
    assert parked(servers) == []
    found_sound(servers, tell, "an effect was refused three times")


@pytest.mark.faults
def test_an_effect_that_always_fails_is_parked_and_all_else_goes_on(servers: Deployment, tell: Tell) -> None:
    client = AskingAgain(servers)
    cast = assemble(client, servers.site)
    with refusing(servers, "topics", "TopicDrafted", containing=POISON) as tries:
        topic = propose(client, cast, POISON)
        put_aside = wait_until_parked(servers)
        play(servers, {})
        assert tries() == TRIES
        assert (put_aside["type"], put_aside["attempts"]) == ("SubmissionLinkedToTopic", TRIES)
        assert metric(servers, 'shangliang_parked_events{service="topics"}') == 1
        assert requests.get(f"{servers.url}/ready", timeout=30).json()["status"] == "degraded"
    servers.shangliang("parked", "retry", "topics", str(put_aside["number"]))
    client.wait_for(f"/v1/topics/{topic}", cast.headers["station_head"], lambda one: one["state"] == "screening")
    assert parked(servers) == []
    found_sound(servers, tell, f"an effect was refused {TRIES} times, parked, and done later")


def propose(client: AskingAgain, cast: Cast, title: str) -> str:
    """A resident's word becomes a topic of that title, by an effect; its id."""
    station = cast.headers["station_head"]
    body = {"text": "路灯不亮", "division": TOWN, "channel": "counter", "name": "居民"}
    submission = f"/v1/submissions/{client.post('/v1/submissions', body, station)['id']}"
    client.wait_for(submission, station, lambda one: one["state"] == "triaging")
    client.post(f"{submission}/accept", {}, station)
    wanted = {"title": title, "background": "路灯", "organisation": cast.organisations["council"]}
    return str(client.post(f"{submission}/link_to_topic", {"new_topic": wanted}, station)["topic"])


def parked(servers: Deployment) -> list[dict[str, Any]]:
    lines = servers.shangliang("parked").splitlines()
    return [] if lines == ["nothing is parked"] else [json.loads(line) for line in lines]


def wait_until_parked(servers: Deployment) -> dict[str, Any]:
    deadline = time.monotonic() + PARKED_SECONDS
    while not (found := parked(servers)):
        assert time.monotonic() < deadline, "nothing was parked"
        time.sleep(0.5)
    assert len(found) == 1
    return found[0]


def metric(servers: Deployment, name: str) -> float:
    lines = requests.get(f"{servers.url}/metrics", timeout=30).text.splitlines()
    return next(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))
