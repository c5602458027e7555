"""What an operator and a programmer find: health, readiness, figures, the interface's own description, live news."""

import json
import socket
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.contract.published import IMPLEMENTED, OURS, PublishedRow
from tests.system.api import Api, Headers, eventually, refused, token
from tests.system.suite import RunningSuite
from tests.system.told import Told
from tests.system.written import SERVICES

COLLECTIONS = {
    "submission": "submissions",
    "topic": "topics",
    "meeting": "meetings",
    "attendance": "meetings/{parent}/participants",
    "consensus_item": "meetings/{parent}/items",
    "pre_work": "meetings/{parent}/pre-work",
    "outcome": "outcomes",
    "task": "tasks",
    "duty": "duties",
    "plan": "plans",
    "posting": "postings",
}
FORMATS = {"uuid": "id", "date": "date", "date-time": "time"}
SUBMISSION = {"text": "校门口太危险", "division": "620723101", "channel": "web"}


@pytest.fixture(scope="module")
def document(told: Told) -> dict[str, Any]:
    return told.api.shown("/v1/openapi.json")


def asked_by_people() -> list[PublishedRow]:
    """One row of each command that somebody other than the system may give."""
    rows = {row.key: row for row in IMPLEMENTED if set(row.roles) != {"SYS"}}
    return list(rows.values())


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, with all that it is put together from."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    whole: dict[str, Any] = {"properties": {}, "required": []}
    for part in (schema, *(resolved(document, one) for one in schema.get("allOf", []))):
        whole["properties"].update(part.get("properties", {}))
        whole["required"] += part.get("required", [])
    return whole


@pytest.mark.parametrize("row", asked_by_people(), ids=lambda row: f"{row.lifecycle}.{row.command}")
def test_the_interfaces_description_has_every_command_with_its_fields(
    document: dict[str, Any], row: PublishedRow
) -> None:
    creation = OURS[row.lifecycle].creation
    creates = creation is not None and creation.command == row.command
    path = f"/v1/{COLLECTIONS[row.lifecycle]}" + ("" if creates else f"/{{id}}/{row.command}")
    described = document["paths"][path]["post"]
    schema = resolved(document, described["requestBody"]["content"]["application/json"]["schema"])
    reason = {"reason"} if any(one.reason for one in IMPLEMENTED if one.key == row.key) else set()
    told = {name for name, *_ in row.fields} | reason
    # Files may come with whatever tells of something; the published row need not name them.
    assert set(schema.get("properties", {})) - ({"occurred_at", "files"} - told) == told
    required = {name for name, _type, required in row.fields if required}
    always = {"reason"} if all(one.reason for one in IMPLEMENTED if one.key == row.key) else set()
    assert set(schema.get("required", [])) == required | always
    for name, written, _required in row.fields:
        expects(schema["properties"][name], written)


def expects(field: dict[str, Any], written: str) -> None:
    """The field's description says what its published type says."""
    if written in FORMATS.values():
        assert FORMATS[field["format"]] == written
    elif written in ("int", "bool"):
        assert field["type"] == {"int": "integer", "bool": "boolean"}[written]
    elif written.startswith("["):
        assert field["type"] == "array"
    elif "|" in written and not written.startswith("{"):
        assert field["enum"] == written.split("|")


def test_the_description_is_read_without_a_token_and_has_a_page(told: Told) -> None:
    page = told.api.get("/v1/docs")
    assert (page.status_code, page.headers["Content-Type"].split(";")[0]) == (200, "text/html")
    assert "/v1/topics/{id}/approve" in page.text


def test_the_suite_is_live_and_ready_and_says_so_of_each_service(told: Told) -> None:
    assert told.api.shown("/health") == {"status": "live"}
    ready = told.api.shown("/ready")
    assert (ready["status"], ready["ok"], ready["alarms"]) == ("ready", True, [])
    assert set(ready["services"]) == {*SERVICES, "audit"}
    for one in ready["services"].values():
        assert (one["database"], one["broker"], one["parked"], one["unnumbered"]) == ("ok", "ok", 0, 0)


