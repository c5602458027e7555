"""Every key is destroyed by two: of the words that were planted wherever words may go, none is left anywhere.

What is counted, listed and replayed is what it was, but for the words.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from gateway.documents.resource import Resource
from gateway.routes import RESOURCES
from infra.kernel.storage.personal import ERASED
from operations.demo.cast import COUNTY, TOWN
from operations.demo.play import perform
from tests.system.api import Headers, eventually, token
from tests.system.planting import Planted, PlantingApi, PlantingClient, PlantingLeaving, every_place, files_with
from tests.system.refusals.left_behind.all import KINDS
from tests.system.said_besides import say_the_rest
from tests.system.sealing import all_sealed
from tests.system.story import settle
from tests.system.suite import RunningSuite, copy_of, running, shangliang

# What a destruction itself is recorded in, and what is about time and traffic.
CHANGED_BY_IT = ("people", "destructions", "accounts")
FIGURES = (
    f"/v1/contact-relations/coverage?division={COUNTY}",
    f"/v1/targets/standing?division={COUNTY}",
    f"/v1/charges/coverage?division={COUNTY}",
    f"/v1/postings/coverage?division={COUNTY}",
    f"/v1/coverage/committees/{COUNTY}",
    f"/v1/training/{COUNTY}",
    "/v1/lifecycles",
)
COUNTED = (
    "select collection, state, count(*) from records group by 1, 2 order by 1, 2",
    "select count(*), sum(version) from records where collection not in ('people', 'destructions')",
    "select stream, at from due order by 1, 2",
)


@dataclass
class Site:
    """A suite on which everything was said; `spared` is a resident's whose key stays, `open` was never a secret."""

    suite: RunningSuite
    planted: Planted = field(default_factory=Planted)
    spared: Planted = field(default_factory=Planted)
    refused: Planted = field(default_factory=Planted)
    open: Planted = field(default_factory=Planted)
    keys: list[bytes] = field(default_factory=list)

    @property
    def api(self) -> PlantingApi:
        return PlantingApi(self.suite.url, self.planted)

    @property
    def auditor(self) -> Headers:
        return token(self.suite.site, "AUD")

    @property
    def never_in_files(self) -> tuple[Planted, ...]:
        return self.planted, self.spared, self.refused


@pytest.fixture(scope="module")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(copy_of(prepared, tmp_path_factory.mktemp("everywhere") / "var")) as suite:
        site = Site(suite)
        stage = perform(PlantingClient(suite.url, site.planted), suite.site, lambda line: None)
        left = PlantingLeaving(suite, stage, site.planted)
        for kind in KINDS:
            kind.leave(left)
        say_the_rest(left)
        brought_in(site)
        said_in_vain(site)
        body = {"text": "…", "name": "…", "contact": "…", "division": TOWN, "channel": "qr"}
        PlantingApi(suite.url, site.spared).done("/v1/submissions", body)
        named = {"name": site.open.word("organisation.name"), "kind": "station", "division": TOWN}
        site.api.done("/v1/organisations", named, left.administrator)
        yield site


def brought_in(site: Site) -> None:
    """People from a sheet, and one more of whom the sheet says too much."""
    administrator = {**token(site.suite.site, "ADM"), "Content-Type": "text/csv"}
    rows = [f"{site.planted.word('import.name')},{site.planted.word('import.contact')}\n" for _ in range(3)]
    answer = site.api.send("/v1/people/import", "".join(["姓名,联系方式\n", *rows]).encode("gbk"), administrator)
    assert [one["status"] for one in answer.json()["items"]] == [201] * 3
    bad = f"姓名,联系方式\n{site.refused.word('import.name')},1\n,{site.refused.word('import.contact')}\n"
    seen = site.api.send("/v1/people/import?preview=true", bad.encode("gbk"), administrator)
    assert site.refused.mark in seen.text
    assert site.api.send("/v1/people/import", bad.encode("gbk"), administrator).status_code == 422


