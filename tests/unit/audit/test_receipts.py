"""A receipt has its entry with it as long as the reference parser can read that; else it says where the entry is."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.ledger import verify_ledger
from infra.ledger.bundles import MOST_BYTES
from infra.ledger.notes import NoteVerifier
from infra.ledger.proofs import parse_proof, verify_proof
from services.audit import sealing
from services.audit.receipts import Receipts
from services.audit.searching import Search
from tests.unit.audit.ledgers import TestedLedger, WrittenLogs

LINE = 64 * 1024
MIDDLING = '{"text":"' + "x" * 55_000 + '"}'


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[TestedLedger]:
    made = TestedLedger(tmp_path, WrittenLogs())
    yield made
    made.close()


def receipt(ledger: TestedLedger) -> dict[str, object]:
    ledger.logs.record("topics", 1, MIDDLING)
    signed = ledger.seal()
    assert signed is not None
    ledger.index.go_on(signed.size)
    search = Search(ledger.database, ledger.directory)
    return Receipts(ledger.keys, ledger.directory, ledger.checkpoints, search).of("topics-0")


def longest_line(text: object) -> int:
    return max(len(line) for line in str(text).encode().splitlines(keepends=True))


def test_a_long_payload_stands_beside_its_entry(ledger: TestedLedger) -> None:
    found = receipt(ledger)
    assert parse_proof(str(found["proof"])).extra == str(found["entry"]).encode()
    assert found["payload"] == MIDDLING
    assert longest_line(found["proof"]) <= LINE


def test_a_payload_beside_its_entry_is_checked_against_the_digest(ledger: TestedLedger, tmp_path: Path) -> None:
    found, key = receipt(ledger), ledger.keys.signer.vkey
    for payload, code in ((MIDDLING, 0), (MIDDLING.replace("x", "y", 1), 1)):
        (tmp_path / "receipt.json").write_text(json.dumps({**found, "payload": payload}))
        assert verify_ledger.main(["--receipt", str(tmp_path / "receipt.json"), "--key", key]) == code
    for name in ("proof", "entry", "payload"):
        (tmp_path / "receipt.json").write_text(json.dumps({**found, name: f"{found[name]}\ud800"}))
        assert verify_ledger.main(["--receipt", str(tmp_path / "receipt.json"), "--key", key]) == 1


def test_an_entry_that_is_too_long_for_a_line_is_not_put_in_one(
    ledger: TestedLedger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """As older versions sealed it: the proof is good without it, and as JSON the entry stands beside the proof."""
    monkeypatch.setattr(sealing, "MOST_WITH_PAYLOAD", MOST_BYTES)
    found = receipt(ledger)
    entry = str(found["entry"]).encode()
    assert (len(entry) > 55_000, parse_proof(str(found["proof"])).extra) == (True, None)
    assert longest_line(found["proof"]) <= LINE
    assert verify_proof(str(found["proof"]), entry, [NoteVerifier(ledger.keys.signer.vkey)]).index == 0
    key = ledger.keys.signer.vkey
    (tmp_path / "receipt.json").write_text(json.dumps(found))
    assert verify_ledger.main(["--receipt", str(tmp_path / "receipt.json"), "--key", key]) == 0
    (tmp_path / "receipt").write_text(str(found["proof"]))
    assert verify_ledger.main(["--receipt", str(tmp_path / "receipt"), "--key", key]) == 1
    assert "take the receipt as JSON" in capsys.readouterr().out
