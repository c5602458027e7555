"""What auditors find on a suite on which the story was told: events, a matter's lineage, exports that prove themselves."""

import base64
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.ledger.checkpoints import parse_checkpoint
from infra.ledger.hashing import leaf_hash
from infra.ledger.notes import NoteVerifier, open_note
from infra.ledger.tree import verify_inclusion
from tests.system.api import refused, token
from tests.system.sealing import all_sealed, signer_of, stand_alone
from tests.system.suite import shangliang
from tests.system.told import COUNTY, TOWN, Told

Line = dict[str, Any]


@pytest.fixture(scope="module")
def lines(told: Told) -> list[Line]:
    """Every recorded event as the command line prints it; all of them sealed."""
    all_sealed(told.suite.url)
    printed = shangliang(told.suite.folder, "events")
    return [json.loads(line) for line in printed.stdout.splitlines()]


def found(told: Told, **query: Any) -> list[Line]:
    """Every page; without the place in the ledger, which must ascend."""
    items: list[Line] = []
    cursor: dict[str, str] = {}
    while True:
        page = told.api.shown("/v1/events", told.auditor, limit=200, **query, **cursor)
        items += page["items"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    indexes = [item.pop("index") for item in items]
    assert indexes == sorted(set(indexes))
    return items


def by_id(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: str(line["event_id"]))


def test_by_service_and_position_it_is_what_the_command_line_prints(told: Told, lines: list[Line]) -> None:
    for service in ("topics", "meetings", "outcomes"):
        own = [line for line in lines if line["service"] == service]
        assert found(told, service=service) == own
        assert found(told, service=service, after=9) == own[10:]
        assert found(told, service=service, after=len(own) - 1) == []


def test_by_person_organisation_division_type_and_stream(told: Told, lines: list[Line]) -> None:
    own = [line for line in lines if line["service"] != "members"]
    approved = next(line for line in own if line["type"] == "TopicApproved")
    questions: tuple[tuple[dict[str, str], Callable[[Line], bool]], ...] = (
        ({"type": "TopicApproved"}, lambda line: line["type"] == "TopicApproved"),
        ({"person": approved["actor"]}, lambda line: line["actor"] == approved["actor"]),
        ({"organisation": approved["organisation"]}, lambda line: line["organisation"] == approved["organisation"]),
        ({"stream": approved["stream"]}, lambda line: line["stream"] == approved["stream"]),
        (
            {"division": TOWN, "service": "topics"},
            lambda line: line["service"] == "topics" and line["division"] == TOWN,
        ),
        (
            {"division": COUNTY, "service": "outcomes"},
            lambda line: line["service"] == "outcomes" and line["division"].startswith(COUNTY),
        ),
    )
    for query, fits in questions:
        expected = [line for line in lines if fits(line)]
        assert expected
        assert by_id(found(told, **query)) == by_id(expected), query
    assert found(told, division="620725") == []


def test_a_period_has_both_its_ends(told: Told, lines: list[Line]) -> None:
    own = [line for line in lines if line["service"] == "meetings"]
    since, until = own[5]["recorded_at"], own[15]["recorded_at"]
    expected = [line for line in own if since <= line["recorded_at"] <= until]
    assert found(told, service="meetings", since=since, until=until) == expected
    assert len(expected) >= 11


def test_words_are_found_where_they_are_not_personal(told: Told, lines: list[Line]) -> None:
    assert {line["stream"] for line in found(told, q="交通乱象")} >= {f"topic-{told.ids['topic']}"}
    submitted = next(line for line in lines if line["type"] == "SubmissionReceived")
    encrypted = submitted["payload"]["text"]
    assert encrypted.startswith("enc1:")
    shown = told.record("submissions", submitted["payload"]["submission_id"])
    for personal in (shown["text"][:6], encrypted.rpartition(":")[2][:24], "enc1"):
        assert found(told, q=personal) == [], personal


def test_what_is_shown_stays_encrypted(told: Told) -> None:
    answer = told.api.get("/v1/events", told.auditor, type="SubmissionReceived")
    assert len(answer.json()["items"]) == len(told.ids["submissions"])
    for submission in told.ids["submissions"]:
        shown = told.record("submissions", submission)
        assert shown["text"] not in answer.text
    assert "enc1:" in answer.text


def test_pages_follow_one_another_without_gap_or_double(told: Told, lines: list[Line]) -> None:
    wanted = [line["event_id"] for line in lines if line["service"] == "topics"]
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = told.api.shown("/v1/events", told.auditor, service="topics", limit=7, **cursor)
        assert len(page["items"]) <= 7
        seen += [one["event_id"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert seen == wanted


def test_only_an_auditor_searches(told: Told, lines: list[Line]) -> None:
    for path in ("/v1/events", "/v1/events/export?format=csv"):
        refused(told.api.get(path), 401, "unauthenticated")
        refused(told.api.get(path, {"Tracking-Code": "7K3M-AAAA-BBBB-CCCC"}), 401, "unauthenticated")
        for roles in (("ADM",), ("SEC",), ("PUB",)):
            refused(told.api.get(path, token(told.site, *roles)), 403, "not-permitted")


@pytest.mark.parametrize(
    "query", ["cursor=x", "cursor=AAAA", "limit=0", "service=audit", "since=now", "q=%00", "stream=%00", "x=1"]
)
def test_a_question_that_makes_no_sense_is_named(told: Told, query: str) -> None:
    problem = refused(told.api.get(f"/v1/events?{query}", told.auditor), 422, "invalid")
    assert list(problem["errors"]) == [query.partition("=")[0]]


@pytest.mark.parametrize("q", ["%", "_", "'", "\\", "%_%", "'; DROP TABLE entries; --", "𠮷" * 20, "\u202e"])
def test_a_search_takes_every_sign_for_itself(told: Told, lines: list[Line], q: str) -> None:
    for line in found(told, q=q, service="topics"):
        assert all(word in json.dumps(line["payload"], ensure_ascii=False) for word in q.split())


def test_the_lineage_of_the_story(told: Told) -> None:
    seen = told.api.shown(f"/v1/lineage/topics/{told.ids['topic']}", told.auditor)
    kinds: dict[str, set[str]] = {}
    for node in seen["nodes"]:
        kinds.setdefault(node["collection"], set()).add(node["id"])
    assert kinds["submissions"] == set(told.ids["submissions"])
    assert kinds["topics"] == {told.ids["topic"]}
    assert kinds["meetings"] == set(told.ids["meetings"])
    assert kinds["outcomes"] == {told.ids["outcome"]}
    assert kinds["tasks"] == set(told.ids["tasks"])
    assert len(kinds["items"]) >= 3
    topic, outcome = f"/v1/topics/{told.ids['topic']}", f"/v1/outcomes/{told.ids['outcome']}"
    links = {(link["from"], link["to"]) for link in seen["links"]}
    assert {(f"/v1/submissions/{one}", topic) for one in told.ids["submissions"]} <= links
    assert {(topic, f"/v1/meetings/{one}") for one in told.ids["meetings"]} <= links
    assert {(outcome, f"/v1/tasks/{one}") for one in told.ids["tasks"]} <= links
    assert any("/items/" in before and after == outcome for before, after in links)
    for node in seen["nodes"]:
        assert told.api.get(node["href"], told.auditor).status_code == 200


def test_everybody_sees_as_much_of_a_lineage_as_he_may_read(told: Told) -> None:
    seen = told.api.shown(f"/v1/lineage/topics/{told.ids['topic']}")
    collections = {node["collection"] for node in seen["nodes"]}
    assert "topics" in collections
    assert not collections & {"submissions", "tasks"}
    first = told.ids["submissions"][0]
    refused(told.api.get(f"/v1/lineage/submissions/{first}"), 404, "not-found")
    own = told.api.shown(f"/v1/lineage/submissions/{first}", told.code(first))
    assert [node["id"] for node in own["nodes"] if node["collection"] == "submissions"] == [first]


def test_every_line_of_an_export_proves_itself(told: Told, lines: list[Line]) -> None:
    answer = told.api.get("/v1/events/export", told.auditor, format="jsonl", service="meetings")
    head, *rows, end = [json.loads(line) for line in answer.text.splitlines()]
    assert head["vkey"] == signer_of(told.suite.folder).vkey
    assert end == {"rows": len(rows)}
    checkpoint = parse_checkpoint(open_note(head["checkpoint"], [NoteVerifier(head["vkey"])]).body)
    for row in rows:
        hashes = [base64.b64decode(one) for one in row["proof"]]
        verify_inclusion(row["index"], checkpoint.size, checkpoint.root, leaf_hash(row["entry"].encode()), hashes)
    shown = [{name: value for name, value in row["event"].items() if name != "index"} for row in rows]
    assert shown == [line for line in lines if line["service"] == "meetings"]


def test_an_export_is_checked_elsewhere_with_the_one_file(told: Told, lines: list[Line], tmp_path: Path) -> None:
    exported = told.api.get("/v1/events/export", told.auditor, format="jsonl", service="topics").content
    key = signer_of(told.suite.folder).vkey
    head, first, *rest = exported.splitlines(keepends=True)
    changed = first.replace(b'"type": "ScreeningListCreated"', b'"type": "ScreeningListAmended"')
    resealed = first.replace(b'\\"type\\":\\"Screening', b'\\"type\\":\\"screening')
    assert first not in (changed, resealed)
    for name, content, code in (
        ("whole", exported, 0),
        ("event changed", b"".join((head, changed, *rest)), 1),
        ("entry changed", b"".join((head, resealed, *rest)), 1),
        ("line taken", b"".join((head, *rest)), 1),
        ("cut off", b"".join((head, first, *rest[:-1])), 1),
        ("empty", b"", 1),
    ):
        (tmp_path / name).write_bytes(content)
        done = stand_alone(tmp_path, "--receipt", name, "--key", key)
        assert (done.returncode, done.stderr) == (code, ""), (name, done.stdout)


def test_a_spreadsheet_of_the_story_holds_no_formula(told: Told, lines: list[Line]) -> None:
    answer = told.api.get("/v1/events/export", told.auditor, format="csv", service="topics")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["event_id"] for row in rows] == [line["event_id"] for line in lines if line["service"] == "topics"]
    vkey = signer_of(told.suite.folder).vkey
    for row in rows:
        assert not any(
            cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) for cell in row.values()
        )
        checkpoint = parse_checkpoint(open_note(row["checkpoint"], [NoteVerifier(vkey)]).body)
        hashes = [base64.b64decode(one) for one in json.loads(row["proof"])]
        leaf = leaf_hash(base64.b64decode(row["entry"]))
        verify_inclusion(int(row["index"]), checkpoint.size, checkpoint.root, leaf, hashes)
