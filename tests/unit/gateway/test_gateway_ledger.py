"""The ledger as strangers fetch it, and this site as a witness: addresses, types, caches, who may."""

import base64
import gzip
import json

import pytest

from gateway.http.handing_out import FRESH, TEXT, handed_out, packed
from gateway.ledger.witness import MOST_BYTES
from infra.kernel.base.problems import NotFound, NotPermitted, Unavailable
from infra.ledger.bundles import unpack
from tests.unit.gateway.fakes import CHAIR, Suite, bearer, told
from tests.unit.gateway.sealed import SIGNER, Ledger, recorded

AUD = bearer("AUD", division=None)
SHA = "ab" * 32


@pytest.fixture
def ledger(suite: Suite) -> Ledger:
    return Ledger(*(recorded(number) for number in range(5))).answers(suite)


def test_the_checkpoint_is_public_and_kept_for_a_moment(suite: Suite, ledger: Ledger) -> None:
    answer = suite.client.get("/v1/ledger/checkpoint")
    assert (answer.status_code, answer.text) == (200, ledger.note)
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=1"


def test_a_tile_of_hashes_is_public_and_kept_for_ever(suite: Suite, ledger: Ledger) -> None:
    answer = suite.client.get("/v1/ledger/tile/0/000.p/5")
    assert (answer.status_code, answer.data) == (200, b"".join(ledger.leaves))
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path",
    [
        "0/000", "0/000.p/6", "1/000.p/1", "0/001.p/1", "0/x000/001", "00/000", "0/1", "0/000.p/0", "0/000.p/256", "0/000.p/05",
        "9/000", "-1/000", "0/000/", "0//000", "entries", "0/000%00", "../../ledger-key", "0/..%2f..%2fledger-key", "",
        "x" * 500,
    ],
)  # fmt: skip
def test_what_is_no_tile_is_not_found(suite: Suite, ledger: Ledger, path: str) -> None:
    answer = suite.client.get(f"/v1/ledger/tile/{path}")
    assert (answer.status_code, told(answer)["type"]) == (404, "urn:shangliang:problem:not-found")


def test_bundles_of_entries_are_for_auditors(suite: Suite, ledger: Ledger) -> None:
    path = "/v1/ledger/tile/entries/000.p/5"
    assert suite.client.get(path).status_code == 401
    assert suite.services.asked == []
    answer = suite.client.get(path, headers=AUD)
    assert unpack(answer.data) == ledger.entries
    assert answer.headers["Cache-Control"].startswith("private")
    assert suite.services.last["caller"].token is not None
    suite.services.answers["audit", "bundle"] = NotPermitted("AUD only")
    refused = suite.client.get(path, headers=CHAIR)
    assert (refused.status_code, refused.content_type) == (403, "application/problem+json")


def test_blobs_are_for_auditors_and_named_by_their_digest(suite: Suite) -> None:
    suite.services.answers["audit", "blob"] = {"content": base64.b64encode(b"long").decode()}
    assert suite.client.get(f"/v1/ledger/blobs/{SHA}").status_code == 401
    assert suite.client.get(f"/v1/ledger/blobs/{SHA}", headers=AUD).data == b"long"
    for wrong in (SHA.upper(), SHA[:-1], "..%2fcheckpoint", "%00"):
        assert suite.client.get(f"/v1/ledger/blobs/{wrong}", headers=AUD).status_code == 404


def test_kept_checkpoints_are_listed_and_fetched(suite: Suite, ledger: Ledger) -> None:
    assert suite.client.get("/v1/ledger/checkpoints").text == "1\n5\n"
    assert suite.client.get("/v1/ledger/checkpoints/5").text == ledger.note
    for wrong in ("4", "05", "x", "-1", "9" * 40):
        assert suite.client.get(f"/v1/ledger/checkpoints/{wrong}").status_code == 404


def test_the_key_is_public_as_json_or_as_one_line(suite: Suite, ledger: Ledger) -> None:
    assert told(suite.client.get("/v1/ledger/key"))["vkey"] == SIGNER.vkey
    answer = suite.client.get("/v1/ledger/key", headers={"Accept": "text/plain"})
    assert answer.text == f"{SIGNER.vkey}\n"


PUBLIC = ("checkpoint", "checkpoints", "checkpoints/5", "key", "tile/0/000.p/5", "redacted/000.p/5", "tile/0/999", "x")


@pytest.mark.parametrize("path", PUBLIC)
def test_pages_of_others_may_read_what_is_public(suite: Suite, ledger: Ledger, path: str) -> None:
    """A monitor may be a page somewhere else; so may whoever reads that something is not there."""
    answer = suite.client.get(f"/v1/ledger/{path}", headers={"Origin": "https://monitor.example"})
    assert answer.headers.get("Access-Control-Allow-Origin") == ("*" if path != "x" else None)
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_pages_of_others_may_not_read_what_is_an_auditors(suite: Suite, ledger: Ledger) -> None:
    answer = suite.client.get("/v1/ledger/tile/entries/000.p/5", headers={**AUD, "Origin": "https://monitor.example"})
    assert (answer.status_code, answer.headers.get("Access-Control-Allow-Origin")) == (200, None)


LONG = [recorded(number, f'{{"text":"{"长" * 300}"}}') for number in range(5)]
PACKED = {"/v1/ledger/tile/entries/000.p/5": AUD, "/v1/ledger/redacted/000.p/5": {}, f"/v1/ledger/blobs/{SHA}": AUD}


