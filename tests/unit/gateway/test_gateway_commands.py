"""What a command becomes on its way to the service, and what its answer becomes on its way back."""

import uuid

import pytest

from gateway.documents.tables import table
from gateway.routes import RESOURCES
from infra.kernel.base.problems import NotPermitted
from tests.unit.gateway.fakes import CHAIR, MEETING, PARTICIPANT, SUBMISSION, TASK, TOPIC, Suite, bearer, done, told

PUBLISHED = table()["lifecycles"]
LIFECYCLE_OF = {
    "submissions": "submission",
    "topics": "topic",
    "meetings": "meeting",
    "participants": "attendance",
    "items": "consensus_item",
    "pre-work": "pre_work",
    "outcomes": "outcome",
    "tasks": "task",
    "duties": "duty",
}
BY_COLLECTION = {resource.collection: resource for resource in RESOURCES}


def people_by_command(collection: str) -> dict[str, set[str]]:
    """Every published command that people may give, with who may."""
    lifecycle = PUBLISHED[LIFECYCLE_OF[collection]]
    found: dict[str, set[str]] = {}
    for row in (lifecycle["creation"], *lifecycle["transitions"]):
        found.setdefault(row["command"], set()).update(row["roles"])
    return {command: roles for command, roles in found.items() if roles != {"SYS"}}


@pytest.mark.parametrize("collection", LIFECYCLE_OF)
def test_every_published_command_has_words(collection: str) -> None:
    assert set(BY_COLLECTION[collection].words) == set(people_by_command(collection))


@pytest.mark.parametrize("collection", LIFECYCLE_OF)
def test_the_codes_open_what_is_for_residents_and_participants(collection: str) -> None:
    resource = BY_COLLECTION[collection]
    commands = people_by_command(collection)
    creating = {resource.creating} if resource.open_creation else set()
    assert set(resource.by_tracking) | creating == {name for name, roles in commands.items() if "PUB" in roles}
    assert set(resource.by_participant) == {name for name, roles in commands.items() if {"SELF", "ATT"} & set(roles)}


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.collection)
def test_every_command_of_a_service_has_words(resource: object) -> None:
    found = BY_COLLECTION[resource.collection]  # type: ignore[attr-defined]
    assert set(found.commands) <= set(found.words)


def test_a_creating_command_answers_201_and_where(suite: Suite) -> None:
    suite.services.answers["topics", "command"] = done(created=True)
    answer = suite.client.post("/v1/topics", json={"title": "校门口交通"}, headers=CHAIR)
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/topics/{TOPIC}"
    assert answer.headers["ETag"] == '"1"'
    assert set(told(answer)) == {"id", "state", "version", "events"}
    service, method, call = suite.services.asked[0]
    assert (service, method, call.collection, call.command) == ("topics", "command", "topics", "draft")
    assert (call.record_id, call.parent_id, call.if_match) == (None, None, None)
    assert call.body == {"title": "校门口交通"}
    assert uuid.UUID(call.key)


def test_a_nested_creating_command_names_its_meeting(suite: Suite) -> None:
    invited = done(PARTICIPANT, created=True, state="invited", participant_code="7K3M-AAAA")
    suite.services.answers["meetings", "command"] = invited
    answer = suite.client.post(f"/v1/meetings/{MEETING}/participants", json={"kind": "fixed"}, headers=CHAIR)
    assert answer.headers["Location"] == f"/v1/meetings/{MEETING}/participants/{PARTICIPANT}"
    assert told(answer)["participant_code"] == "7K3M-AAAA"
    assert (suite.services.last.command, suite.services.last.parent_id) == ("invite", MEETING)


def test_another_command_carries_ids_key_version_and_capacity(suite: Suite) -> None:
    headers = {
        **CHAIR,
        "Idempotency-Key": "once",
        "If-Match": '"3"',
        "Capacity": "CHAIR",
        "X-Correlation-Id": "visit-7",
    }
    path = f"/v1/meetings/{MEETING.upper()}/participants/{PARTICIPANT}/uninvite"
    answer = suite.client.post(path, json={"reason": "重复"}, headers=headers)
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    call = suite.services.last
    assert (call.record_id, call.parent_id, call.key, call.if_match) == (PARTICIPANT, MEETING, "once", 3)
    assert (call.caller.capacity, call.correlation_id) == ("CHAIR", "visit-7")
    assert answer.headers["X-Correlation-Id"] == "visit-7"


@pytest.mark.parametrize(
    ("header", "version"), [('"0"', 0), ("*", None), ("3", -1), ('W/"3"', -1), ('"x"', -1), ("", -1), ('"1", "2"', -1)]
)
def test_an_if_match_that_names_no_version_holds_for_none(suite: Suite, header: str, version: int | None) -> None:
    suite.client.post(f"/v1/topics/{TOPIC}/select", json={}, headers={**CHAIR, "If-Match": header})
    assert suite.services.last.if_match == version


