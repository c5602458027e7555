"""Lists and records of the story: every filter, pages, how it was at an earlier time, and what a search never finds."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.system.api import refused, token
from tests.system.told import COUNTY, TOWN, Told

SOMEBODY = "019a0000-0000-7000-8000-0000000000ff"
FAR = "620725"


def ids(told: Told, collection: str, **query: Any) -> list[str]:
    return [one["id"] for one in told.api.items(f"/v1/{collection}", told.auditor, **query)]


def test_a_list_holds_the_records_of_the_story(told: Told) -> None:
    assert sorted(ids(told, "submissions")) == sorted(told.ids["submissions"])
    assert ids(told, "topics") == [told.ids["topic"]]
    assert sorted(ids(told, "meetings")) == sorted(told.ids["meetings"])
    assert sorted(ids(told, "tasks")) == sorted(told.ids["tasks"])


def test_states_may_be_asked_for_one_or_several_at_once(told: Told) -> None:
    first, second = told.ids["meetings"]
    assert ids(told, "meetings", state="ended") == [first]
    assert sorted(ids(told, "meetings", state=["ended", "archived"])) == sorted([first, second])
    assert ids(told, "meetings", state="planned") == []


@pytest.mark.parametrize(("division", "count"), [("62", 3), ("6207", 3), (COUNTY, 3), (TOWN, 3), ("620723103", 0)])
def test_a_division_includes_what_lies_below_it(told: Told, division: str, count: int) -> None:
    assert len(ids(told, "submissions", division=division)) == count


def test_records_are_found_by_organisation_topic_and_outcome(told: Told) -> None:
    council = told.organisations()["council"]
    assert ids(told, "topics", organisation=council) == [told.ids["topic"]]
    assert ids(told, "topics", organisation=told.organisations()["party"]) == []
    assert sorted(ids(told, "tasks", outcome=told.ids["outcome"])) == sorted(told.ids["tasks"])
    assert sorted(ids(told, "tasks", topic=told.ids["topic"])) == sorted(told.ids["tasks"])
    assert sorted(ids(told, "meetings", topic=told.ids["topic"])) == sorted(told.ids["meetings"])
    assert sorted(ids(told, "submissions", topic=told.ids["topic"])) == sorted(told.ids["submissions"])
    for name in ("topic", "outcome", "organisation"):
        assert ids(told, "tasks", **{name: SOMEBODY}) == []


def test_ruling_28_tasks_are_found_by_lead_co_handler_date_and_lateness(told: Told) -> None:
    tasks = told.api.items("/v1/tasks", told.auditor)
    leads, co_handlers = {one["lead"] for one in tasks}, {who for one in tasks for who in one["co_handlers"]}
    assert leads
    assert co_handlers
    for who in leads:
        assert sorted(ids(told, "tasks", lead=who)) == sorted(one["id"] for one in tasks if one["lead"] == who)
    for who in co_handlers:
        assert sorted(ids(told, "tasks", co_handler=who)) == sorted(
            one["id"] for one in tasks if who in one["co_handlers"]
        )
    last = max(one["due"] for one in tasks)
    assert sorted(ids(told, "tasks", due_before=last)) == sorted(one["id"] for one in tasks if one["due"] < last)
    overdue, in_time = ids(told, "tasks", overdue="true"), ids(told, "tasks", overdue="false")
    assert sorted([*overdue, *in_time]) == sorted(one["id"] for one in tasks)
    assert ids(told, "topics", lead=leads.pop()) == []


@pytest.mark.parametrize("sort", ["updated_at", "-updated_at", "created_at", "-created_at", "due", "-due"])
@pytest.mark.parametrize("then", [False, True])
def test_ruling_28_a_list_comes_in_the_order_asked_for_page_by_page(told: Told, sort: str, then: bool) -> None:
    member = sort.removeprefix("-")
    collection = "tasks" if member == "due" else "submissions"
    listed = told.api.items(f"/v1/{collection}", told.auditor)
    as_of = {"as_of": max(one["updated_at"] for one in listed)} if then else {}
    whole = told.api.items(f"/v1/{collection}", told.auditor, sort=sort, **as_of)
    assert [one[member] for one in whole] == sorted((one[member] for one in whole), reverse=sort.startswith("-"))
    assert len(whole) == len(listed) > 1
    paged: list[dict[str, Any]] = []
    query: dict[str, Any] = {"sort": sort, "limit": 1, **as_of}
    while True:
        page = told.api.shown(f"/v1/{collection}", told.auditor, **query)
        paged += page["items"]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert paged == whole


def test_ruling_28_mine_lists_what_waits_for_the_caller(told: Told) -> None:
    council, ended = told.organisations()["council"], ids(told, "meetings", state="ended")
    recorder = token(told.site, "REC", organisation=council, division=TOWN)
    assert [one["id"] for one in told.api.items("/v1/meetings", recorder, mine="true")] == ended
    assert told.api.items("/v1/meetings", told.auditor, mine="true") == []
    assert len(told.api.items("/v1/meetings", told.auditor, mine="false")) == len(told.ids["meetings"])


@pytest.mark.parametrize(
    "wrong", [{"sort": "title"}, {"sort": ""}, {"mine": "yes"}, {"overdue": "1"}, {"due_before": "x"}]
)
def test_ruling_28_what_is_no_order_or_no_filter_is_refused(told: Told, wrong: dict[str, str]) -> None:
    refused(told.api.get("/v1/tasks", told.auditor, **wrong), 422, "invalid")


def test_a_cursor_of_another_order_is_refused(told: Told) -> None:
    by_date = told.api.shown("/v1/submissions", told.auditor, sort="updated_at", limit=1)["next"]
    by_id = told.api.shown("/v1/submissions", told.auditor, limit=1)["next"]
    refused(told.api.get("/v1/submissions", told.auditor, cursor=by_date), 422, "invalid")
    refused(told.api.get("/v1/submissions", told.auditor, cursor=by_id, sort="updated_at"), 422, "invalid")


def test_ruling_28_a_department_alone_reads_its_tasks_with_their_outcome(told: Told) -> None:
    construction = told.organisations()["construction"]
    alone = token(told.site, "HND", organisation=construction, division=COUNTY)
    lead_of = {told.record("tasks", task)["lead"]: task for task in told.ids["tasks"]}
    assert [one["id"] for one in told.api.items("/v1/tasks", alone)] == [lead_of[construction]]
    assert [one["id"] for one in told.api.items("/v1/outcomes", alone)] == [told.ids["outcome"]]
    now = told.record("outcomes", told.ids["outcome"])["updated_at"]
    for then in ({}, {"as_of": now}):
        assert told.api.get(f"/v1/outcomes/{told.ids['outcome']}", alone, **then).status_code == 200
    for submission in told.ids["submissions"]:
        assert told.api.get(f"/v1/submissions/{submission}", alone).status_code == 404


def test_since_and_until_go_by_the_last_event(told: Told) -> None:
    rated, *others = told.ids["submissions"]
    closed = datetime.fromisoformat(told.record("submissions", rated)["updated_at"])
    later = (closed + timedelta(days=1)).isoformat()
    assert sorted(ids(told, "submissions", since=later)) == sorted(others)
    assert ids(told, "submissions", until=later) == [rated]
    assert ids(told, "submissions", since=closed.isoformat(), until=closed.isoformat()) == [rated]


def test_pages_follow_one_another_without_gap_or_double(told: Told) -> None:
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 2}
    while True:
        page = told.api.shown("/v1/submissions", told.auditor, **query)
        assert len(page["items"]) <= 2
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert seen == ids(told, "submissions")
    assert len(seen) == 3


def test_a_search_finds_titles_and_never_what_is_personal(told: Told) -> None:
    assert ids(told, "topics", q="交通乱象") == [told.ids["topic"]]
    assert ids(told, "outcomes", q="交通整治") == [told.ids["outcome"]]
    assert ids(told, "topics", q="100%") == []
    for personal in ("车挤成一团", "王女士", "老陈", "13900000000", "件件有回音", "enc1", "吴东"):
        for collection in ("submissions", "topics", "meetings", "outcomes", "tasks", "people"):
            assert ids(told, collection, q=personal) == []
        for meeting in told.ids["meetings"]:
            assert ids(told, f"meetings/{meeting}/participants", q=personal) == []


def test_a_search_finds_from_one_character_up_whatever_the_reader_reads_and_nothing_else(told: Told) -> None:
    topic, opinion = told.ids["topic"], "请交警、住建部门和家长代表参加"
    assert ids(told, "topics", q="校") == [one["id"] for one in told.api.items("/v1/topics", q="校")] == [topic]
    # The opinion (审题意见) is kept inside: the public does not find by it what it does not read.
    assert ids(told, "topics", q=opinion) == [topic]
    assert told.api.items("/v1/topics", q=opinion) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"), ("limit", "201"), ("limit", "ten"), ("division", "x"), ("topic", "1"), ("since", "yesterday"),
        ("until", "2026-01-01T00:00:00"), ("cursor", "###"), ("as_of", "now"), ("order", "title"), ("q", "a\x00"),
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_named(told: Told, name: str, value: str) -> None:
    answer = told.api.get("/v1/topics", told.auditor, **{name: value})
    assert list(refused(answer, 422, "invalid")["errors"]) == [name]


def test_a_record_a_history_and_a_list_are_shown_as_they_were(told: Told) -> None:
    topic = told.ids["topic"]
    history = told.history("topics", topic)
    approved = next(event for event in history if event["type"] == "TopicApproved")
    then = {"as_of": approved["recorded_at"]}
    assert told.api.shown(f"/v1/topics/{topic}", told.auditor, **then)["state"] == "approved"
    known = told.api.items(f"/v1/topics/{topic}/history", told.auditor, **then)
    assert [event["type"] for event in known] == [event["type"] for event in history[: len(known)]]
    assert known[-1]["type"] == "TopicApproved"
    listed = told.api.items("/v1/topics", told.auditor, **then)
    assert [(one["id"], one["state"]) for one in listed] == [(topic, "approved")]
    assert ids(told, "topics", state="approved", **then) == [topic]
    assert ids(told, "topics", state="closed", **then) == []
    assert ids(told, "meetings", **then) == []


def test_whoever_a_record_names_reads_it_from_wherever(told: Told) -> None:
    departments = {short: told.organisations()[short] for short in ("police", "construction")}
    lead_of = {told.record("tasks", task)["lead"]: task for task in told.ids["tasks"]}
    far = {short: token(told.site, "HND", organisation=one, division=FAR) for short, one in departments.items()}
    assert sorted(one["id"] for one in told.api.items("/v1/tasks", far["police"])) == sorted(told.ids["tasks"])
    only = [lead_of[departments["construction"]]]
    assert [one["id"] for one in told.api.items("/v1/tasks", far["construction"])] == only
    meeting = told.ids["meetings"][0]
    came = next(one["person"] for one in told.api.items(f"/v1/meetings/{meeting}/participants", told.auditor)
                if one["mode"] == "remote")  # fmt: skip
    for person, status in ((came, 200), (SOMEBODY, 404)):
        somewhere = token(told.site, "MEM", organisation=SOMEBODY, division=FAR, person=person)
        assert told.api.get(f"/v1/meetings/{meeting}", somewhere).status_code == status


def test_before_it_was_there_was_none(told: Told) -> None:
    long_ago = {"as_of": "2020-01-01T00:00:00+08:00"}
    refused(told.api.get(f"/v1/topics/{told.ids['topic']}", told.auditor, **long_ago), 404, "not-found")
    assert ids(told, "topics", **long_ago) == []


def test_what_came_many_at_once_is_shown_as_it_was_too(told: Told) -> None:
    """44,703 divisions: read in one pass, whatever is asked of them; nobody else waits for it."""
    drafted = told.history("topics", told.ids["topic"])[0]["recorded_at"]
    county = {"division": COUNTY, "limit": 200}
    listed = told.api.items("/v1/divisions", told.auditor, **county)
    assert len(listed) > 5
    assert told.api.items("/v1/divisions", told.auditor, **county, as_of=drafted) == listed
    first = told.api.shown("/v1/divisions", told.auditor, division=COUNTY, limit=2, as_of=drafted)
    rest = told.api.items("/v1/divisions", told.auditor, **county, as_of=drafted, cursor=first["next"])
    assert first["items"] + rest == listed
    now = told.api.shown(f"/v1/divisions/{TOWN}", told.auditor)
    assert told.api.shown(f"/v1/divisions/{TOWN}", told.auditor, as_of=drafted) == now
    long_ago = {"as_of": "2020-01-01T00:00:00+08:00"}
    assert told.api.items("/v1/divisions", told.auditor, **long_ago) == []
    refused(told.api.get(f"/v1/divisions/{TOWN}", told.auditor, **long_ago), 404, "not-found")


def test_before_it_was_published_nobody_without_a_token_reads_it_as_of_then(told: Told) -> None:
    drafted = told.history("topics", told.ids["topic"])[0]
    answer = told.api.get(f"/v1/topics/{told.ids['topic']}", as_of=drafted["recorded_at"])
    refused(answer, 404, "not-found")


def test_a_record_tells_what_the_reader_may_do_there(told: Told) -> None:
    assert told.record("topics", told.ids["topic"])["allowed_commands"] == []
    closed = told.ids["submissions"][0]
    assert told.api.shown(f"/v1/submissions/{closed}", told.code(closed))["allowed_commands"] == [
        "reopen",
        "give_consent",
        "withdraw_consent",
    ]


def test_the_clock_tells_domain_time(told: Told) -> None:
    now = datetime.fromisoformat(told.api.shown("/v1/clock", told.auditor)["now"])
    last = datetime.fromisoformat(told.history("submissions", told.ids["submissions"][1])[-1]["recorded_at"])
    assert timedelta(0) <= now - last < timedelta(days=30)
