"""A ledger whose files and database are not of one history, or have lost something, is not gone on with."""

import shutil
from pathlib import Path

import pytest

from infra.kernel.access.site import SiteProblem
from operations.suite.embedded import site_to_serve
from services.audit.checkpoints import Notices
from services.audit.keys import KEY, begin, read_keys
from services.audit.starting import LedgerRefused, check
from tests.unit.audit.ledgers import ORIGIN, TestedLedger, WrittenLogs


@pytest.fixture
def home(tmp_path: Path) -> Path:
    logs = WrittenLogs()
    ledger = TestedLedger(tmp_path, logs)
    logs.record("members", 300)
    ledger.seal()
    ledger.database.dispose()
    return tmp_path


def may_go_on(home: Path) -> None:
    ledger = TestedLedger(home, WrittenLogs())
    try:
        check(ledger.folder, read_keys(ledger.folder), ledger.ledger.batches, ledger.checkpoints)
    finally:
        ledger.close()


def grown(home: Path, count: int = 5) -> None:
    logs = WrittenLogs()
    ledger = TestedLedger(home, logs)
    logs.record("members", 300 + count)
    ledger.seal()
    ledger.close()


def test_a_ledger_that_is_whole_may_be_gone_on_with(home: Path) -> None:
    may_go_on(home)
    grown(home)
    may_go_on(home)


def test_a_new_one_may(tmp_path: Path) -> None:
    may_go_on(tmp_path)


def test_a_database_older_than_the_files_is_refused(home: Path) -> None:
    older = TestedLedger(home, WrittenLogs())
    older.database.engine.dispose()
    for file in home.glob("audit.sqlite*"):
        shutil.copyfile(file, home / f"older-{file.name}")
    grown(home)
    for file in home.glob("audit.sqlite*"):
        file.unlink()
    for file in home.glob("older-audit.sqlite*"):
        shutil.copyfile(file, home / file.name.removeprefix("older-"))
    with pytest.raises(
        LedgerRefused, match="the database audit is older than the ledger's files: it knows 300 entries"
    ):
        may_go_on(home)


@pytest.mark.parametrize("lost", ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])
def test_files_that_lost_what_was_signed_are_refused(home: Path, lost: str) -> None:
    (home / "ledger/log" / lost).unlink()
    with pytest.raises(LedgerRefused, match="have lost what was signed.*shangliang rebuild audit"):
        may_go_on(home)


@pytest.mark.parametrize("changed", ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])
def test_files_that_differ_from_what_was_signed_are_refused(home: Path, changed: str) -> None:
    file = home / "ledger/log" / changed
    content = bytearray(file.read_bytes())
    content[5] ^= 1
    file.write_bytes(content)
    with pytest.raises(LedgerRefused):
        may_go_on(home)


def test_a_checkpoint_that_the_site_did_not_sign_is_refused(home: Path) -> None:
    begin(home / "other", ORIGIN, is_new=True, say=lambda line: None)
    shutil.copyfile(home / "other" / KEY, home / "ledger" / KEY)
    with pytest.raises(LedgerRefused, match="not signed with the site's key"):
        may_go_on(home)


def test_a_crash_between_the_row_and_its_file_is_no_reason_to_refuse(home: Path) -> None:
    before = {file: file.read_bytes() for file in (home / "ledger/last-signed", home / "ledger/log/checkpoint")}
    grown(home)
    for file, content in before.items():
        file.write_bytes(content)
    may_go_on(home)
    assert Notices(home / "ledger").last_signed() == before[home / "ledger/last-signed"]


def test_a_lost_key_is_never_replaced_in_silence(home: Path) -> None:
    (home / "ledger" / KEY).unlink()
    with pytest.raises(SiteProblem, match="ledger-key is missing although the ledger has entries"):
        TestedLedger(home, WrittenLogs())


def test_the_key_is_made_once_for_its_owner_alone_and_said_once(tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        begin(tmp_path / "ledger", None, is_new=True, say=said.append)
    keys = read_keys(tmp_path / "ledger")
    assert said == [f"账本公钥 ledger key {keys.signer.vkey}"]
    assert keys.origin.startswith("shangliang.local/")
    assert [(tmp_path / "ledger" / name).stat().st_mode & 0o777 for name in (KEY, "witness-key")] == [0o600, 0o600]


def test_another_origin_than_the_ledgers_is_refused(tmp_path: Path) -> None:
    begin(tmp_path / "ledger", ORIGIN, is_new=True, say=lambda line: None)
    with pytest.raises(SiteProblem, match="LEDGER_ORIGIN is example.org/other"):
        begin(tmp_path / "ledger", "example.org/other", is_new=True, say=lambda line: None)


@pytest.mark.parametrize(
    "origin",
    ["https://a.example/v1/ledger", "a.example/v1/ledger/", "a b.example", "a+b.example", "a.example\nlog", "县.example/\x07", "/"],
)  # fmt: skip
def test_a_new_ledger_is_not_called_what_its_readers_could_not_use(tmp_path: Path, origin: str) -> None:
    """The name stands for ever in every checkpoint: what is wrong with it is said before there is one."""
    with pytest.raises(SiteProblem, match="LEDGER_ORIGIN"):
        begin(tmp_path / "ledger", origin, is_new=True, say=lambda line: None)
    assert not (tmp_path / "ledger" / KEY).exists()
    begin(tmp_path / "ledger", "a.example/v1/ledger", is_new=True, say=lambda line: None)
    assert read_keys(tmp_path / "ledger").origin == "a.example/v1/ledger"


def test_an_embedded_sites_ledger_is_called_as_the_environment_says(tmp_path: Path) -> None:
    for said, origin in (("linze.example/v1/ledger", "linze.example/v1/ledger"), ("", None)):
        assert site_to_serve(tmp_path / "var", False, {"LEDGER_ORIGIN": said}).ledger_origin == origin
