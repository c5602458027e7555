"""Lists, records and histories: who needs a token, and how filters reach the service."""

import re

import pytest

from infra.kernel.base.problems import Unavailable
from tests.documented import documented
from tests.unit.gateway.fakes import CHAIR, MEETING, PARTICIPANT, SUBMISSION, TOPIC, Suite, bearer, told

OPEN = [
    "topics",
    "meetings",
    "outcomes",
    f"meetings/{MEETING}/participants",
    f"meetings/{MEETING}/items",
    f"meetings/{MEETING}/pre-work",
]
CLOSED = [
    "submissions", "tasks", "screening-lists", "divisions", "organisations", "venues", "people", "offices", "members",
    "policies",
]  # fmt: skip


@pytest.mark.parametrize("collection", OPEN)
def test_what_may_be_published_is_read_without_token(suite: Suite, collection: str) -> None:
    for path in (f"/v1/{collection}", f"/v1/{collection}/{TOPIC}", f"/v1/{collection}/{TOPIC}/history"):
        assert suite.client.get(path).status_code == 200


@pytest.mark.parametrize("collection", CLOSED)
def test_everything_else_needs_a_token(suite: Suite, collection: str) -> None:
    for path in (f"/v1/{collection}", f"/v1/{collection}/{TOPIC}", f"/v1/{collection}/{TOPIC}/history"):
        assert suite.client.get(path).status_code == 401
        assert suite.client.get(path, headers=CHAIR).status_code == 200
    assert suite.client.get("/v1/clock").status_code == 401


@pytest.mark.parametrize(("collection", "status"), [("submissions", 200), ("tasks", 200), ("people", 401)])
def test_a_tracking_code_reads_submissions_and_tasks(suite: Suite, collection: str, status: int) -> None:
    answer = suite.client.get(f"/v1/{collection}/{SUBMISSION}", headers={"Tracking-Code": "7K3M-AAAA"})
    assert answer.status_code == status


def test_a_nested_record_is_asked_for_with_its_meeting(suite: Suite) -> None:
    answer = suite.client.get(f"/v1/meetings/{MEETING}/participants/{PARTICIPANT}", headers=CHAIR)
    assert (suite.services.last.record_id, suite.services.last.parent_id) == (PARTICIPANT, MEETING)
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_filter_reaches_the_service(suite: Suite) -> None:
    query = (
        f"state=draft&state=closed&division=620723&organisation={TOPIC}&topic={TOPIC}&outcome={TOPIC}&since=2026-03-01T00:00:00%2B08:00"
        "&until=2026-03-02T00:00:00Z&q=%E6%A0%A1%E9%97%A8&limit=200&cursor=abc&as_of=2026-03-03T00:00:00+08:00"
    )
    assert suite.client.get(f"/v1/topics?{query}").status_code == 200
    call = suite.services.last
    assert (call.state, call.division, call.q, call.limit, call.cursor) == (
        ["draft", "closed"],
        "620723",
        "校门",
        200,
        "abc",
    )
    assert (call.organisation, call.topic, call.outcome) == (TOPIC, TOPIC, TOPIC)
    assert call.since == "2026-02-28T16:00:00.000000+00:00"
    assert call.until == "2026-03-02T00:00:00.000000+00:00"
    assert call.as_of == "2026-03-02T16:00:00.000000+00:00"


def test_a_page_has_fifty_records_by_default(suite: Suite) -> None:
    suite.client.get("/v1/topics")
    assert suite.services.last.limit == 50


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=201", "limit=x", "limit=1.5", "limit=%D9%A3", "limit=%EF%BC%95", "limit=1_0", "limit=%2B5",
        "limit=%205", "limit=5%0A", "limit=", "division=abc", "topic=1", "since=yesterday",
        "as_of=2026-03-03",
        "q=%00", "state=%00", "colour=red", "sort=colour",
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_invalid(suite: Suite, query: str) -> None:
    answer = suite.client.get(f"/v1/topics?{query}")
    assert (answer.status_code, told(answer)["type"]) == (422, "urn:shangliang:problem:invalid")
    assert list(told(answer)["errors"]) == [query.split("=", maxsplit=1)[0]]
    assert suite.services.asked == []


@pytest.mark.parametrize(
    "query", ["division=62&division=44", "limit=1&limit=2", "q=a&q=b", "as_of=2026-03-03T00:00:00Z&as_of=x"]
)
def test_a_filter_that_is_given_twice_is_refused_for_only_one_could_be_heeded(suite: Suite, query: str) -> None:
    answer = suite.client.get(f"/v1/topics?{query}", headers=CHAIR)
    assert answer.status_code == 422
    assert told(answer)["errors"] == {query.partition("=")[0]: ["只能给出一次 may be given once only"]}


def test_an_unknown_filter_is_refused_with_those_that_there_are(suite: Suite) -> None:
    said = told(suite.client.get("/v1/topics?colour=red"))["errors"]["colour"][0]
    assert (
        "as_of state division organisation topic outcome lead co_handler speciality overdue due_before tag mine sort since until q limit"
        in said
    )


