"""One submitter is forgotten: nothing of that person can be read any more, and everything else goes on as before."""

import gzip
import io
import json
import shutil
import sqlite3
import uuid
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from operations.demo.acts.raise_topic import WORDS
from operations.demo.cast import TOWN, Cast
from tests.checker.invariants import check_projection
from tests.checker.reading import SERVICES, rows
from tests.system.api import Api, eventually, refused, token
from tests.system.story import Played, replay, settle
from tests.system.suite import RunningSuite, copy_of, running, shangliang

REASON, ERASED, SEALED = "本人申请删除个人信息", "已删除", "已封存"
NAME, CONTACT, COMMENT = "高云霞", "13712345678", "答复得清楚，路口也好走了"
TITLE = "小卖部门前接孩子"
TEXT = "孩子放学时被电动车撞倒，\U00020bb7家小卖部门前尤其危险。"


@dataclass(frozen=True)
class Site:
    """A suite on the site after the story, where one more resident spoke, was answered and rated the answer."""

    suite: RunningSuite
    cast: Cast
    first_submission: str
    submission: str
    code: str
    key: str

    @property
    def api(self) -> Api:
        return Api(self.suite.url)

    @property
    def path(self) -> str:
        return f"/v1/submissions/{self.submission}"

    @property
    def station(self) -> dict[str, str]:
        return self.cast.headers["station_head"]

    def submit(self) -> dict[str, Any]:
        """The resident's own words, always under the same key."""
        body = {"title": TITLE, "text": TEXT, "division": TOWN, "channel": "qr", "name": NAME, "contact": CONTACT}
        return self.api.done("/v1/submissions", body, key=self.key)