def said_in_vain(site: Site) -> None:
    """What is refused, typed wrongly or only looked for is kept nowhere either."""
    refused, url = site.refused, site.suite.url
    word = refused.word("refused")
    wrong = {"text": word, "name": word, "division": "62072310100000", "channel": "qr"}
    assert site.api.send("/v1/submissions", json.dumps(wrong), {"Content-Type": "application/json"}).status_code == 422
    broken = b'{"text": "' + refused.word("broken").encode()
    assert site.api.send("/v1/submissions", broken, {"Content-Type": "application/json"}).status_code == 400
    signing_in = {"name": refused.word("login"), "password": refused.word("password")}
    assert requests.post(f"{url}/sign-in", data=signing_in, timeout=60).status_code < 500
    for path in ("/v1/submissions", "/v1/people"):
        assert site.api.get(path, site.auditor, q=refused.word("search")).status_code < 500
    form = {"file": (f"{refused.word('file')}.txt", b"not a photo", "text/plain")}
    assert requests.post(f"{url}/v1/files", files=form, timeout=60).status_code < 500


def pictures(site: Site) -> dict[str, str]:
    """Every list, sheet and figure, as the auditor reads it; the histories of what residents said."""
    addresses = [*FIGURES, *(address for resource in RESOURCES for address in lists_of(site, resource))]
    for collection in ("submissions", "topics"):
        ids = [one["id"] for one in site.api.items(f"/v1/{collection}", site.auditor, limit=200)]
        addresses += [f"/v1/{collection}/{one}/history" for one in ids]
        addresses += [f"/v1/lineage/{collection}/{one}" for one in ids]
    found = {}
    for address in addresses:
        answer = site.api.get(address, site.auditor)
        assert answer.status_code == 200, f"{address}: {answer.text}"
        found[address] = answer.text
    return found


def lists_of(site: Site, resource: Resource) -> Iterator[str]:
    parents = [one["id"] for one in site.api.items(f"/v1/{resource.parent}", site.auditor)] if resource.parent else [""]
    for parent in parents:
        yield f"{resource.path.replace('<parent>', parent)}?limit=200"
    if resource.columns and resource.collection != "divisions":
        yield f"{resource.path}/export?format=csv"


