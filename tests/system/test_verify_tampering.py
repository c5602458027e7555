"""`shangliang verify` finds and names what somebody changed who has every right on the databases and files.

What one with the key can make whole again is found through what lies elsewhere, and only through that.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.kernel.access.site import embedded_site
from infra.ledger import verify_ledger
from infra.ledger.directory import CHECKPOINT, kept_path
from infra.ledger.notes import (
    CosignatureSigner,
    new_cosigning_key,
    new_signing_key,
    read_private,
    read_private_cosigner,
)
from operations.verify.verify import CannotVerify, verify_foreign, verify_own
from tests.system.api import Api, token
from tests.system.sealing import (
    all_sealed,
    as_superuser,
    checkpoint_of,
    entries_of,
    log_of,
    rewrite_ledger,
    signed_note,
    signer_of,
)
from tests.system.story import Played
from tests.system.suite import copy_of, running, shangliang

SERVICE = "topics"
AT = 5
ALTERED_PAYLOAD = "payload was sealed as"


@pytest.fixture(scope="module")
def sealed(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after the story, everything sealed, stopped. Change only copies of it."""
    folder = copy_of(played.folder, tmp_path_factory.mktemp("sealed") / "var")
    with running(folder) as suite:
        all_sealed(suite.url)
        assert suite.stop() == 0
    return folder


@pytest.fixture
def site(sealed: Path, tmp_path: Path) -> Path:
    return copy_of(sealed, tmp_path / "var")


def found(folder: Path, **asked: object) -> list[str]:
    """What is found on that site."""
    question = verify_ledger.Asked()._replace(**asked)  # type: ignore[arg-type]
    return verify_own(embedded_site(folder, demo_clock=False), "", question, lambda done, size: None).findings


def row(folder: Path, position: int, service: str = SERVICE) -> tuple[str, str]:
    """(event id, type) of that position."""
    with sqlite3.connect(folder / f"{service}.sqlite") as connection:
        one = connection.execute("SELECT event_id, type FROM events WHERE position = ?", (position,)).fetchone()
    connection.close()
    return str(one[0]), str(one[1])


def last(folder: Path, service: str = SERVICE) -> int:
    with sqlite3.connect(folder / f"{service}.sqlite") as connection:
        one = connection.execute("SELECT max(position) FROM events").fetchone()
    connection.close()
    return int(one[0])


def index_of(entries: list[bytes], event_id: str) -> int:
    return next(index for index, entry in enumerate(entries) if json.loads(entry)["event_id"] == event_id)


def altered(entry: bytes, **values: object) -> bytes:
    """The entry with other fields, written as entries are."""
    return json.dumps({**json.loads(entry), **values}, ensure_ascii=False, separators=(",", ":")).encode()


def of(finding: str, folder: Path, position: int) -> bool:
    event_id, kind = row(folder, position)
    return f"{SERVICE} position {position}, {kind} {event_id}" in finding


def test_an_untouched_site_is_one_line(sealed: Path, tmp_path: Path) -> None:
    done = shangliang(sealed, "verify")
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, "")
    assert f"{len(entries_of(sealed))} events equal in 4 databases" in done.stdout
    assert signer_of(sealed).vkey in done.stdout


def test_an_update(site: Path, sealed: Path) -> None:
    as_superuser(site, SERVICE, lambda log: log.execute("UPDATE events SET role = 'ADM' WHERE position = ?", (AT,)))
    (finding,) = found(site)
    assert of(finding, sealed, AT)
    assert "role was sealed as" in finding
    assert "'ADM' in the database" in finding
    done = shangliang(site, "verify")
    assert (done.returncode, done.stdout.strip()) == (1, finding)


@pytest.mark.parametrize("column", ["recorded_at", "occurred_at"])
def test_a_time_that_was_moved(site: Path, sealed: Path, column: str) -> None:
    moved = "2026-01-01T00:00:00.000000+00:00"
    change = f"UPDATE events SET {column} = ? WHERE position = ?"  # noqa: S608 the column is this test's
    as_superuser(site, SERVICE, lambda log: log.execute(change, (moved, AT)))
    (finding,) = found(site)
    assert of(finding, sealed, AT)
    assert f"{column} was sealed as" in finding
    assert moved in finding


def test_a_word_changed_in_a_payload(site: Path, sealed: Path) -> None:
    change = "UPDATE events SET payload = substr(payload, 1, length(payload) - 2) || 'X' || substr(payload, -1) WHERE position = ?"
    as_superuser(site, SERVICE, lambda log: log.execute(change, (AT,)))
    (finding,) = found(site)
    assert of(finding, sealed, AT)
    assert ALTERED_PAYLOAD in finding


def test_a_deletion(site: Path, sealed: Path) -> None:
    as_superuser(site, SERVICE, lambda log: log.execute("DELETE FROM events WHERE position = ?", (AT,)))
    (finding,) = found(site)
    assert of(finding, sealed, AT)
    assert finding.endswith("is missing in the database")