@pytest.mark.parametrize("path", PACKED)
@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        ("gzip", True), ("gzip, identity", True), ("br, *;q=0.1", True), ("GZIP;q=0.5", True),
        (None, False), ("identity", False), ("gzip;q=0", False), ("br", False), ("", False),
    ],
)  # fmt: skip
def test_entries_are_packed_for_whoever_takes_that(
    suite: Suite, path: str, accepted: str | None, is_packed: bool
) -> None:
    ledger = Ledger(*LONG).answers(suite)
    suite.services.answers["audit", "blob"] = {"content": base64.b64encode(b"long" * 999).decode()}
    plain = suite.client.get(path, headers=PACKED[path])
    headers = {**PACKED[path], **({} if accepted is None else {"Accept-Encoding": accepted})}
    answer = suite.client.get(path, headers=headers)
    assert answer.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert answer.headers.get("Content-Encoding") == ("gzip" if is_packed else None)
    assert (gzip.decompress(answer.data) if is_packed else answer.data) == plain.data
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert (len(answer.data) < len(plain.data)) is is_packed
    assert ledger.entries


def test_hashes_are_not_packed_and_nothing_is_packed_twice(suite: Suite) -> None:
    Ledger(*(recorded(number) for number in range(200))).answers(suite)
    answer = suite.client.get("/v1/ledger/tile/0/000.p/200", headers={"Accept-Encoding": "gzip"})
    assert ("Content-Encoding" in answer.headers, len(answer.data)) == (False, 200 * 32)
    with suite.app.test_request_context(headers={"Accept-Encoding": "gzip"}):
        once = packed(handed_out(b"x" * 5000, TEXT, FRESH)).data
        assert packed(packed(handed_out(b"x" * 5000, TEXT, FRESH))).data == once


def test_the_redacted_form_of_a_bundle_is_public_and_kept_for_ever(suite: Suite, ledger: Ledger) -> None:
    answer = suite.client.get("/v1/ledger/redacted/000.p/5")
    assert (answer.status_code, answer.content_type) == (200, "application/jsonl; charset=utf-8")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [base64.b64decode(line["leaf"]) for line in lines] == ledger.leaves
    for path in ("000.p/0", "entries/000", "0", "x", "../key", "000.p/256"):
        assert suite.client.get(f"/v1/ledger/redacted/{path}").status_code == 404


def test_a_bad_token_is_refused_everywhere(suite: Suite, ledger: Ledger) -> None:
    for path in ("checkpoint", "checkpoints", "key", "tile/0/000.p/5", "tile/entries/000.p/5"):
        assert suite.client.get(f"/v1/ledger/{path}", headers={"Authorization": "Bearer x"}).status_code == 401


def test_reading_the_ledger_is_not_counted_against_a_stranger() -> None:
    limited = Suite(rate_limit=3)
    Ledger(recorded(0)).answers(limited)
    limited.services.answers["audit", "add_checkpoint"] = {"status": 200, "content_type": "text/plain", "body": "—\n"}
    for _ in range(5):
        assert limited.client.get("/v1/ledger/tile/0/000.p/1").status_code == 200
        assert limited.client.post("/v1/witness/add-checkpoint", data=b"old 0\n").status_code == 200
    assert [limited.client.get("/v1/topics").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_a_witness_answers_as_its_specification_says(suite: Suite) -> None:
    answers = suite.services.answers
    answers["audit", "add_checkpoint"] = {"status": 409, "content_type": "text/x.tlog.size", "body": "7\n"}
    answer = suite.client.post("/v1/witness/add-checkpoint", data=b"old 6\n\xff\x00")
    assert (answer.status_code, answer.content_type, answer.text) == (409, "text/x.tlog.size", "7\n")
    assert base64.b64decode(suite.services.last["body"]) == b"old 6\n\xff\x00"


@pytest.mark.parametrize(("length", "status"), [(MOST_BYTES, 200), (MOST_BYTES + 1, 413), (2 * 1024 * 1024, 413)])
def test_a_witness_reads_so_much_and_no_more(suite: Suite, length: int, status: int) -> None:
    suite.services.answers["audit", "add_checkpoint"] = {"status": 200, "content_type": "text/plain", "body": "—\n"}
    answer = suite.client.post("/v1/witness/add-checkpoint", data=b"x" * length)
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"


@pytest.mark.parametrize("refusal", [Unavailable("later", retry_after=5), NotFound("nobody")])
def test_a_witness_refuses_in_plain_text(suite: Suite, refusal: Unavailable | NotFound) -> None:
    suite.services.answers["audit", "add_checkpoint"] = refusal
    answer = suite.client.post("/v1/witness/add-checkpoint", data=b"old 0\n")
    assert (answer.status_code, answer.text) == (refusal.status, f"{refusal.detail}\n")
    assert answer.headers.get("Retry-After") == (str(refusal.retry_after) if refusal.retry_after else None)


def test_what_a_witness_cosigned_last_is_public(suite: Suite) -> None:
    suite.services.answers["audit", "cosigned"] = {"note": "a note\n"}
    answer = suite.client.get(f"/v1/witness/{SHA}/checkpoint")
    assert (answer.status_code, answer.text, answer.content_type) == (200, "a note\n", "text/plain; charset=utf-8")
    assert (answer.headers["Cache-Control"], answer.headers["Access-Control-Allow-Origin"]) == (
        "public, max-age=1",
        "*",
    )
    assert suite.services.last == {"origin_hash": SHA}
    suite.services.answers["audit", "cosigned"] = NotFound("never")
    for unknown in (SHA, SHA.upper(), SHA[:-1], "x"):
        refused = suite.client.get(f"/v1/witness/{unknown}/checkpoint")
        assert (refused.status_code, refused.mimetype) == (404, "text/plain")


def test_a_witness_is_only_posted_to(suite: Suite) -> None:
    assert suite.client.get("/v1/witness/add-checkpoint").status_code == 405