@pytest.mark.parametrize("after", ["%D9%A3", "1_0", "%2B5", "%205", "x"])
def test_a_position_is_written_in_plain_digits(suite: Suite, after: str) -> None:
    answer = suite.client.get(f"/v1/events?after={after}", headers=bearer("AUD"))
    assert (answer.status_code, list(told(answer)["errors"])) == (422, ["after"])


def test_a_record_is_read_as_it_was(suite: Suite) -> None:
    suite.client.get(f"/v1/topics/{TOPIC}/history?as_of=2026-03-03T00:00:00Z")
    assert suite.services.last.as_of == "2026-03-03T00:00:00.000000+00:00"
    assert suite.client.get(f"/v1/topics/{TOPIC}?limit=1").status_code == 422


def test_a_tracking_code_needs_nothing_else(suite: Suite) -> None:
    answer = suite.client.get("/v1/submissions/track/7K3M-AAAA-BBBB-CCCC")
    assert (answer.status_code, told(answer)["state"]) == (200, "received")
    assert suite.services.asked[0] == ("topics", "track", {"tracking_code": "7K3M-AAAA-BBBB-CCCC"})


def test_track_shows_chinese_labels_deadlines_what_the_holder_may_do_and_the_replies(suite: Suite) -> None:
    track = "/v1/submissions/track/7K3M-AAAA-BBBB-CCCC"
    known = documented().example("GET", "/v1/submissions/track/{tracking_code}")
    task = {"id": TOPIC, "title": "减速带", "state": "rating_open", "allowed_commands": ["rate"]}
    suite.services.answers["topics", "track"] = {
        **known,
        "state": "needs_info",
        "topic": TOPIC,
        "steps": [{"state": "received", "at": "2026-03-02T01:00:00+00:00"}],
        "deadline": {"until": "2026-03-12T01:00:00+00:00", "command": "supply_info"},
        "allowed_commands": ["supply_info", "withdraw"],
        "tasks": [task],
    }
    replied = {"id": TOPIC, "state": "rating_open", "lead": "县交警大队", "due": "2026-05-31", "supervised": None}
    reply = {"reply": "已装减速带", "class_code": "A", "rate_until": "2026-06-01T01:00:00+00:00"}
    suite.services.answers["outcomes", "tracked_tasks"] = {"tasks": [{**replied, **reply}]}
    page = told(suite.client.get(track))
    assert (page["state_label"], page["steps"][0]["state_label"]) == ("待补充", "已接收")
    assert (page["deadline"]["label"], page["deadline"]["until"]) == ("补充情况", "2026-03-12T01:00:00+00:00")
    assert [(one["command"], one["label"]) for one in page["commands"]] == [
        ("supply_info", "补充情况"),
        ("withdraw", "撤回"),
    ]
    (shown,) = page["tasks"]
    assert (shown["state_label"], shown["lead_name"], shown["reply"]) == ("已答复待评价", "县交警大队", "已装减速带")
    assert (shown["class"], shown["rate_until"]) == ("A", "2026-06-01T01:00:00+00:00")
    assert shown["commands"] == [{"command": "rate", "label": "评价", "href": f"/v1/tasks/{TOPIC}/rate"}]
    suite.services.answers["outcomes", "tracked_tasks"] = Unavailable("no answer")
    assert told(suite.client.get(track))["tasks"][0]["reply"] is None


def test_the_tracking_page_has_what_its_holder_was_told_of_an_outcome(suite: Suite) -> None:
    track = "/v1/submissions/track/7K3M-9QWX-2B4C-8YTR"
    known = told(suite.client.get(track))
    outcome = {"id": TOPIC, "title": "整治", "state": "fed_back", "feedback": "减速带已装好"}
    suite.services.answers["topics", "track"] = {**known, "outcomes": [outcome]}
    said = {"outcome": TOPIC, "about": "fed_back", "text": "减速带已装好", "told_at": "2026-06-01T01:00:00+00:00"}
    telling = {"id": TOPIC, "state": "told", **said}
    suite.services.answers["outcomes", "tellings_of_submission"] = {"tellings": [telling]}
    (shown,) = told(suite.client.get(track))["tellings"]
    assert (shown["text"], shown["state_label"]) == ("减速带已装好", "已告知")
    assert shown["commands"] == [
        {"command": "acknowledge", "label": "已阅", "href": f"/v1/tellings/{TOPIC}/acknowledge"}
    ]
    suite.services.answers["outcomes", "tellings_of_submission"] = Unavailable("no answer")
    assert told(suite.client.get(track))["tellings"] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [("/v1/topics?limit=0", "limit"), ("/v1/topics?limit=201", "limit"), ("/v1/events?after=-2", "after")],
)
def test_a_number_out_of_bounds_is_told_in_chinese_first(suite: Suite, path: str, name: str) -> None:
    answer = suite.client.get(path, headers=bearer("AUD", division=None))
    (said,) = told(answer)["errors"][name]
    assert answer.status_code == 422
    assert re.match("须在 -?[0-9]+ 至 [0-9]+ 之间 must be from ", said)
