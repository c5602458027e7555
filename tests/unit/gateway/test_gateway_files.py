"""Uploads over HTTP, and what is read of them."""

import io

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from gateway.files import receiving
from infra.kernel.base.problems import NotFound, Unavailable
from infra.kernel.storage.files import digest_of
from tests.unit.gateway.fakes import CHAIR, Suite, told

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
STREAM = "task-01938f3e-0000-7000-8000-000000000005"
UNKNOWN = "0" * 64


def photo() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (4, 4), "green").save(written, "PNG")
    return written.getvalue()


def post(suite: Suite, content: bytes, headers: dict[str, str] | None = None) -> TestResponse:
    return suite.client.post("/v1/files", data=content, headers={"Content-Type": "image/gif", **(headers or {})})


def kept(suite: Suite, content: bytes, type_: str) -> str:
    digest = suite.files.add(type_, content)
    suite.files.keep(STREAM, digest, None)
    suite.services.answers["topics", "file"] = NotFound("not there")
    suite.services.answers["outcomes", "file"] = {"stream": STREAM, "key": None}
    return digest


def test_an_upload_answers_the_digest_of_what_is_stored_whatever_its_header_says(suite: Suite) -> None:
    answer = post(suite, photo())
    assert answer.status_code == 201
    said = told(answer)
    assert said["type"] == "image/png"
    assert answer.headers["Location"] == f"/v1/files/{said['digest']}"
    assert suite.files.type_of_new(said["digest"]) == "image/png"
    assert told(post(suite, photo()))["digest"] == said["digest"]


def test_one_file_of_a_form_is_taken(suite: Suite) -> None:
    form = {"file": (io.BytesIO(PDF), "x.exe"), "note": "words"}
    answer = suite.client.post("/v1/files", data=form, headers=CHAIR)
    assert told(answer) == {"digest": digest_of(PDF), "type": "application/pdf", "size": len(PDF)}


@pytest.mark.parametrize("files", [0, 2])
def test_a_form_with_no_file_or_two_is_refused(suite: Suite, files: int) -> None:
    form = {f"file{number}": (io.BytesIO(PDF), "a.pdf") for number in range(files)} | {"note": "words"}
    answer = suite.client.post("/v1/files", data=form, headers=CHAIR, content_type="multipart/form-data")
    assert (answer.status_code, told(answer)["errors"].keys()) == (422, {"file"})


def test_without_a_token_only_photos_are_taken(suite: Suite) -> None:
    assert post(suite, photo()).status_code == 201
    assert post(suite, PDF).status_code == 401
    assert post(suite, PDF, CHAIR).status_code == 201


@pytest.mark.parametrize("content", [b"", b"words", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_such_file_is_told_so(suite: Suite, content: bytes) -> None:
    answer = post(suite, content, CHAIR)
    assert answer.status_code == 422
    assert told(answer)["errors"]["file"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_BYTES", 1024)
    assert post(suite, bytes(1025), CHAIR).status_code == 413
    form = {"file": (io.BytesIO(bytes(1025)), "a.pdf")}
    assert suite.client.post("/v1/files", data=form, headers=CHAIR).status_code == 413


def test_a_document_is_handed_out_to_be_kept_a_photo_to_be_seen(suite: Suite) -> None:
    read = suite.client.get(f"/v1/files/{kept(suite, PDF, 'application/pdf')}", headers=CHAIR)
    assert (read.status_code, read.data, read.mimetype) == (200, PDF, "application/pdf")
    assert read.headers["Content-Disposition"].startswith("attachment; filename=")
    assert read.headers["X-Content-Type-Options"] == "nosniff"
    shown = suite.client.get(f"/v1/files/{kept(suite, photo(), 'image/png')}", headers=CHAIR)
    assert "Content-Disposition" not in shown.headers


def test_who_has_it_already_is_told_so(suite: Suite) -> None:
    path = f"/v1/files/{kept(suite, PDF, 'application/pdf')}"
    etag = suite.client.get(path).headers["ETag"]
    again = suite.client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("digest", [UNKNOWN, "x", "..%2F..%2Fetc%2Fpasswd", UNKNOWN.upper() + "0"])
def test_what_nobody_names_is_not_there(suite: Suite, digest: str) -> None:
    suite.services.answers["any", "file"] = NotFound("not there")
    assert suite.client.get(f"/v1/files/{digest}").status_code == 404


def test_a_silent_service_is_not_taken_for_one_that_knows_nothing(suite: Suite) -> None:
    suite.services.answers["topics", "file"] = Unavailable("silent")
    suite.services.answers["any", "file"] = NotFound("not there")
    assert suite.client.get(f"/v1/files/{UNKNOWN}").status_code == 503


def test_a_new_file_that_no_record_names_is_read_by_nobody(suite: Suite) -> None:
    digest = suite.files.add("application/pdf", PDF + b"of nobody")
    suite.services.answers["any", "file"] = {"stream": STREAM, "key": None}
    assert suite.client.get(f"/v1/files/{digest}", headers=CHAIR).status_code == 404