def test_the_figures_count_what_was_done_and_what_was_refused(told: Told) -> None:
    refused(told.api.post("/v1/topics", {}, told.auditor), 422, "invalid")
    figures = eventually(lambda: told.api.get("/metrics").text, lambda text: "invalid" in text)
    assert 'command="topics.approve"' in figures
    for line in figures.splitlines():
        assert line.startswith("#") or len(line.rsplit(" ", 1)) == 2


def test_the_front_page_is_in_chinese_and_shows_the_published_story(told: Told) -> None:
    page = told.api.get("/")
    assert (page.status_code, page.headers["Content-Language"]) == (200, "zh-CN")
    assert "城区校园门口上放学时段交通乱象整治" in page.text
    assert "/v1/docs" in page.text


class Listener:
    """What one caller is told live, read by a thread of its own until the connection is closed."""

    def __init__(self, api: Api, headers: Headers) -> None:
        address = urlsplit(api.url)
        self.news: list[dict[str, Any]] = []
        self.at = ""
        self._connection = socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=60)
        asked = ["GET /v1/stream HTTP/1.0", f"Host: {address.netloc}", *(f"{k}: {v}" for k, v in headers.items())]
        self._connection.sendall(("\r\n".join(asked) + "\r\n\r\n").encode())
        self._lines = self._connection.makefile("rb")
        # The greeting comes when the listener is in its place.
        assert any(line.startswith(b"retry:") for line in iter(self._lines.readline, b""))
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        for line in iter(self._lines.readline, b""):
            if line.startswith(b"id: "):
                self.at = line.removeprefix(b"id: ").decode().strip()
            if line.startswith(b"data: "):
                self.news.append(json.loads(line.removeprefix(b"data: ")))

    def told_of(self, record: str) -> list[str]:
        return [one["type"] for one in self.news if one["id"] == record]

    def close(self) -> None:
        self._connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=10)
        self._lines.close()
        self._connection.close()


@pytest.fixture
def listeners(suite: RunningSuite) -> Iterator[dict[str, Listener]]:
    """One in the town, one in the next town, one without a token, and the auditor."""
    office = "019a0000-0000-7000-8000-0000000000aa"
    callers = {
        "here": token(suite.site, "STN", organisation=office, division="620723101"),
        "next": token(suite.site, "STN", organisation=office, division="620723103"),
        "auditor": token(suite.site, "AUD"),
        "anyone": {},
    }
    found = {name: Listener(Api(suite.url), headers) for name, headers in callers.items()}
    yield found
    for listener in found.values():
        listener.close()


def test_live_news_go_to_whoever_may_read_and_to_nobody_else(
    suite: RunningSuite, listeners: dict[str, Listener]
) -> None:
    api = Api(suite.url)
    told_of = ["SubmissionReceived", "SubmissionAcknowledged"]
    here = api.done("/v1/submissions", SUBMISSION)["id"]
    eventually(lambda: listeners["auditor"].told_of(here), lambda news: news == told_of)
    # News of one service come in order: who has the later ones was not given the earlier ones.
    there = api.done("/v1/submissions", {**SUBMISSION, "division": "620723103"})["id"]
    for who in ("next", "auditor"):
        eventually(partial(listeners[who].told_of, there), lambda news: news == told_of)
    eventually(lambda: listeners["here"].told_of(here), lambda news: news == told_of)
    assert listeners["next"].told_of(here) == []
    assert listeners["here"].told_of(there) == []
    assert listeners["anyone"].news == []
    assert "校门口" not in json.dumps([one.news for one in listeners.values()], ensure_ascii=False)


