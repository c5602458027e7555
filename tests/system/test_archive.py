"""An archive of a period is checked with nothing but what lies in it: ledger part, schemas, verifier, and how to do it."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from infra.kernel.base.clock import day_in_china, moment
from infra.ledger.tiles import FULL, bundle_path, tile_path, tiles_of
from tests.system.archives import Archive
from tests.system.sealing import all_sealed, signer_of
from tests.system.suite import shangliang
from tests.system.told import Told

ALL_DAYS = "2000-01-01..2100-12-31"


def exported(told: Told, home: Path, period: str) -> Archive:
    size = all_sealed(told.suite.url)
    done = shangliang(told.suite.folder, "export", "--period", period, str(home / "archive"))
    assert done.returncode == 0, done.stderr
    return Archive(home / "archive", size)


def week_of(told: Told) -> str:
    """The period from the day in China on which the topic's notice ended to the day on which its first meeting did."""
    news = told.history("topics", told.ids["topic"])[8], told.history("meetings", told.ids["meetings"][0])[-1]
    assert [one["type"] for one in news] == ["TopicNoticeEnded", "MeetingEnded"]
    first, last = (day_in_china(moment(one["recorded_at"])) for one in news)
    assert first < last
    return f"{first}..{last}"


@pytest.fixture(scope="module")
def whole(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Of every day. Change only copies of it."""
    return exported(told, tmp_path_factory.mktemp("whole"), ALL_DAYS)


@pytest.fixture(scope="module")
def week(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return exported(told, tmp_path_factory.mktemp("week"), week_of(told))


def test_it_is_checked_as_its_own_page_says(told: Told, whole: Archive) -> None:
    done = whole.checked()
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, "")
    assert f"{whole.size} entries" in done.stdout
    assert signer_of(told.suite.folder).vkey in done.stdout
    assert whole.about["entries"] == [0, whole.size]


def test_the_operators_command_checks_it_too(told: Told, whole: Archive, tmp_path: Path) -> None:
    asked = ("verify", "--ledger", str(whole.folder / "log"), "--key", signer_of(told.suite.folder).vkey)
    done = shangliang(tmp_path / "no-site", *asked)
    assert (done.returncode, f"{whole.size} entries" in done.stdout) == (0, True), done.stdout + done.stderr


def test_of_some_days_it_holds_their_entries_and_all_hashes(told: Told, week: Archive) -> None:
    done = week.checked()
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, ""), done.stdout
    first, end = week.about["entries"]
    assert 0 < first < end < week.size
    indexes = [index for index, _ in week.entries()]
    assert indexes == list(range(first // FULL * FULL, min(week.size, -(-end // FULL) * FULL)))
    inside = [entry["type"] for entry in week.inside()]
    assert "MeetingPlanned" in inside
    assert "MeetingEnded" in inside
    assert "OutcomeApproved" not in inside
    assert all((week.folder / "log" / tile_path(*tile)).is_file() for tile in tiles_of(week.size))


def test_every_event_in_it_has_its_schema(whole: Archive) -> None:
    schemas = {file.stem: json.loads(file.read_text("utf-8")) for file in (whole.folder / "schemas").glob("*.json")}
    for _, entry in whole.entries():
        described = schemas[entry["service"]][entry["type"]]
        assert described["schema_version"] == entry["schema_version"]
        assert described["schema"]


def test_its_list_names_every_file_with_its_digest(whole: Archive) -> None:
    files = {path for path in whole.folder.rglob("*") if path.is_file() and path.name != "archive.json"}
    found = {str(path.relative_to(whole.folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert whole.about["sha256"] == found
    assert {"README.md", "verify_ledger.py", "log/checkpoint", "schemas/topics.json"} <= set(found)


@pytest.mark.parametrize("path", ["{last}", "tile/0/005", "tile/1/000.p/{full}", "checkpoint"])
def test_whatever_is_altered_in_it_is_found(week: Archive, path: str, tmp_path: Path) -> None:
    copy = Archive(Path(shutil.copytree(week.folder, tmp_path / "copy")), week.size)
    full, number = week.size // FULL, (week.about["entries"][1] - 1) // FULL
    last = bundle_path(number, min(FULL, week.size - number * FULL))
    file = copy.folder / "log" / path.format(full=full, last=last)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    assert copy.checked().returncode == 1


def test_what_is_there_already_is_not_written_over(told: Told, whole: Archive) -> None:
    before = (whole.folder / "archive.json").read_bytes()
    refused = shangliang(told.suite.folder, "export", "--period", ALL_DAYS, str(whole.folder))
    assert (refused.returncode, "is there already" in refused.stderr) == (1, True)
    assert (whole.folder / "archive.json").read_bytes() == before
