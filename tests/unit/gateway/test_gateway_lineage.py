"""A matter's lineage: from any of its records to all that the caller may read."""

from typing import Any

import pytest

from infra.kernel.base.problems import NotFound, Unavailable
from tests.unit.gateway.fakes import CHAIR, COUNCIL, MEETING, SHAHE, SUBMISSION, TASK, TOPIC, Suite, told

OUTCOME = "01938f3e-0000-7000-8000-000000000006"
ITEM = "01938f3e-0000-7000-8000-000000000007"
PLAN = "01938f3e-0000-7000-8000-000000000008"
BRIEF, PROPOSAL = "01938f3e-0000-7000-8000-00000000000b", "01938f3e-0000-7000-8000-00000000000c"
WORDS = "01938f3e-0000-7000-8000-00000000000d"
PROBLEM, DUTY = "01938f3e-0000-7000-8000-00000000000e", "01938f3e-0000-7000-8000-00000000000f"
COVENANT = "01938f3e-0000-7000-8000-00000000001c"
UNSEEN = "01938f3e-0000-7000-8000-000000000009"
OF_COUNTY, MERGED = "01938f3e-0000-7000-8000-00000000001a", "01938f3e-0000-7000-8000-00000000001b"
SHOWN = {
    "state": "closed", "division": SHAHE, "organisation": COUNCIL, "title": "校门口", "text": "不显示",
    "created_at": "2026-03-02T01:00:00.000000+00:00", "updated_at": "2026-03-02T01:00:00.000000+00:00",
}  # fmt: skip
RECORDS: dict[str, dict[str, Any]] = {
    "submissions": {"id": SUBMISSION, "topic": TOPIC},
    "topics": {"id": TOPIC},
    "plans": {"id": PLAN, "topics": [{"topic": TOPIC, "month": "2026-03"}, {"topic": UNSEEN, "month": "2026-04"}]},
    "meetings": {"id": MEETING, "topic": TOPIC},
    "items": {"id": ITEM},
    "outcomes": {"id": OUTCOME, "topic": TOPIC, "meeting": MEETING, "items": [ITEM], "covenant": COVENANT},
    "tasks": {"id": TASK, "topic": TOPIC, "outcome": OUTCOME},
    "instructions": {"id": WORDS, "topic": TOPIC, "written_on": {"collection": "outcomes", "id": OUTCOME}, "tasks": []},
    "briefs": {"id": BRIEF, "topic": TOPIC, "outcome": OUTCOME, "submissions": [SUBMISSION], "proposal": PROPOSAL},
    "proposals": {"id": PROPOSAL, "topic": TOPIC, "outcome": OUTCOME, "brief": BRIEF, "merged_proposals": []},
    "covenants": {"id": COVENANT, "topic": TOPIC, "outcome": OUTCOME},
    "problems": {"id": PROBLEM, "topic": None, "opened_topic": TOPIC, "task": None, "duty": DUTY},
    "duties": {"id": DUTY, "topics": []},
}
HREF = {
    "submissions": f"/v1/submissions/{SUBMISSION}",
    "topics": f"/v1/topics/{TOPIC}",
    "plans": f"/v1/plans/{PLAN}",
    "meetings": f"/v1/meetings/{MEETING}",
    "items": f"/v1/meetings/{MEETING}/items/{ITEM}",
    "outcomes": f"/v1/outcomes/{OUTCOME}",
    "tasks": f"/v1/tasks/{TASK}",
    "instructions": f"/v1/instructions/{WORDS}",
    "briefs": f"/v1/briefs/{BRIEF}",
    "proposals": f"/v1/proposals/{PROPOSAL}",
    "covenants": f"/v1/covenants/{COVENANT}",
    "problems": f"/v1/problems/{PROBLEM}",
    "duties": f"/v1/duties/{DUTY}",
}
LINKS = {
    ("submissions", "topics"), ("topics", "plans"),
    ("topics", "meetings"), ("meetings", "items"), ("items", "outcomes"), ("meetings", "outcomes"),
    ("outcomes", "tasks"), ("outcomes", "instructions"), ("outcomes", "briefs"), ("submissions", "briefs"), ("briefs", "proposals"),
    ("outcomes", "covenants"),
    ("duties", "problems"), ("problems", "topics"),
}  # fmt: skip


