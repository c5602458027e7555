"""What a command answers: who asks the same again, at once or twice at once, gets the same; versions, capacities, late entries."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.system.api import Headers, refused, token
from tests.system.refusals.scene import TOWN, Scene
from tests.system.written import everything, rows

AT_ONCE = 8
Said = dict[str, Any]
SUBMISSION: Said = {"text": "校门口太危险", "division": TOWN, "channel": "web"}


def submitted(scene: Scene, body: Said | None = None, headers: Headers | None = None) -> str:
    """A submission that waits to be taken up."""
    submission = str(scene.api.done("/v1/submissions", body or SUBMISSION, headers)["id"])
    scene.api.becomes(f"/v1/submissions/{submission}", scene.auditor, "triaging")
    return submission


def test_what_was_created_is_answered_with_its_address_and_version(scene: Scene) -> None:
    answer = scene.api.post("/v1/submissions", SUBMISSION)
    made = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    assert answer.headers["Location"] == f"/v1/submissions/{made['id']}"
    assert list(made) == ["id", "state", "version", "events", "tracking_code"]
    assert (made["state"], made["version"]) == ("received", 1)
    assert [(event["type"], event["version"]) for event in made["events"]] == [("SubmissionReceived", 1)]
    assert uuid.UUID(made["id"]).version == uuid.UUID(made["events"][0]["id"]).version == 7
    track = scene.api.shown(f"/v1/submissions/track/{made['tracking_code']}")
    assert track["id"] == made["id"]


def test_the_etag_of_a_record_begins_with_its_version_and_moves_with_each_command(scene: Scene) -> None:
    submission = submitted(scene)
    path = f"/v1/submissions/{submission}"
    seen = scene.api.get(path, scene.auditor)
    etag = seen.headers["ETag"]
    assert (etag.startswith('"2-'), seen.json()["version"]) == (True, 2)
    assert scene.api.get(path, {**scene.auditor, "If-None-Match": etag}).status_code == 304
    assert scene.api.get(path, {**scene.capacities["station"], "If-None-Match": etag}).status_code == 200
    accepted = scene.api.post(f"{path}/accept", {}, {**scene.capacities["station"], "If-Match": etag})
    assert (accepted.status_code, accepted.headers["ETag"], accepted.json()["version"]) == (200, '"3"', 3)
    stale = {**scene.capacities["station"], "If-Match": '"2"'}
    refused(scene.api.post(f"{path}/link_to_topic", {"topic": scene.screening}, stale), 412, "version-mismatch")


def test_the_same_again_is_the_same_answer_and_one_record(scene: Scene) -> None:
    key = str(uuid.uuid4())
    first = scene.api.post("/v1/submissions", SUBMISSION, key=key)
    before = everything(scene.suite.folder)
    again = scene.api.post("/v1/submissions", SUBMISSION, key=key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert [again.headers[name] for name in ("ETag", "Location")] == [
        first.headers[name] for name in ("ETag", "Location")
    ]
    assert everything(scene.suite.folder) == before


def test_the_same_many_times_at_once_is_one_record(scene: Scene) -> None:
    key = str(uuid.uuid4())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(scene.api.post, "/v1/submissions", SUBMISSION, None, key) for _ in range(AT_ONCE)]
        answers = [one.result() for one in asked]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    kept = "select count(*) from commands where key = ?"
    assert rows(scene.suite.folder, "topics", kept, key) == [(1,)]


def test_two_different_commands_under_one_key_at_once_are_one_effect(scene: Scene) -> None:
    station, key = scene.capacities["station"], str(uuid.uuid4())
    bodies = [{**SUBMISSION, "channel": "phone", "text": f"第 {number} 句"} for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(scene.api.post, "/v1/submissions", body, station, key) for body in bodies]
        answers = [one.result() for one in asked]
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * (AT_ONCE - 1)
    for answer in answers:
        if answer.status_code != 201:
            refused(answer, 422, "idempotency-key-reused")


def test_many_at_once_on_one_version_have_one_winner(scene: Scene) -> None:
    path = f"/v1/submissions/{submitted(scene)}/accept"
    headers = {**scene.capacities["station"], "If-Match": '"2"'}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = [one.result() for one in [pool.submit(scene.api.post, path, {}, headers) for _ in range(AT_ONCE)]]
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * (AT_ONCE - 1)


def test_a_refused_command_leaves_its_key_free(scene: Scene) -> None:
    submission, key = submitted(scene), str(uuid.uuid4())
    path, station = f"/v1/submissions/{submission}/accept", scene.capacities["station"]
    refused(scene.api.post(path, {"nobody": 1}, station, key), 422, "invalid")
    assert scene.api.post(path, {}, station, key).status_code == 200


def test_keys_of_two_callers_are_two_keys(scene: Scene) -> None:
    key = str(uuid.uuid4())
    body = {**SUBMISSION, "channel": "counter"}
    made = [scene.api.done("/v1/submissions", body, scene.capacities[who], key) for who in ("station", "office")]
    assert made[0]["id"] != made[1]["id"]


def test_the_capacity_chosen_is_the_one_recorded(scene: Scene) -> None:
    station = scene.organisations["station"]
    both = token(scene.site, "STN", "LIA", organisation=station, division=TOWN)
    for chosen in ("STN", "LIA"):
        submission = submitted(scene, headers={**both, "Capacity": chosen})
        received = scene.api.items(f"/v1/submissions/{submission}/history", scene.auditor)[0]
        assert (received["role"], received["organisation"]) == (chosen, station)


def test_what_happened_yesterday_is_recorded_late_and_says_so(scene: Scene) -> None:
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    submission = scene.api.done("/v1/submissions", {**SUBMISSION, "occurred_at": yesterday})["id"]
    path = f"/v1/submissions/{submission}"
    scene.api.becomes(path, scene.auditor, "triaging")
    scene.api.done(f"{path}/accept", {"occurred_at": yesterday}, scene.capacities["station"])
    accepted = scene.api.items(f"{path}/history", scene.auditor)[-1]
    assert datetime.fromisoformat(accepted["occurred_at"]) == datetime.fromisoformat(yesterday)
    assert accepted["late"] is True
    assert datetime.fromisoformat(accepted["recorded_at"]) - datetime.fromisoformat(yesterday) >= timedelta(days=1)


def test_nothing_is_said_to_have_happened_before_what_made_it_possible(scene: Scene) -> None:
    submission = submitted(scene)
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    answer = scene.api.post(
        f"/v1/submissions/{submission}/accept", {"occurred_at": yesterday}, scene.capacities["station"]
    )
    problem = refused(answer, 422, "invalid")
    assert "Submission" in problem["errors"]["occurred_at"][0]


def test_a_rejection_entered_late_takes_no_day_from_the_appeal(scene: Scene) -> None:
    long_ago, later = ((datetime.now(UTC) - timedelta(days=days)).isoformat() for days in (60, 50))
    made = scene.api.done("/v1/submissions", {**SUBMISSION, "occurred_at": long_ago})
    path = f"/v1/submissions/{made['id']}"
    scene.api.becomes(path, scene.auditor, "triaging")
    body = {"code": "exclude-1", "reason": "不属协商事项", "occurred_at": later}
    scene.api.done(f"{path}/reject", body, scene.capacities["station"])
    rejected = scene.api.items(f"{path}/history", scene.auditor)[-1]
    given = datetime.fromisoformat(rejected["payload"]["appeal_until"]) - datetime.fromisoformat(
        rejected["recorded_at"]
    )
    assert timedelta(days=14, hours=23) < given <= timedelta(days=15)
    appealed = scene.api.done(f"{path}/appeal", {"reason": "请复核"}, {"Tracking-Code": made["tracking_code"]})
    assert appealed["state"] == "appealed"


RARE = "𠮷野家𡃁𪚥"
COMMANDS: dict[str, Callable[[str], Said]] = {
    "ask_for_info": lambda rare: {"question": rare, "reason": rare},
    "reject": lambda rare: {"code": "reject-1", "reason": rare},
}


def test_rare_characters_come_back_as_they_were_said(scene: Scene) -> None:
    body = {**SUBMISSION, "text": RARE, "title": RARE, "name": RARE, "contact": RARE}
    answer = scene.api.post("/v1/submissions", body)
    made = answer.json()
    page = scene.api.shown(f"/v1/submissions/track/{made['tracking_code']}")
    assert (page["text"], page["title"]) == (RARE, RARE)
    own = scene.api.shown(f"/v1/submissions/{made['id']}", {"Tracking-Code": made["tracking_code"]})
    assert [own[name] for name in ("text", "title", "name", "contact")] == [RARE] * 4
    topic = scene.api.shown(f"/v1/topics/{scene.screening}", scene.auditor)
    assert topic["background"] == "𠮷𡃁"
    organisation = scene.api.shown(f"/v1/organisations/{scene.organisations['council']}", scene.auditor)
    assert organisation["name"] == "council 𠮷"


@pytest.mark.parametrize("command", list(COMMANDS))
def test_a_reason_in_rare_characters_stands_in_the_history(scene: Scene, command: str) -> None:
    path = f"/v1/submissions/{submitted(scene)}"
    scene.api.done(f"{path}/{command}", COMMANDS[command](RARE), scene.capacities["station"])
    assert scene.api.items(f"{path}/history", scene.auditor)[-1]["reason"] == RARE


def test_exactly_64_kilobytes_of_text_are_taken(scene: Scene) -> None:
    text = "𠮷" * 16_384
    submission = submitted(scene, {**SUBMISSION, "text": text})
    assert scene.api.shown(f"/v1/submissions/{submission}", scene.capacities["station"])["text"] == text


def test_a_session_of_commands_shares_the_callers_correlation_id(scene: Scene) -> None:
    correlation = str(uuid.uuid4())
    answer = scene.api.post("/v1/submissions", SUBMISSION, {"X-Correlation-Id": correlation})
    assert answer.headers["X-Correlation-Id"] == correlation
    history = scene.api.items(f"/v1/submissions/{answer.json()['id']}/history", scene.auditor)
    assert history[0]["correlation_id"] == correlation
