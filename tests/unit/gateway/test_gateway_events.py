"""Events for auditors: how filters reach the audit service, what a line holds, and exports with their proofs."""

import base64
import csv
import io
import json

import pytest

from gateway.ledger.auditing_export import COLUMNS
from gateway.sheets.cells import harmless
from infra.kernel.base.problems import NotPermitted
from infra.ledger.checkpoints import parse_checkpoint
from infra.ledger.hashing import leaf_hash
from infra.ledger.notes import NoteVerifier, open_note
from infra.ledger.tree import verify_inclusion
from tests.unit.gateway.fakes import CHAIR, COUNCIL, SHAHE, TOPIC, Suite, bearer, told
from tests.unit.gateway.sealed import SIGNER, Ledger, event_id, recorded

AUD = bearer("AUD", division=None)
LINE = [
    "service", "position", "stream", "version", "type", "schema_version", "occurred_at", "recorded_at", "actor", "role",
    "organisation", "division", "command_id", "correlation_id", "causation_id", "payload", "event_id", "index",
]  # fmt: skip
ENCRYPTED_NAME = "enc1:01938f3e-0000-7000-8000-00000000000a:topic-1:name:AAAA"


@pytest.fixture
def ledger(suite: Suite) -> Ledger:
    payloads = [
        '{"title":"校门口"}',
        '{"title":"=HYPERLINK(\\"http://a\\")"}',
        f'{{"name":"{ENCRYPTED_NAME}"}}',
        '{"x":1}',
        "{}",
    ]
    return Ledger(*(recorded(number, payload) for number, payload in enumerate(payloads))).answers(suite)


@pytest.mark.parametrize("path", ["/v1/events", "/v1/events/export?format=csv", "/v1/events/export?format=jsonl"])
def test_events_are_for_auditors(suite: Suite, ledger: Ledger, path: str) -> None:
    assert suite.client.get(path).status_code == 401
    assert suite.client.get(path, headers={"Tracking-Code": "7K3M-AAAA"}).status_code == 401
    assert suite.services.asked == []
    assert suite.client.get(path, headers=AUD).status_code == 200
    suite.services.answers["audit", "search"] = NotPermitted("AUD only")
    assert suite.client.get(path, headers=CHAIR).status_code == 403


def test_a_line_is_what_the_command_line_prints_and_its_index(suite: Suite, ledger: Ledger) -> None:
    page = told(suite.client.get("/v1/events", headers=AUD))
    assert list(page["items"][0]) == LINE
    assert page["items"][0]["payload"] == {"title": "校门口"}
    assert (page["items"][1]["index"], page["next"]) == (1, "2")
    assert ledger.asked_for[0]["entries"] is True


def test_personal_fields_stay_ciphertext(suite: Suite, ledger: Ledger) -> None:
    assert told(suite.client.get("/v1/events?cursor=2", headers=AUD))["items"][0]["payload"] == {"name": ENCRYPTED_NAME}


def test_every_filter_reaches_the_audit_service(suite: Suite, ledger: Ledger) -> None:
    query = (
        f"service=topics&after=7&person={TOPIC}&organisation={COUNCIL}&division={SHAHE}&type=TopicDrafted"
        f"&stream=topic-{TOPIC}&since=2026-03-01T00:00:00%2B08:00&until=2026-03-02T00:00:00Z&q=%E6%A0%A1%E9%97%A8&limit=20&cursor=2"
    )
    assert suite.client.get(f"/v1/events?{query}", headers=AUD).status_code == 200
    asked = ledger.asked_for[0]
    assert asked["filters"] == {
        "service": "topics", "after_position": 7, "person": TOPIC, "organisation": COUNCIL, "division": SHAHE,
        "type": "TopicDrafted", "stream": f"topic-{TOPIC}", "since": "2026-02-28T16:00:00.000000+00:00",
        "until": "2026-03-02T00:00:00.000000+00:00", "q": "校门",
    }  # fmt: skip
    assert (asked["limit"], asked["cursor"]) == (20, "2")


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=201", "limit=x", "after=-2", "after=x", "after=1e400", "after=99999999999999999999", "service=audit",
        "service=", "person=1", "organisation=%00", "division=abc", "type=%00", "stream=%00", "q=%00", "since=yesterday",
        "until=2026-03-03", "colour=red",
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_invalid(suite: Suite, query: str) -> None:
    for path in ("/v1/events?", "/v1/events/export?format=csv&"):
        answer = suite.client.get(f"{path}{query}", headers=AUD)
        assert (answer.status_code, told(answer)["type"]) == (422, "urn:shangliang:problem:invalid")
        assert list(told(answer)["errors"]) == [query.split("=", maxsplit=1)[0]]
    assert suite.services.asked == []


@pytest.mark.parametrize("query", ["", "format=xlsx", "format=csv&format="])
def test_an_export_names_its_format(suite: Suite, query: str) -> None:
    assert suite.client.get(f"/v1/events/export?{query}", headers=AUD).status_code == 422


def test_every_line_of_an_export_proves_itself(suite: Suite, ledger: Ledger) -> None:
    answer = suite.client.get("/v1/events/export?format=jsonl&type=TopicDrafted", headers=AUD)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="events-5.jsonl"'
    head, *rows, end = [json.loads(line) for line in answer.text.splitlines()]
    assert (head["vkey"], head["filters"], end) == (SIGNER.vkey, {"type": "TopicDrafted"}, {"rows": 5})
    checkpoint = parse_checkpoint(open_note(head["checkpoint"], [NoteVerifier(head["vkey"])]).body)
    for row in rows:
        hashes = [base64.b64decode(one) for one in row["proof"]]
        verify_inclusion(row["index"], checkpoint.size, checkpoint.root, leaf_hash(row["entry"].encode()), hashes)
    assert [row["event"]["event_id"] for row in rows] == [event_id(number) for number in range(5)]


def test_an_export_ends_where_its_checkpoint_ends(suite: Suite, ledger: Ledger) -> None:
    Ledger(*ledger.events[:3]).answers(suite)
    suite.services.answers["audit", "search"] = ledger._search
    rows = suite.client.get("/v1/events/export?format=jsonl", headers=AUD).text.splitlines()
    assert json.loads(rows[-1]) == {"rows": 3}


def test_a_spreadsheet_gets_rows_that_prove_themselves_and_no_formula(suite: Suite, ledger: Ledger) -> None:
    answer = suite.client.get("/v1/events/export?format=csv", headers=AUD)
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(answer.text[1:])))
    assert len(rows) == 5
    assert tuple(rows[0]) == COLUMNS
    checkpoint = parse_checkpoint(open_note(rows[0]["checkpoint"], [NoteVerifier(SIGNER.vkey)]).body)
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
        hashes = [base64.b64decode(one) for one in json.loads(row["proof"])]
        leaf = leaf_hash(base64.b64decode(row["entry"]))
        verify_inclusion(int(row["index"]), checkpoint.size, checkpoint.root, leaf, hashes)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_what_a_spreadsheet_would_run_becomes_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_what_a_spreadsheet_only_shows_stays_as_it_is() -> None:
    assert [harmless(one) for one in ("校门口", "1=1", "", None, 7, -1)] == ["校门口", "1=1", "", None, 7, -1]