def with_records(suite: Suite, *hidden: str) -> None:
    """Services that know the matter; what is hidden the caller may not read."""

    def read(call: Any) -> dict[str, Any]:
        if call.collection in hidden or call.record_id == UNSEEN:
            raise NotFound("not for you")
        return {**SHOWN, **RECORDS[call.collection]}

    def listing(call: Any) -> dict[str, Any]:
        if call.topic == PLAN or call.names:
            return {"items": [], "next": None}
        assert call.topic == TOPIC or (call.collection, call.parent_id) == ("items", MEETING)
        items = [] if call.collection in hidden else [{**SHOWN, **RECORDS[call.collection]}]
        return {"items": items if call.cursor else [], "next": None if call.cursor else "more"}

    suite.services.answers["any", "read"] = read
    suite.services.answers["any", "listing"] = listing


@pytest.mark.parametrize(
    "start", ["submissions", "topics", "meetings", "outcomes", "tasks", "briefs", "proposals", "instructions"]
)
def test_from_any_record_the_whole_matter_is_seen(suite: Suite, start: str) -> None:
    with_records(suite)
    found = told(suite.client.get(f"/v1/lineage/{start}/{RECORDS[start]['id']}", headers=CHAIR))
    assert found["root"] == HREF[start]
    assert {node["href"] for node in found["nodes"]} == set(HREF.values())
    assert {(link["from"], link["to"]) for link in found["links"]} == {(HREF[one], HREF[other]) for one, other in LINKS}
    assert all(node["title"] == "校门口" and "text" not in node for node in found["nodes"])


def test_a_plan_shows_those_of_its_topics_that_the_caller_may_read_and_itself(suite: Suite) -> None:
    with_records(suite)
    found = told(suite.client.get(f"/v1/lineage/plans/{PLAN}", headers=CHAIR))
    assert found["root"] == HREF["plans"]
    assert [node["href"] for node in found["nodes"]] == [HREF["plans"], HREF["topics"]]
    assert found["links"] == [{"from": HREF["topics"], "to": HREF["plans"]}]


@pytest.mark.parametrize("start", [PLAN, UNSEEN])
def test_a_plan_and_the_one_that_it_is_derived_from_show_one_another(suite: Suite, start: str) -> None:
    """UNSEEN stands for the plan above."""
    plans = {PLAN: {"derived_from": UNSEEN}, UNSEEN: {}}

    def read(call: Any) -> dict[str, Any]:
        return {**SHOWN, "id": call.record_id, "topics": [], **plans[call.record_id]}

    def listing(call: Any) -> dict[str, Any]:
        derived = [PLAN] if call.topic == UNSEEN else []
        return {"items": [{**SHOWN, "id": one, "topics": [], **plans[one]} for one in derived], "next": None}

    suite.services.answers["any", "read"] = read
    suite.services.answers["any", "listing"] = listing
    found = told(suite.client.get(f"/v1/lineage/plans/{start}", headers=CHAIR))
    assert {node["href"] for node in found["nodes"]} == {f"/v1/plans/{PLAN}", f"/v1/plans/{UNSEEN}"}
    assert found["links"] == [{"from": f"/v1/plans/{UNSEEN}", "to": f"/v1/plans/{PLAN}"}]


@pytest.mark.parametrize("start", [TOPIC, OF_COUNTY, MERGED])
def test_a_matter_at_two_levels_and_what_was_merged_into_it_is_one(suite: Suite, start: str) -> None:
    told_of: dict[str, dict[str, Any]] = {
        TOPIC: {"linked_topic": OF_COUNTY, "merged_topics": [MERGED]},
        OF_COUNTY: {"origin": {"topic": TOPIC, "kind": "escalated", "organisation": COUNCIL}},
        MERGED: {"into": TOPIC},
    }
    suite.services.answers["any", "read"] = lambda call: {**SHOWN, "id": call.record_id, **told_of[call.record_id]}
    suite.services.answers["any", "listing"] = {"items": [], "next": None}
    found = told(suite.client.get(f"/v1/lineage/topics/{start}", headers=CHAIR))
    assert {node["id"] for node in found["nodes"]} == set(told_of)
    links = [
        (link["from"].removeprefix("/v1/topics/"), link["to"].removeprefix("/v1/topics/")) for link in found["links"]
    ]
    assert sorted(links) == sorted([(TOPIC, OF_COUNTY), (MERGED, TOPIC)])