@pytest.mark.parametrize("header", ['"3-0f"', '"3-0123456789abcdef"'])
def test_the_etag_of_what_was_read_holds_for_its_version(suite: Suite, header: str) -> None:
    suite.client.post(f"/v1/topics/{TOPIC}/select", json={}, headers={**CHAIR, "If-Match": header})
    assert suite.services.last.if_match == 3


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("abc", "abc"),
        ('"abc"', "abc"),
        (' "abc" ', "abc"),
        (r'"a\"b\\c"', 'a"b\\c'),
        ('"abc', '"abc'),
        ('"', '"'),
        ('""', ""),
        ('a"b', 'a"b'),
    ],
)
def test_a_quoted_idempotency_key_is_the_key_within(suite: Suite, header: str, key: str) -> None:
    """draft-ietf-httpapi-idempotency-key-header: a string of Structured Fields, hence in quotation marks."""
    suite.client.post(f"/v1/topics/{TOPIC}/select", json={}, headers={**CHAIR, "Idempotency-Key": header})
    assert suite.services.last.key == key


@pytest.mark.parametrize("given", ["", "two words", "x" * 65, "<script>", "编号"])
def test_a_correlation_id_that_may_not_stand_in_a_log_is_replaced(suite: Suite, given: str) -> None:
    headers = {**CHAIR, "X-Correlation-Id": given.encode().decode("latin-1")}
    answer = suite.client.post(f"/v1/topics/{TOPIC}/select", json={}, headers=headers)
    assert uuid.UUID(answer.headers["X-Correlation-Id"])
    assert suite.services.last.correlation_id == answer.headers["X-Correlation-Id"]


def test_anyone_may_submit(suite: Suite) -> None:
    received = done(SUBMISSION, created=True, state="received", tracking_code="7K3M-AAAA")
    suite.services.answers["topics", "command"] = received
    answer = suite.client.post("/v1/submissions", json={"text": "校门口很危险"}, headers={"Idempotency-Key": "raw"})
    assert (answer.status_code, told(answer)["tracking_code"]) == (201, "7K3M-AAAA")
    assert (suite.services.last.caller.token, suite.services.last.key) == (None, "raw")


def test_anyone_may_object_with_a_code_or_with_nothing(suite: Suite) -> None:
    path = f"/v1/topics/{TOPIC}/lodge_objection"
    assert suite.client.post(path, json={"reason": "太窄"}).status_code == 200
    assert suite.services.last.caller.tracking_code is None
    assert suite.client.post(path, json={"reason": "太窄"}, headers={"Tracking-Code": "7K3M-AAAA"}).status_code == 200
    assert suite.services.last.caller.tracking_code == "7K3M-AAAA"


@pytest.mark.parametrize(
    ("path", "header"),
    [
        (f"/v1/submissions/{SUBMISSION}/rate", "Tracking-Code"),
        (f"/v1/tasks/{TASK}/rate", "Tracking-Code"),
        (f"/v1/meetings/{MEETING}/participants/{PARTICIPANT}/check_in", "Participant-Code"),
        (f"/v1/meetings/{MEETING}/pre-work/{PARTICIPANT}/submit_pre_work", "Participant-Code"),
    ],
)
def test_a_code_stands_in_for_the_token(suite: Suite, path: str, header: str) -> None:
    assert suite.client.post(path, json={}, headers={header: "7K3M-AAAA"}).status_code == 200
    given = {suite.services.last.caller.tracking_code, suite.services.last.caller.participant_code}
    assert given == {"7K3M-AAAA", None}
    suite.services.asked.clear()
    assert suite.client.post(path, json={}).status_code == 401
    assert suite.client.post(path, json={}, headers={header: ""}).status_code == 401
    assert suite.services.asked == []


def test_a_code_opens_nothing_else(suite: Suite) -> None:
    codes = {"Tracking-Code": "7K3M-AAAA", "Participant-Code": "7K3M-AAAA"}
    assert suite.client.post(f"/v1/submissions/{SUBMISSION}/accept", json={}, headers=codes).status_code == 401
    assert suite.client.post("/v1/topics", json={}, headers=codes).status_code == 401


def test_a_command_of_the_system_alone_is_for_the_service_to_refuse(suite: Suite) -> None:
    suite.services.answers["topics", "command"] = NotPermitted("这一步由系统完成 Only the system does this")
    answer = suite.client.post(f"/v1/submissions/{SUBMISSION}/acknowledge", json={}, headers=CHAIR)
    assert answer.status_code == 403
    assert suite.services.last.command == "acknowledge"
    suite.services.asked.clear()
    assert suite.client.post(f"/v1/submissions/{SUBMISSION}/acknowledge", json={}).status_code == 401
    assert suite.services.asked == []


def test_a_creating_command_does_not_run_on_a_record(suite: Suite) -> None:
    assert suite.client.post(f"/v1/topics/{TOPIC}/draft", json={}, headers=CHAIR).status_code == 404
    assert suite.services.asked == []


def test_what_only_the_system_makes_is_not_posted(suite: Suite) -> None:
    answer = suite.client.post("/v1/tasks", json={}, headers=bearer("DISP"))
    assert (answer.status_code, told(answer)["type"]) == (405, "urn:shangliang:problem:method-not-allowed")
    assert "GET" in answer.headers["Allow"]