def test_who_comes_back_to_the_stream_is_told_what_it_missed(suite: RunningSuite) -> None:
    api, auditor = Api(suite.url), token(suite.site, "AUD")
    told_of = ["SubmissionReceived", "SubmissionAcknowledged"]
    first = Listener(api, auditor)
    heard = api.done("/v1/submissions", SUBMISSION)["id"]
    eventually(partial(first.told_of, heard), lambda news: news == told_of)
    first.close()
    missed = [api.done("/v1/submissions", SUBMISSION)["id"] for _ in range(3)]
    for each in missed:
        api.becomes(f"/v1/submissions/{each}", auditor, "triaging")
    # It hears of all in the order in which it happened, of each once, and of what happens now after that.
    again = Listener(api, {**auditor, "Last-Event-ID": first.at})
    now = api.done("/v1/submissions", SUBMISSION)["id"]
    eventually(partial(again.told_of, now), lambda news: news == told_of)
    assert [again.told_of(each) for each in (heard, *missed)] == [[], told_of, told_of, told_of]
    assert list(dict.fromkeys(one["id"] for one in again.news)) == [*missed, now]
    again.close()
    # Who may not read it is not told of it now either.
    stranger = Listener(api, {**token(suite.site, "ADM"), "Last-Event-ID": first.at})
    made = api.done("/v1/people", {"name": "汪荣"}, token(suite.site, "ADM"))["id"]
    eventually(partial(stranger.told_of, made), lambda news: news == ["PersonCreated"])
    assert {one["id"] for one in stranger.news} == {made}
    stranger.close()


def test_live_news_go_to_whom_a_record_names_from_wherever(suite: RunningSuite) -> None:
    api, administrator = Api(suite.url), token(suite.site, "ADM")
    person, other = (api.done("/v1/people", {"name": name}, administrator)["id"] for name in ("汪荣", "马骏"))
    station = {"name": "沙河镇委员工作站", "kind": "station", "division": "620723101"}
    organisation = api.done("/v1/organisations", station, administrator)["id"]
    far = {one: token(suite.site, "MEM", organisation=one, division="620725", person=one) for one in (person, other)}
    callers = {name: Listener(api, headers) for name, headers in far.items()}
    granted = [{"person": one, "organisation": organisation, "role": "MEM"} for one in (person, other)]
    offices = [api.done("/v1/offices", office, token(suite.site, "SEC"))["id"] for office in granted]
    # News come in order: who has the later one was not given the earlier one.
    eventually(lambda: callers[other].told_of(offices[1]), lambda news: news == ["OfficeGranted"])
    eventually(lambda: callers[person].told_of(offices[0]), lambda news: news == ["OfficeGranted"])
    assert callers[other].told_of(offices[0]) == []
    for listener in callers.values():
        listener.close()


def test_a_member_acts_where_he_is_posted(suite: RunningSuite) -> None:
    api, administrator = Api(suite.url), token(suite.site, "ADM")
    bodies = (("县政协", "cppcc_office", "620723"), ("沙河镇委员工作站", "station", "620723101"))
    office, station = (
        api.done("/v1/organisations", {"name": name, "kind": kind, "division": code}, administrator)["id"]
        for name, kind, code in bodies
    )
    person = api.done("/v1/people", {"name": "汪荣"}, administrator)["id"]
    admitted = {"person": person, "committee_division": "620723", "sector": "教育界", "term": "第十届"}
    member = api.done("/v1/members", admitted, administrator)["id"]
    himself = token(suite.site, "MEM", organisation=office, division="620723", person=person)
    draft = {
        "title": "路灯",
        "background": "不亮",
        "division": "620723101",
        "organisation": station,
        "source": "society",
    }
    refused(api.post("/v1/topics", draft, himself), 403, "not-permitted")
    officer = token(suite.site, "OFF", organisation=office, division="620723")
    wanted = {"member": member, "organisation": station, "kind": "委员下沉", "principle": "residence"}
    refused(api.post("/v1/postings", {**wanted, "kind": ""}, officer), 422, "invalid")
    posting = f"/v1/postings/{api.done('/v1/postings', wanted, officer)['id']}"
    assert api.done(f"{posting}/confirm", {}, himself)["state"] == "confirmed"
    api.becomes(posting, himself, "active")
    # News of it may still be on its way to topics: the command waits for it.
    assert api.done("/v1/topics", draft, himself)["state"] == "draft"
    assert [one["type"] for one in api.items(f"{posting}/history", himself)][-1] == "PostingStarted"
    assert [one["id"] for one in api.items("/v1/postings", officer, state="active")] == [posting.rpartition("/")[2]]
    assert api.items("/v1/posting-kinds", himself)[0]["items"][0]["label"] == "委员下沉"