@pytest.fixture(scope="module")
def site(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = copy_of(played.folder, tmp_path_factory.mktemp("forgotten") / "var")
    with running(folder) as suite:
        silent = Site(suite, played.cast, played.ids["submissions"][0], "", "", str(uuid.uuid4()))
        answer = silent.submit()
        site = Site(
            suite, silent.cast, silent.first_submission, answer["id"], answer["tracking_code"], silent.key
        )  # fmt: skip
        site.api.becomes(site.path, site.station, "triaging")
        site.api.done(f"{site.path}/accept", {}, site.station)
        site.api.done(f"{site.path}/answer", {"text": "已列入整治计划。"}, site.station)
        rating = {"rating": "satisfied", "comment": COMMENT}
        site.api.done(f"{site.path}/rate", rating, {"Tracking-Code": site.code})
        yield site


@dataclass(frozen=True)
class Forgotten:
    """What stood in the files before the submitter was forgotten: their words in the open, and their key."""

    words: set[tuple[str, bytes]]
    key: bytes


@pytest.fixture(scope="module")
def forgotten(site: Site) -> Forgotten:
    assert site.submit()["tracking_code"] == site.code
    shown = site.api.shown(site.path, site.station)
    assert (shown["title"], shown["text"]) == (TITLE, TEXT)
    before = Forgotten(
        found_in(site.suite.folder, said_by_the_resident(site)), key_of(site.suite.folder, site.submission)
    )
    assert found_in(site.suite.folder, {before.key})
    assert forget(site.suite.folder, site.submission) == (0, f"{site.submission}: key destroyed 密钥已销毁\n")
    return before


def forget(folder: Path, person: str) -> tuple[int, str]:
    done = shangliang(folder, "forget", "--person", person, "--reason", REASON)
    return done.returncode, done.stdout + done.stderr


def key_of(folder: Path, person: str) -> bytes:
    """Empty when it is destroyed."""
    with closing(sqlite3.connect(folder / "personal.sqlite")) as connection:
        (key,) = connection.execute("SELECT key FROM person_keys WHERE person = ?", (person,)).fetchone()
    return bytes(key or b"")


def said_by_the_resident(site: Site) -> set[bytes]:
    """Name, contact, code, and every five characters in a row of what was said, as they could stand in a file."""
    pieces = {words[start : start + 5] for words in (TITLE, TEXT, COMMENT) for start in range(len(words) - 4)}
    return {form for piece in (NAME, CONTACT, site.code, *pieces) for form in forms(piece)}


def forms(words: str) -> set[bytes]:
    return {words.encode(), words.encode("utf-16-le"), json.dumps(words)[1:-1].encode()}


def found_in(folder: Path, wanted: set[bytes]) -> set[tuple[str, bytes]]:
    """Which of them stand in which file under the folder: databases, journals, logs, whatever is there."""
    contents = {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {(name, one) for name, content in contents.items() for one in wanted if one in content}


def recorded(folder: Path, person: str) -> list[dict[str, Any]]:
    """The events of the person's record, as they stand in the file."""
    found = rows(folder, "members", "SELECT stream, type, role, payload FROM events ORDER BY inserted")
    return [
        {"type": kind, "role": role, "reason": json.loads(payload).get("reason")}
        for stream, kind, role, payload in found
        if stream == f"person-{person}"
    ]


def test_the_search_finds_what_does_stand_in_the_open(site: Site, tmp_path: Path) -> None:
    (tmp_path / "some.log").write_text(f"… {TEXT} …", encoding="utf-8")
    assert found_in(tmp_path, said_by_the_resident(site))
    assert {name for name, _ in found_in(site.suite.folder, forms("沙河镇"))} >= {"members.sqlite", "topics.sqlite"}


def test_a_residents_words_are_in_no_file_even_before(forgotten: Forgotten) -> None:
    assert forgotten.words == set()


def test_neither_words_nor_key_are_in_any_file_afterwards(site: Site, forgotten: Forgotten) -> None:
    assert found_in(site.suite.folder, said_by_the_resident(site) | {forgotten.key}) == set()


def test_record_list_and_history_still_answer(site: Site, forgotten: Forgotten) -> None:
    record = site.api.shown(site.path, site.station)
    assert [record[said] for said in ("title", "text", "name", "contact")] == [ERASED] * 4
    assert record["state"] in ("rated", "closed")
    (listed,) = [one for one in site.api.items("/v1/submissions", site.station) if one["id"] == site.submission]
    assert listed["text"] == ERASED
    events = site.api.items(f"{site.path}/history", site.station)
    received = events[0]["payload"]
    assert [received[said] for said in ("title", "text", "name", "contact")] == [ERASED] * 4
    (rated,) = [event["payload"] for event in events if event["type"] == "SubmissionRated"]
    assert (rated["rating"], rated["comment"]) == ("satisfied", ERASED)


def test_the_tracking_page_still_answers(site: Site, forgotten: Forgotten) -> None:
    tracked = site.api.shown(f"/v1/submissions/track/{site.code}")
    assert [tracked[said] for said in ("title", "text", "comment")] == [ERASED] * 3


def test_the_stored_answer_gives_the_code_no_more(site: Site, forgotten: Forgotten) -> None:
    answer = site.submit()
    assert (answer["id"], answer["tracking_code"]) == (site.submission, ERASED)


def test_ruling_17_who_was_forgotten_and_comes_again_is_kept_under_a_fresh_key(
    site: Site, forgotten: Forgotten
) -> None:
    again = "路灯又不亮了，请再看一看"
    site.api.done(f"{site.path}/reopen", {"reason": again}, {"Tracking-Code": site.code})
    assert site.api.items(f"{site.path}/history", site.station)[-1]["payload"]["reason"] == again
    assert site.api.shown(site.path, site.station)["text"] == ERASED
    assert found_in(site.suite.folder, forms(again)) == set()


def test_and_is_forgotten_again(site: Site, forgotten: Forgotten) -> None:
    assert forget(site.suite.folder, site.submission) == (0, f"{site.submission}: key destroyed 密钥已销毁\n")
    assert site.api.items(f"{site.path}/history", site.station)[-1]["payload"]["reason"] == ERASED


def test_others_words_stay(site: Site, forgotten: Forgotten) -> None:
    _channel, name, text, _told = WORDS[0]
    record = site.api.shown(f"/v1/submissions/{site.first_submission}", site.station)
    assert (record["name"], record["text"]) == (name, text)


def test_a_rebuild_gives_what_is_shown(site: Site, forgotten: Forgotten, tmp_path: Path) -> None:
    settle(site.suite.folder)
    # The suite goes on sealing meanwhile: what it is just about to put in its place is not part of the site yet.
    being_made = shutil.ignore_patterns(".new-*")
    copy = Path(shutil.copytree(site.suite.folder, tmp_path / "copy", ignore=being_made))
    for service in SERVICES:
        assert check_projection(site.suite.folder, service, replay(copy, service)).findings == []


def test_that_it_was_done_is_on_record_with_the_reason(site: Site, forgotten: Forgotten) -> None:
    events = recorded(site.suite.folder, site.submission)
    said = [(event["type"], event["role"], event["reason"]) for event in events]
    assert said == [("PersonForgotten", "SEC", REASON)] * 2
    history = site.api.items(f"/v1/people/{site.submission}/history", token(site.suite.site, "AUD"))
    assert [(one["type"], one["reason"]) for one in history] == [("PersonForgotten", REASON)] * 2


def test_a_photo_is_read_with_the_code_backed_up_and_lost_with_the_key(site: Site, tmp_path: Path) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(photo, "JPEG")
    uploaded = site.api.send("/v1/files", photo.getvalue()).json()
    body = {"text": "照片所示之处", "division": TOWN, "channel": "qr", "files": [uploaded["digest"]]}
    made = site.api.done("/v1/submissions", body)
    path, own = f"/v1/files/{uploaded['digest']}", {"Tracking-Code": made["tracking_code"]}
    assert site.api.get(path, own).content.startswith(b"\xff\xd8\xff")
    assert site.api.get(path, site.station).headers["Content-Type"] == "image/jpeg"
    assert [site.api.get(path, who).status_code for who in ({}, site.cast.headers["chair"])] == [404, 404]
    kept = f"files/kept/submission-{made['id']}/{uploaded['digest']}"
    assert shangliang(site.suite.folder, "backup", str(tmp_path / "backup")).returncode == 0
    assert forget(site.suite.folder, made["id"])[0] == 0
    assert [site.api.get(path, who).status_code for who in (own, site.station)] == [404, 404]
    assert shangliang(tmp_path / "new", "restore", str(tmp_path / "backup")).returncode == 0
    assert (tmp_path / "new" / kept).read_bytes() == (site.suite.folder / kept).read_bytes()
    (tmp_path / "new" / kept).unlink()
    assert "files are missing: 1" in shangliang(tmp_path / "new", "doctor").stdout


def test_whose_key_is_destroyed_is_not_forgotten_once_more(site: Site, forgotten: Forgotten) -> None:
    code, said = forget(site.suite.folder, site.submission)
    assert (code, f"the key of {site.submission} was destroyed before" in said) == (1, True)
    assert len(recorded(site.suite.folder, site.submission)) == 2


def test_who_was_never_known_is_refused(site: Site) -> None:
    nobody = str(uuid.uuid4())
    code, said = forget(site.suite.folder, nobody)
    assert (code, f"there is no key for {nobody}" in said) == (1, True)


def test_over_http_the_key_is_destroyed_once_a_second_administrator_approves(site: Site) -> None:
    member = site.cast.people["member"]
    key, security = key_of(site.suite.folder, member), token(site.suite.site, "SEC")
    refused(site.api.post("/v1/destructions", asked_for(str(uuid.uuid4())), security), 422, "invalid")
    made = f"/v1/destructions/{site.api.done('/v1/destructions', asked_for(member), security)['id']}"
    refused(site.api.post("/v1/destructions", asked_for(member), security), 422, "rule-broken")
    refused(site.api.post(f"{made}/approve", {}, security), 422, "rule-broken")
    refused(site.api.post(f"{made}/approve", {}, site.station), 403, "not-permitted")
    assert key_of(site.suite.folder, member) == key
    assert site.api.done(f"{made}/approve", {}, token(site.suite.site, "ADM"))["state"] == "destroyed"
    eventually(lambda: key_of(site.suite.folder, member), lambda left: left == b"")
    assert found_in(site.suite.folder, {key}) == set()
    assert site.api.shown(f"/v1/people/{member}", token(site.suite.site, "AUD"))["name"] == ERASED
    assert recorded(site.suite.folder, member)[-1] == {"type": "PersonForgotten", "role": "ADM", "reason": REASON}


def asked_for(person: str) -> dict[str, str]:
    return {"person": person, "ground": "request", "reason": REASON}


def test_what_is_sealed_nobody_reads_until_two_have_lifted_it(site: Site) -> None:
    security, administrator = (token(site.suite.site, role) for role in ("SEC", "ADM"))
    photo = io.BytesIO()
    Image.new("RGB", (48, 64), "blue").save(photo, "JPEG")
    digest = site.api.send("/v1/files", photo.getvalue()).json()["digest"]
    body = {"text": TEXT, "division": TOWN, "channel": "qr", "name": NAME, "files": [digest]}
    sent = site.api.done("/v1/submissions", body)
    path, own = f"/v1/submissions/{sent['id']}", {"Tracking-Code": sent["tracking_code"]}
    made = f"/v1/sealings/{site.api.done('/v1/sealings', asked_for(sent['id']), security)['id']}"
    refused(site.api.post(f"{made}/approve", {}, security), 422, "rule-broken")
    assert site.api.shown(path, site.station)["text"] == TEXT
    site.api.done(f"{made}/approve", {}, administrator)
    eventually(lambda: site.api.shown(path, site.station)["text"], lambda text: text == SEALED)
    for shown in (
        site.api.get(path, token(site.suite.site, "AUD")),
        site.api.get(f"{path}/history", site.station),
        site.api.get("/v1/submissions", site.station, limit=200),
        site.api.get(f"/v1/submissions/track/{sent['tracking_code']}"),
    ):
        assert (SEALED in shown.text, json.dumps(TEXT)[1:-1] in shown.text or f'"{TEXT}"' in shown.text) == (
            True,
            False,
        )
    assert [site.api.get(f"/v1/files/{digest}", who).status_code for who in (own, site.station)] == [404, 404]
    assert key_of(site.suite.folder, sent["id"])
    site.api.done(f"{made}/request_lifting", {"reason": "已核实"}, administrator)
    refused(site.api.post(f"{made}/approve_lifting", {}, administrator), 422, "rule-broken")
    site.api.done(f"{made}/approve_lifting", {}, security)
    eventually(lambda: site.api.shown(path, site.station)["text"], lambda text: text == TEXT)
    assert site.api.get(f"/v1/files/{digest}", own).status_code == 200


def test_nothing_that_leaves_the_site_has_words_or_key(site: Site, forgotten: Forgotten, tmp_path: Path) -> None:
    """Exports, and what a backup holds: the ledger's bundles, the logs, every database, files."""
    settle(site.suite.folder)
    auditor = token(site.suite.site, "AUD")
    for kind in ("jsonl", "csv"):
        exported = site.api.get("/v1/events/export", auditor, format=kind, service="topics")
        (tmp_path / f"events.{kind}").write_bytes(exported.content)
    assert site.submission in (tmp_path / "events.jsonl").read_text(encoding="utf-8")
    assert shangliang(site.suite.folder, "backup", str(tmp_path / "backup")).returncode == 0
    opened = {file: gzip.decompress(file.read_bytes()) for file in tmp_path.rglob("*.gz")}
    for file, content in opened.items():
        file.with_suffix(".opened").write_bytes(content)
    bases = {form for one in (forgotten.key, TEXT.encode()) for form in (one, one.hex().encode(), b64encode(one))}
    assert found_in(tmp_path, said_by_the_resident(site) | bases) == set()


def test_a_crash_before_the_key_is_destroyed_only_delays_it(after_the_story: Path, played: Played) -> None:
    member = played.cast.people["member"]
    with running(after_the_story) as suite:
        made = Api(suite.url).done("/v1/destructions", asked_for(member), token(suite.site, "SEC"))["id"]
        Api(suite.url).done(f"/v1/destructions/{made}/approve", {}, token(suite.site, "ADM"))
        suite.kill()
    with running(after_the_story):
        eventually(lambda: key_of(after_the_story, member), lambda left: left == b"")


def test_a_crash_before_it_is_on_record_is_made_good_by_doing_it_again(after_the_story: Path, played: Played) -> None:
    person = played.ids["submissions"][0]
    with closing(sqlite3.connect(after_the_story / "personal.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE person_keys SET key = NULL, destroyed_at = 'now' WHERE person = ?", (person,))
    assert recorded(after_the_story, person) == []
    assert forget(after_the_story, person)[0] == 0
    assert [event["reason"] for event in recorded(after_the_story, person)] == [REASON]


def test_a_key_that_came_back_from_a_backup_is_destroyed_again(after_the_story: Path, played: Played) -> None:
    person = played.ids["submissions"][0]
    backup = after_the_story.parent / "personal.backup"
    shutil.copy(after_the_story / "personal.sqlite", backup)
    assert forget(after_the_story, person)[0] == 0
    shutil.copy(backup, after_the_story / "personal.sqlite")
    assert key_of(after_the_story, person)
    assert forget(after_the_story, person)[0] == 0
    assert key_of(after_the_story, person) == b""
    assert len(recorded(after_the_story, person)) == 1