def counted(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """How many of each kind there are in which state, and what is due when."""
    found = {}
    for service in ("members", "topics", "meetings", "outcomes"):
        with closing(sqlite3.connect(f"file:{folder}/{service}.sqlite?mode=ro", uri=True, timeout=60)) as database:
            found[service] = [row for query in COUNTED for row in database.execute(query).fetchall()]
    return found


def replayed(folder: Path, size: int) -> str:
    done = shangliang(folder, "replay", "--until", str(size - 1))
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass(frozen=True)
class Before:
    pictures: dict[str, str]
    counted: dict[str, list[tuple[object, ...]]]
    replayed: str
    size: int
    files_with_words: set[str]
    files_with_the_open_word: set[str]


@pytest.fixture(scope="module")
def before(site: Site) -> Before:
    """Everything as it was, and then every key but one is destroyed, each by two."""
    settle(site.suite.folder)
    size, folder = all_sealed(site.suite.url), site.suite.folder
    hidden = set().union(*(files_with(folder, planted) for planted in site.never_in_files))
    before = Before(
        pictures(site), counted(folder), replayed(folder, size), size, hidden, files_with(folder, site.open)
    )  # fmt: skip
    destroy(site)
    settle(folder)
    all_sealed(site.suite.url)
    return before


def destroy(site: Site) -> None:
    """All keys that have words under them: each is asked for by one administrator and approved by another."""
    security, administrator = token(site.suite.site, "SEC"), token(site.suite.site, "ADM")
    asked = {
        one["person"]
        for one in site.api.items("/v1/destructions", site.auditor, limit=200)
        if one["state"] == "requested"
    }
    spared = owner_of(site.suite.folder, site.spared, site)
    for person, key in keys_of(site.suite.folder).items():
        if person == spared:
            continue
        site.keys.append(key)
        if person not in asked:
            site.api.done("/v1/destructions", {"person": person, "ground": "request", "reason": "本人申请"}, security)
    for one in site.api.items("/v1/destructions", site.auditor, limit=200):
        if one["state"] == "requested":
            site.api.done(f"/v1/destructions/{one['id']}/approve", {}, administrator)
    eventually(lambda: set(keys_of(site.suite.folder)), lambda left: left == {spared})


def owner_of(folder: Path, spared: Planted, site: Site) -> str:
    (one,) = [one for one in site.api.items("/v1/submissions", site.auditor, limit=200) if one["text"] in spared.all]
    return str(one["id"])


def keys_of(folder: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(folder / "personal.sqlite", timeout=60)) as database:
        return dict(database.execute("SELECT person, key FROM person_keys WHERE key IS NOT NULL").fetchall())


def test_there_is_a_word_in_every_personal_field_of_every_command(site: Site) -> None:
    assert every_place() - set(site.planted.words) == set()


def test_the_words_are_in_no_file_even_before(before: Before) -> None:
    assert before.files_with_words == set()
    for file in ("members.sqlite", "ledger/"):
        assert any(one.startswith(file) for one in before.files_with_the_open_word), file


def test_they_were_read_before(site: Site, before: Before) -> None:
    """So the pictures were ones in which they can be missed."""
    shown = "".join(before.pictures.values())
    seen = {where for where, words in site.planted.words.items() if any(word in shown for word in words)}
    assert len(seen) > 20, seen
    assert site.planted.mark in before.pictures["/v1/people/export?format=csv"]


def test_neither_words_nor_keys_are_in_any_file_afterwards(site: Site, before: Before) -> None:
    folder = site.suite.folder
    assert [files_with(folder, planted) for planted in site.never_in_files] == [set()] * 3
    contents = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    assert not [key for key in site.keys if any(key in content for content in contents)]


def differs(site: Site, address: str, was: str, now: str) -> bool:
    """A sheet names by id whose name he has no longer alone: all are called 已删除."""
    recorded = address.startswith(tuple(f"/v1/{one}" for one in CHANGED_BY_IT))
    return not recorded and "/export" not in address and now != site.planted.without(was, ERASED)


def test_nothing_that_is_read_shows_them_and_all_else_is_as_it_was(site: Site, before: Before) -> None:
    after = pictures(site)
    assert set(after) == set(before.pictures)
    assert [address for address, text in after.items() if site.planted.mark in text] == []
    assert [address for address, was in before.pictures.items() if differs(site, address, was, after[address])] == []
    assert site.spared.mark in after["/v1/submissions?limit=200"]


def test_figures_and_due_times_are_the_same(site: Site, before: Before) -> None:
    changed = ("destructions", "people")
    after = counted(site.suite.folder)
    for service, was in before.counted.items():
        assert [row for row in after[service] if row[0] not in changed] == [row for row in was if row[0] not in changed]


def test_replay_of_that_moment_is_the_same_byte_for_byte(site: Site, before: Before) -> None:
    assert replayed(site.suite.folder, before.size) == before.replayed
    assert site.planted.mark not in before.replayed


def test_no_export_and_no_backup_has_them(site: Site, before: Before, tmp_path: Path) -> None:
    """The keys that are left are in the backup, those that are not are not; the open word shows that the search would find."""
    for form in ("xlsx", "csv"):
        for resource in (one for one in RESOURCES if one.columns and one.collection != "divisions"):
            answer = site.api.get(f"{resource.path}/export", site.auditor, format=form)
            (tmp_path / f"{resource.collection}.{form}").write_bytes(answer.content)
    for form in ("jsonl", "csv"):
        for service in ("members", "topics", "meetings", "outcomes"):
            exported = site.api.get("/v1/events/export", site.auditor, format=form, service=service)
            (tmp_path / f"events-{service}.{form}").write_bytes(exported.content)
    year = "2026-01-01..2027-12-31"
    for command in (("backup", str(tmp_path / "backup")), ("export", "--period", year, str(tmp_path / "archive"))):
        done = shangliang(site.suite.folder, *command)
        assert done.returncode == 0, done.stderr
    found = {file.partition("/")[0] for file in files_with(tmp_path, site.open)}
    assert found >= {"organisations.xlsx", "organisations.csv", "events-members.csv", "backup", "archive"}
    assert [files_with(tmp_path, planted) for planted in (site.planted, site.refused)] == [set()] * 2
    contents = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert not [key for key in site.keys if any(key in content for content in contents)]
    shutil.rmtree(tmp_path)