def test_an_insertion_in_the_middle(site: Path, sealed: Path) -> None:
    def insert(log: sqlite3.Connection) -> None:
        log.execute("UPDATE events SET position = position + 1 WHERE position >= ?", (AT,))
        names = [name for _, name, *_ in log.execute("PRAGMA table_info(events)")]
        columns = ", ".join(name for name in names if name not in ("inserted", "position", "event_id", "version"))
        copied = (
            f"INSERT INTO events ({columns}, event_id, version, position) "  # noqa: S608 the columns are the table's
            f"SELECT {columns}, 'put-in', 99, ? FROM events WHERE position = 0"
        )
        log.execute(copied, (AT,))

    as_superuser(site, SERVICE, insert)
    findings = found(site)
    (put_in,) = [one for one in findings if "was never sealed there: it was put in" in one]
    assert f"{SERVICE} position {AT}, ScreeningListCreated put-in" in put_in
    moved = [one for one in findings if "position was sealed as" in one]
    assert len(moved) == last(sealed) - AT + 1
    assert of(moved[0], sealed, AT)
    assert len(findings) == len(moved) + 1


def test_two_rows_swapped(site: Path, sealed: Path) -> None:
    def swap(log: sqlite3.Connection) -> None:
        log.execute("UPDATE events SET position = CASE position WHEN ? THEN ? ELSE ? END WHERE position IN (?, ?)",
                    (AT, AT + 2, AT, AT, AT + 2))  # fmt: skip

    as_superuser(site, SERVICE, swap)
    findings = sorted(found(site))
    assert len(findings) == 2
    assert of(findings[0], sealed, AT)
    assert f"position was sealed as {AT}, and is {AT + 2} in the database" in findings[0]
    assert of(findings[1], sealed, AT + 2)


def test_the_tail_cut_off_a_database(site: Path, sealed: Path) -> None:
    end = last(sealed)
    as_superuser(site, SERVICE, lambda log: log.execute("DELETE FROM events WHERE position > ?", (end - 3,)))
    findings = found(site)
    assert len(findings) == 3
    for finding, position in zip(findings, range(end - 2, end + 1), strict=True):
        assert of(finding, sealed, position)
        assert "is missing in the database" in finding


def test_a_position_taken_away(site: Path, sealed: Path) -> None:
    as_superuser(site, SERVICE, lambda log: log.execute("UPDATE events SET position = NULL WHERE position = ?", (AT,)))
    (finding,) = found(site)
    assert of(finding, sealed, AT)
    assert "its position was taken from it" in finding


def test_an_event_hidden_behind_another_of_its_position(site: Path) -> None:
    as_superuser(site, SERVICE, lambda log: log.execute("UPDATE events SET position = 6 WHERE position = 5"))
    (finding,) = found(site)
    assert "position was sealed as 5, and is 6 in the database" in finding


def test_an_older_backup_of_one_database(site: Path, sealed: Path, prepared: Path) -> None:
    (site / f"{SERVICE}.sqlite").unlink()
    shutil.copy(prepared / f"{SERVICE}.sqlite", site / f"{SERVICE}.sqlite")
    findings = found(site)
    assert len(findings) == last(sealed) - last(site)
    assert all(f"{SERVICE} position" in one and "is missing in the database" in one for one in findings)