@pytest.mark.parametrize(
    "start", ["submissions/" + SUBMISSION, f"briefs/{BRIEF}", "proposals/" + PROPOSAL, f"proposals/{MERGED}"]
)
def test_a_submission_its_brief_and_the_proposals_of_that_are_one_without_a_topic(suite: Suite, start: str) -> None:
    told_of: dict[str, dict[str, Any]] = {
        SUBMISSION: {"brief": BRIEF},
        BRIEF: {"submissions": [SUBMISSION], "proposal": MERGED},
        MERGED: {"brief": BRIEF, "into": PROPOSAL, "merged_proposals": []},
        PROPOSAL: {"merged_proposals": [MERGED]},
    }
    suite.services.answers["any", "read"] = lambda call: {**SHOWN, "id": call.record_id, **told_of[call.record_id]}
    found = told(suite.client.get(f"/v1/lineage/{start}", headers=CHAIR))
    assert {node["id"] for node in found["nodes"]} == set(told_of)
    links = [(link["from"].rpartition("/")[2], link["to"].rpartition("/")[2]) for link in found["links"]]
    assert sorted(links) == sorted([(SUBMISSION, BRIEF), (BRIEF, MERGED), (MERGED, PROPOSAL)])


def test_what_the_caller_may_not_read_is_left_out_with_its_links(suite: Suite) -> None:
    with_records(suite, "topics", "tasks")
    found = told(suite.client.get(f"/v1/lineage/meetings/{MEETING}"))
    seen = {"submissions", "plans", "meetings", "items", "outcomes", "briefs", "proposals", "instructions"}
    seen |= {"problems", "duties", "covenants"}
    assert {node["collection"] for node in found["nodes"]} == seen
    assert all(HREF["topics"] not in link.values() for link in found["links"])
    assert suite.services.last.caller.token is None


def test_a_record_that_the_caller_may_not_read_has_no_lineage(suite: Suite) -> None:
    with_records(suite, "tasks")
    assert suite.client.get(f"/v1/lineage/tasks/{TASK}").status_code == 404


def test_a_submission_that_led_to_nothing_stands_alone(suite: Suite) -> None:
    with_records(suite)
    suite.services.answers["topics", "read"] = {**SHOWN, "id": SUBMISSION, "topic": None}
    found = told(suite.client.get(f"/v1/lineage/submissions/{SUBMISSION}", headers={"Tracking-Code": "7K3M-AAAA"}))
    assert ([node["href"] for node in found["nodes"]], found["links"]) == ([HREF["submissions"]], [])
    assert suite.services.last.caller.tracking_code == "7K3M-AAAA"


@pytest.mark.parametrize(
    "path", ["people/x", f"people/{TOPIC}", "topics/x", "topics/%00", f"nothing/{TOPIC}", "topics/' OR 1=1"]
)
def test_what_is_no_record_has_no_lineage(suite: Suite, path: str) -> None:
    assert suite.client.get(f"/v1/lineage/{path}").status_code == 404
    assert suite.services.asked == []


def test_half_a_lineage_is_not_shown_as_a_whole_one(suite: Suite) -> None:
    with_records(suite)
    suite.services.answers["outcomes", "listing"] = Unavailable("asleep", retry_after=5)
    assert suite.client.get(f"/v1/lineage/topics/{TOPIC}").status_code == 503


def test_a_bad_token_is_refused(suite: Suite) -> None:
    assert suite.client.get(f"/v1/lineage/topics/{TOPIC}", headers={"Authorization": "Bearer x"}).status_code == 401
