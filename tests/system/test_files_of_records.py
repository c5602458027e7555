"""A case with two files: internal, one cleared, read by anybody once it is published; in archive and export under its SHA-256."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from infra.kernel.storage.files import digest_of
from operations.demo.cast import COUNTY, TOWN, Cast, assemble
from operations.demo.client import Client
from tests.system.api import Api, refused, token
from tests.system.archives import Archive
from tests.system.sealing import all_sealed, signer_of
from tests.system.suite import ROOT, RunningSuite, copy_of, running, shangliang

ALL_DAYS = "2000-01-01..2100-12-31"
PLAN, MINUTES = b"%PDF-1.7 the plan\n%%EOF\n", b"%PDF-1.7 the minutes\n%%EOF\n"


@dataclass(frozen=True)
class Filed:
    """`plan` was cleared, `minutes` not; `photo` came with a resident's words."""

    suite: RunningSuite
    cast: Cast
    case: str
    plan: str
    minutes: str
    photo: str

    @property
    def api(self) -> Api:
        return Api(self.suite.url)

    @property
    def office(self) -> dict[str, str]:
        return self.cast.headers["county_office"]

    def statuses(self, headers: dict[str, str]) -> list[int]:
        return [self.api.get(f"/v1/files/{one}", headers).status_code for one in (self.plan, self.minutes)]


@pytest.fixture(scope="module")
def filed(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filed]:
    with running(copy_of(prepared, tmp_path_factory.mktemp("files") / "var")) as suite:
        api, cast = Api(suite.url), assemble(Client(suite.url), suite.site)
        office = cast.headers["county_office"]
        plan, minutes = (api.send("/v1/files", content, office).json()["digest"] for content in (PLAN, MINUTES))
        photo = api.send("/v1/files", a_photo()).json()["digest"]
        said = {"text": "路灯不亮", "division": TOWN, "channel": "qr", "files": [photo]}
        api.done("/v1/submissions", said)
        body = {"title": "一件小事", "text": "路口", "division": COUNTY, "files": [plan, minutes]}
        made = api.done("/v1/cases", {**body, "organisation": cast.organisations["county_office"]}, office)
        case = f"/v1/cases/{made['id']}"
        assert "clear_files" in api.shown(case, office)["allowed_commands"]
        refused(api.post(f"{case}/clear_files", {"files": ["0" * 64]}, office), 422, "invalid")
        refused(api.post(f"{case}/clear_files", {}, cast.headers["chair"]), 403, "not-permitted")
        done = api.done(f"{case}/clear_files", {"files": [plan]}, office)
        assert [event["type"] for event in done["events"]] == ["FilesCleared"]
        for command in ("submit", "publish"):
            api.done(f"{case}/{command}", {}, office)
        yield Filed(suite, cast, case, plan, minutes, photo)


def a_photo() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(written, "JPEG")
    return written.getvalue()


def test_of_a_published_record_anybody_reads_the_cleared_file_and_no_other(filed: Filed) -> None:
    assert filed.statuses({}) == [200, 404]
    assert filed.api.get(f"/v1/files/{filed.plan}").content == PLAN
    shown = filed.api.shown(filed.case)
    assert (shown["files"], shown["cleared_files"]) == ([filed.plan], [filed.plan])
    assert filed.statuses(filed.office) == [200, 200]
    assert filed.api.shown(filed.case, filed.office)["files"] == [filed.plan, filed.minutes]


@pytest.fixture(scope="module")
def archive(filed: Filed, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    size, folder = all_sealed(filed.suite.url), tmp_path_factory.mktemp("archive") / "archive"
    done = shangliang(filed.suite.folder, "export", "--period", ALL_DAYS, str(folder))
    assert done.returncode == 0, done.stderr
    return Archive(folder, size)


def test_an_archive_has_the_files_that_its_entries_name_but_no_persons(filed: Filed, archive: Archive) -> None:
    files = {path.name: path.read_bytes() for path in (archive.folder / "files").iterdir()}
    assert files == {filed.plan: PLAN, filed.minutes: MINUTES}
    assert all(digest_of(content) == name for name, content in files.items())
    entries = dict(archive.entries())
    for name, about in archive.about["files"].items():
        assert about["type"] == "application/pdf"
        assert about["entries"]
        assert all(name in entries[index]["payload"] for index in about["entries"])
    done = archive.checked()
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, "")


@pytest.mark.parametrize(
    ("name", "says"),
    [("plan", "has other bytes than its name says"), ("foreign", "is named by no entry that was read")],
)
def test_a_file_that_was_altered_or_put_there_later_is_found(
    filed: Filed, archive: Archive, name: str, says: str, tmp_path: Path
) -> None:
    copy = Archive(Path(shutil.copytree(archive.folder, tmp_path / "copy")), archive.size)
    path = copy.folder / "files" / (filed.plan if name == "plan" else digest_of(b"foreign"))
    path.write_bytes(b"foreign")
    done = copy.checked()
    assert (done.returncode, f"files/{path.name} {says}" in done.stdout) == (1, True), done.stdout


def test_an_auditors_export_has_them_as_well_and_is_verified_as_before(filed: Filed, tmp_path: Path) -> None:
    all_sealed(filed.suite.url)
    answer = filed.api.get("/v1/events/export", token(filed.suite.site, "AUD"), format="zip", service="outcomes")
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert set(packed.namelist()) == {"events.jsonl", f"files/{filed.plan}", f"files/{filed.minutes}"}
    assert packed.read(f"files/{filed.plan}") == PLAN
    (tmp_path / "events.jsonl").write_bytes(packed.read("events.jsonl"))
    lines = [json.loads(line) for line in packed.read("events.jsonl").splitlines()]
    assert any(filed.plan in json.dumps(line) for line in lines)
    asked = ("verify_ledger.py", "--receipt", "events.jsonl", "--key", signer_of(filed.suite.folder).vkey)
    shutil.copy(ROOT / "infra/ledger/verify_ledger.py", tmp_path)
    done = subprocess.run([sys.executable, "-I", *asked], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_residents_photo_is_in_no_export(filed: Filed) -> None:
    all_sealed(filed.suite.url)
    answer = filed.api.get("/v1/events/export", token(filed.suite.site, "AUD"), format="zip", service="topics")
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert filed.photo.encode() in packed.read("events.jsonl")
    assert packed.namelist() == ["events.jsonl"]