def test_an_older_backup_of_the_ledger(site: Path) -> None:
    entries = entries_of(site)
    size = len(entries)
    audit = (site / "audit.sqlite").read_bytes()
    rewrite_ledger(site, entries[: size // 2], keep_checkpoints=False)
    (site / "audit.sqlite").write_bytes(audit)
    findings = found(site)
    assert any(f"{size} entries were signed, but there are only {size // 2}" in one for one in findings)


@pytest.fixture
def flipped(site: Path, sealed: Path) -> Callable[[str, int], list[str]]:
    """Flips a bit of that file of the ledger at that byte; answers what is found."""

    def flip(path: str, at: int) -> list[str]:
        file = log_of(site).folder / path
        content = bytearray(file.read_bytes())
        content[at] ^= 1
        file.write_bytes(bytes(content))
        return found(site)

    return flip


def test_a_byte_of_a_tile_flipped(flipped: Callable[[str, int], list[str]]) -> None:
    findings = flipped("tile/0/001", 32 * 7)
    assert any("263" in one for one in findings), findings


def test_a_byte_of_a_bundle_flipped(flipped: Callable[[str, int], list[str]], sealed: Path) -> None:
    entry = entries_of(sealed)[0]
    at = 2 + entry.index(b'"role":"') + len(b'"role":"')
    findings = flipped("tile/entries/000", at)
    assert any(one.startswith("entry 0 ") for one in findings), findings
    assert any("role was sealed as" in one and json.loads(entry)["event_id"] in one for one in findings), findings


def test_two_checkpoints_of_one_size(site: Path) -> None:
    log, signer = log_of(site), signer_of(site)
    size = checkpoint_of(log.read(CHECKPOINT)).size
    log.write(kept_path(size), signed_note(signer, size, b"\7" * 32).encode())
    findings = found(site)
    assert any(f"checkpoints/{size}" in one and str(size) in one for one in findings), findings


def change_everywhere(folder: Path, keep_checkpoints: bool) -> None:
    """One word changed long ago, in the database, in the ledger, and in all hashes and signatures above it."""
    entries = entries_of(folder)
    event_id, _ = row(folder, AT)
    index = index_of(entries, event_id)
    entries[index] = altered(entries[index], role="ADM")
    as_superuser(folder, SERVICE, lambda log: log.execute("UPDATE events SET role = 'ADM' WHERE position = ?", (AT,)))
    rewrite_ledger(folder, entries, keep_checkpoints)


def cut_everywhere(folder: Path, keep_checkpoints: bool) -> None:
    """The last events of a service gone from the database and from the ledger, which is whole again without them."""
    end = last(folder)
    entries = [
        entry
        for entry in entries_of(folder)
        if (json.loads(entry)["service"], json.loads(entry)["position"] > end - 3) != (SERVICE, True)
    ]
    as_superuser(folder, SERVICE, lambda log: log.execute("DELETE FROM events WHERE position > ?", (end - 3,)))
    rewrite_ledger(folder, entries, keep_checkpoints)


REWRITINGS = pytest.mark.parametrize("rewriting", [change_everywhere, cut_everywhere])


@REWRITINGS
def test_a_whole_rewriting_is_not_found_on_the_site_alone(site: Path, rewriting: Callable[[Path, bool], None]) -> None:
    """Who has the key and every file can do this; it is why checkpoints lie elsewhere and witnesses are asked."""
    rewriting(site, False)
    assert found(site) == []


@REWRITINGS
def test_a_whole_rewriting_is_found_through_a_checkpoint_that_somebody_kept(
    site: Path, sealed: Path, rewriting: Callable[[Path, bool], None]
) -> None:
    rewriting(site, False)
    kept = log_of(sealed).read(CHECKPOINT)
    findings = found(site, kept=[("the county's copy", kept)])
    assert any("the county's copy" in one for one in findings), findings


@REWRITINGS
def test_a_whole_rewriting_is_found_through_a_receipt(
    site: Path, sealed: Path, tmp_path: Path, rewriting: Callable[[Path, bool], None]
) -> None:
    with running(copy_of(sealed, tmp_path / "serving")) as suite:
        api = Api(suite.url)
        receipt = api.get(f"/v1/receipts/{row(sealed, 0)[0]}", token(suite.site, "AUD"))
        assert receipt.status_code == 200
        suite.stop()
    rewriting(site, False)
    (tmp_path / "receipt").write_bytes(receipt.content)
    done = shangliang(site, "verify", "--kept", str(tmp_path / "receipt"))
    assert done.returncode == 1
    assert str(tmp_path / "receipt") in done.stdout


def witnessed(folder: Path, witness: CosignatureSigner) -> str:
    """The ledger's checkpoint with that witness's cosignature, and the policy that asks for it."""
    log = log_of(folder)
    note = log.read(CHECKPOINT).decode()
    log.write(CHECKPOINT, f"{note}{witness.sign(split_body(note), 1_800_000_000)}".encode())
    return f"log {signer_of(folder).vkey}\nwitness city {witness.vkey} https://city.example/v1/witness\nquorum city\n"


def split_body(note: str) -> str:
    return note.rpartition("\n\n")[0] + "\n"


@REWRITINGS
def test_a_whole_rewriting_is_found_through_a_witness(site: Path, rewriting: Callable[[Path, bool], None]) -> None:
    policy = witnessed(site, read_private_cosigner(new_cosigning_key("city.example/witness")))
    assert found(site, policy=policy) == []
    rewriting(site, False)
    findings = found(site, policy=policy)
    assert any("policy" in one or "witness" in one for one in findings), findings


def test_a_rewriting_that_forgets_the_kept_checkpoints_is_found_by_them(site: Path) -> None:
    log = log_of(site)
    log.write(kept_path(len(entries_of(site))), log.read(CHECKPOINT))
    change_everywhere(site, keep_checkpoints=True)
    assert any("checkpoints/" in one for one in found(site))


def test_a_site_without_a_ledger_says_so(site: Path) -> None:
    shutil.rmtree(site / "ledger")
    done = shangliang(site, "verify")
    assert done.returncode == 1
    assert "there is no ledger" in done.stderr


def test_a_ledger_that_is_not_ones_own_needs_a_key(sealed: Path, tmp_path: Path) -> None:
    ledger = shutil.copytree(sealed / "ledger" / "log", tmp_path / "copy")
    with pytest.raises(CannotVerify):
        verify_foreign(str(ledger), verify_ledger.Asked(), None, lambda done, size: None)
    nowhere = tmp_path / "nowhere"
    assert shangliang(nowhere, "verify", "--ledger", str(ledger)).returncode == 1
    done = shangliang(nowhere, "verify", "--ledger", str(ledger), "--key", signer_of(sealed).vkey)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stdout + done.stderr
    other = replace_key(signer_of(sealed).vkey)
    assert shangliang(nowhere, "verify", "--ledger", str(ledger), "--key", other).returncode == 1


def replace_key(vkey: str) -> str:
    """Another key of the same name."""
    return read_private(new_signing_key(vkey.partition("+")[0])).vkey
