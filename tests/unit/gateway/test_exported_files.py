"""Events taken away with the files that they name: each under its SHA-256, by the caller's right, none of a person."""

import io
import json
import zipfile

from infra.kernel.base.problems import NotFound
from infra.kernel.storage.files import digest_of
from tests.unit.gateway.fakes import Suite
from tests.unit.gateway.sealed import Ledger, recorded
from tests.unit.gateway.test_gateway_events import AUD
from tests.unit.gateway.test_gateway_files import PDF, STREAM, kept

KEY = "6b" * 32


def exported(suite: Suite, *digests: str) -> zipfile.ZipFile:
    payloads = (json.dumps({"reports": [{"files": [digest]}]}) for digest in digests)
    Ledger(*(recorded(number, payload) for number, payload in enumerate(payloads))).answers(suite)
    answer = suite.client.get("/v1/events/export?format=zip", headers=AUD)
    assert (answer.status_code, answer.content_type) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_an_export_has_the_files_that_its_events_name_each_once_under_its_sha256(suite: Suite) -> None:
    digest = kept(suite, PDF, "application/pdf")
    packed = exported(suite, digest, digest)
    assert packed.testzip() is None
    assert packed.namelist() == ["events.jsonl", f"files/{digest}"]
    assert digest_of(packed.read(f"files/{digest}")) == digest
    lines = packed.read("events.jsonl").decode().splitlines()
    assert lines == suite.client.get("/v1/events/export?format=jsonl", headers=AUD).text.splitlines()


def test_what_the_caller_may_not_read_is_not_in_it(suite: Suite) -> None:
    digest = kept(suite, PDF, "application/pdf")
    for service in ("topics", "outcomes", "meetings", "members"):
        suite.services.answers[service, "file"] = NotFound("not there")
    assert exported(suite, digest).namelist() == ["events.jsonl"]


def test_what_is_under_a_persons_key_stays_with_the_site(suite: Suite) -> None:
    digest = suite.files.add("application/pdf", PDF)
    suite.files.keep(STREAM, digest, ("gao", bytes.fromhex(KEY)))
    suite.services.answers["topics", "file"] = {"stream": STREAM, "key": KEY}
    assert exported(suite, digest).namelist() == ["events.jsonl"]
