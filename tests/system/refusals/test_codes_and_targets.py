"""What a code opens and what it does not; and that nobody refers to a record which he may not read."""

import uuid
from typing import Any

import pytest

from tests.system.api import eventually, refused, token
from tests.system.refusals.scene import OTHER_TOWN, PASS, TOWN, Scene, new_topic

SAID = {"text": "校门口路灯不亮", "division": TOWN, "channel": "qr"}
OBJECTION = {"reason": "范围太窄"}


@pytest.fixture(scope="module")
def spoken(scene: Scene) -> dict[str, Any]:
    """A resident's submission with its tracking code."""
    return scene.api.done("/v1/submissions", SAID)


@pytest.fixture(scope="module")
def noticed(scene: Scene) -> str:
    """Where objections against a topic under notice are lodged."""
    party = {"name": "镇党委", "kind": "party", "division": TOWN}
    made = scene.api.done("/v1/organisations", party, token(scene.site, "ADM"))["id"]
    capacities = {**scene.capacities, "party": token(scene.site, "PARTY", organisation=made, division=TOWN)}
    topic = f"/v1/topics/{new_topic(scene)}"
    for command, body, who in (
        (PASS, scene.request().body, "station"),
        ("select", {}, "chair"),
        ("endorse", {"opinion": "同意"}, "office"),
        ("approve", {"document_number": "〔2026〕1号"}, "party"),
        ("post_notice", {}, "chair"),
    ):
        scene.api.done(f"{topic}/{command}", body, capacities[who])
    return f"{topic}/lodge_objection"


def test_anyone_may_object_during_the_notice_and_only_then(scene: Scene, noticed: str) -> None:
    assert scene.api.done(noticed, OBJECTION)["state"] == "noticed"
    assert scene.api.done(noticed, OBJECTION, {"Tracking-Code": "junk", "Idempotency-Key": str(uuid.uuid4())})
    refused(scene.api.post(noticed, OBJECTION, scene.capacities["elsewhere"]), 403, "not-permitted")
    early = f"/v1/topics/{scene.screening}/lodge_objection"
    refused(scene.api.post(early, OBJECTION), 403, "not-permitted")


def test_any_submitter_and_whoever_has_an_account_may_object(
    scene: Scene, noticed: str, spoken: dict[str, Any]
) -> None:
    holder = {"Tracking-Code": spoken["tracking_code"]}
    topic = noticed.rpartition("/")[0]
    assert scene.api.shown(topic, holder)["allowed_commands"] == ["lodge_objection"]
    assert scene.api.shown(topic)["allowed_commands"] == ["lodge_objection"]
    assert scene.api.done(noticed, OBJECTION, holder)["state"] == "noticed"
    assert scene.api.done(noticed, OBJECTION, token(scene.site, "PUB"))["state"] == "noticed"


def accepted(scene: Scene, town: str) -> str:
    said = {"text": "路灯不亮", "division": TOWN if town == "station" else OTHER_TOWN, "channel": "counter"}
    path = f"/v1/submissions/{scene.api.done('/v1/submissions', said, scene.capacities[town])['id']}"
    eventually(lambda: scene.api.shown(path, scene.auditor)["state"], lambda state: state == "triaging")
    return path


def same_answer(scene: Scene, path: str, field: str, body: dict[str, str], hidden: str, rule: str) -> None:
    """A record that one may not read is told of as one that is not there."""
    said = []
    for target in (hidden, str(uuid.uuid4())):
        answer = scene.api.post(path, {**body, field: target}, scene.capacities["elsewhere"])
        problem = refused(answer, 422, "invalid")
        assert problem["rule"] == rule
        said.append(problem["detail"].replace(target, ""))
    assert said[0] == said[1]


def test_nobody_links_a_submission_to_a_topic_that_he_may_not_read(scene: Scene, noticed: str) -> None:
    path = accepted(scene, "elsewhere")
    scene.api.done(f"{path}/accept", {}, scene.capacities["elsewhere"])
    refused(scene.api.get(f"/v1/topics/{scene.screening}", scene.capacities["elsewhere"]), 404, "not-found")
    same_answer(scene, f"{path}/link_to_topic", "topic", {}, scene.screening, "TopicMustExist")
    linked = scene.api.done(f"{path}/link_to_topic", {"topic": noticed.split("/")[3]}, scene.capacities["elsewhere"])
    assert linked["state"] == "linked_topic"


def test_nobody_merges_a_submission_into_one_that_he_may_not_read(scene: Scene) -> None:
    path, hidden = accepted(scene, "elsewhere"), accepted(scene, "station").rpartition("/")[2]
    reason = {"reason": "同一件事"}
    same_answer(scene, f"{path}/merge", "into", reason, hidden, "MergeTargetMustBeAnotherSubmission")
    own = accepted(scene, "elsewhere").rpartition("/")[2]
    assert scene.api.done(f"{path}/merge", {**reason, "into": own}, scene.capacities["elsewhere"])["state"] == "merged"
