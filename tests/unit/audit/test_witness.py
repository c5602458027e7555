"""This site as a witness: it cosigns only what continues what it stored, and stores before it answers."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.kernel.storage.database import Database, run
from infra.ledger.notes import (
    COSIGNATURE,
    NoteSigner,
    NoteVerifier,
    new_cosigning_key,
    open_note,
    read_private_cosigner,
    split,
)
from infra.ledger.tree import consistency_proof
from infra.ledger.witnessing import SIZE_TYPE, write_add_checkpoint
from services.audit.checkpoints import Signed
from services.audit.tables import METADATA
from services.audit.witnessed import SiteAsWitness
from services.audit.witnessed_logs import WITNESSED_LOGS, NoListOfLogs, witnessed_logs
from tests.unit.audit.ledgers import TestedLedger, WrittenLogs

TWO_ORIGINS = NoteSigner("nobody.example/log", bytes([8]) * 32).vkey.encode() + b" one.example two.example"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[TestedLedger]:
    made = TestedLedger(tmp_path / "log", WrittenLogs())
    yield made
    made.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path}/witness.sqlite")
    METADATA.create_all(made.engine)
    yield made
    made.dispose()


@pytest.fixture
def witness(tmp_path: Path, database: Database, ledger: TestedLedger) -> SiteAsWitness:
    (tmp_path / WITNESSED_LOGS).write_text(f"# the county's\n{ledger.keys.signer.vkey}\n")
    cosigner = read_private_cosigner(new_cosigning_key("city.example/witness"))
    return SiteAsWitness(tmp_path, database, cosigner)


def asked(ledger: TestedLedger, old: int, new: Signed) -> bytes:
    proof = consistency_proof(old, new.size, ledger.directory.hash_at(new.size))
    return write_add_checkpoint(old, proof, new.note)


def sealed(ledger: TestedLedger, count: int) -> Signed:
    ledger.logs.record("members", count)
    signed = ledger.seal()
    assert signed is not None
    return signed


def cosigned(witness: SiteAsWitness, signed: Signed, line: str) -> bool:
    body, _ = split(signed.note)
    verifier = NoteVerifier(witness._cosigner.vkey)
    return [one.kind for one in open_note(f"{body}\n{line}", [verifier]).verified] == [COSIGNATURE]


def test_what_continues_is_cosigned(witness: SiteAsWitness, ledger: TestedLedger) -> None:
    first, second = sealed(ledger, 3), sealed(ledger, 300)
    for old, signed in ((0, first), (3, second), (303, second)):
        status, _, line = witness.add_checkpoint(asked(ledger, old, signed))
        assert status == 200
        assert cosigned(witness, signed, line)


def test_another_old_size_is_told_which_one_is_known(witness: SiteAsWitness, ledger: TestedLedger) -> None:
    first, second = sealed(ledger, 3), sealed(ledger, 4)
    witness.add_checkpoint(asked(ledger, 0, first))
    assert witness.add_checkpoint(asked(ledger, 0, second)) == (409, SIZE_TYPE, "3\n")


def test_what_was_seen_is_remembered_by_the_next_process(
    witness: SiteAsWitness, ledger: TestedLedger, tmp_path: Path, database: Database
) -> None:
    first = sealed(ledger, 3)
    witness.add_checkpoint(asked(ledger, 0, first))
    next_process = SiteAsWitness(tmp_path, database, witness._cosigner)
    assert next_process.add_checkpoint(asked(ledger, 0, first))[0] == 409


def test_a_log_that_was_rewritten_is_not_cosigned(witness: SiteAsWitness, ledger: TestedLedger, tmp_path: Path) -> None:
    witness.add_checkpoint(asked(ledger, 0, sealed(ledger, 3)))
    rewritten = TestedLedger(tmp_path / "rewritten", WrittenLogs())
    for name in ("origin", "ledger-key"):
        (rewritten.folder / name).write_bytes((ledger.folder / name).read_bytes())
    again = TestedLedger(tmp_path / "rewritten", rewritten.logs)
    again.logs.record("topics", 7)
    forked = again.seal()
    assert forked is not None
    status, _, said = witness.add_checkpoint(asked(again, 3, forked))
    assert (status, "not one log" in said) == (422, True)
    rewritten.close()
    again.close()


def test_a_log_that_is_not_ours_to_witness_is_unknown(
    witness: SiteAsWitness, ledger: TestedLedger, tmp_path: Path
) -> None:
    (tmp_path / WITNESSED_LOGS).unlink()
    assert witness.add_checkpoint(asked(ledger, 0, sealed(ledger, 3)))[0] == 404


@pytest.mark.parametrize("line", [b"no vkey", b"name+00000000+AAAA", b"\xff", b"a+b c d e", TWO_ORIGINS])
def test_a_bad_line_in_the_list_stops_no_other_log(
    witness: SiteAsWitness, ledger: TestedLedger, line: bytes, tmp_path: Path
) -> None:
    listed = tmp_path / WITNESSED_LOGS
    listed.write_bytes(line + b"\n" + listed.read_bytes())
    assert witness.add_checkpoint(asked(ledger, 0, sealed(ledger, 3)))[0] == 200
    (bad,) = witnessed_logs(tmp_path).bad_lines
    assert (bad.number, "line 1" in str(bad)) == (1, True)


def test_a_bad_line_is_not_the_fault_of_the_log_that_it_names(
    witness: SiteAsWitness, ledger: TestedLedger, tmp_path: Path
) -> None:
    """It would be told for ever that nobody here knows it."""
    spoilt = ledger.keys.signer.vkey.replace("+", "+0", 1)
    (tmp_path / WITNESSED_LOGS).write_text(f"{spoilt}\n")
    assert witness.add_checkpoint(asked(ledger, 0, sealed(ledger, 3)))[0] == 503


def test_a_list_that_cannot_be_read_is_not_the_fault_of_who_asks(
    witness: SiteAsWitness, ledger: TestedLedger, tmp_path: Path
) -> None:
    (tmp_path / WITNESSED_LOGS).unlink()
    (tmp_path / WITNESSED_LOGS).mkdir()
    assert witness.add_checkpoint(asked(ledger, 0, sealed(ledger, 3)))[0] == 503
    with pytest.raises(NoListOfLogs, match="cannot be read"):
        witnessed_logs(tmp_path)


def test_a_log_may_have_several_keys_and_keys_of_other_names(
    witness: SiteAsWitness, ledger: TestedLedger, tmp_path: Path
) -> None:
    before, after = NoteSigner(ledger.keys.origin, bytes([5]) * 32), NoteSigner("county.example/key-2", bytes([6]) * 32)
    (tmp_path / WITNESSED_LOGS).write_text(
        f"{before.vkey}\n{after.vkey}\t{ledger.keys.origin}\n\n{ledger.keys.signer.vkey}\n"
    )
    signed = sealed(ledger, 3)
    body, _ = split(signed.note)
    for signer, old in ((ledger.keys.signer, 0), (before, 3), (after, 3)):
        note = f"{body}\n{signer.sign(body)}"
        assert witness.add_checkpoint(write_add_checkpoint(old, [], note))[0] == 200, signer.name


def test_what_was_cosigned_last_is_shown_with_the_very_line_that_was_answered(
    witness: SiteAsWitness, ledger: TestedLedger, database: Database, tmp_path: Path
) -> None:
    """`GET …/<sha256 of the origin>/checkpoint` of tlog-witness: for monitors that the log itself might show something else."""
    named = hashlib.sha256(ledger.keys.origin.encode()).hexdigest()
    assert witness.cosigned(named) is None
    first, second = sealed(ledger, 3), sealed(ledger, 4)
    witness.add_checkpoint(asked(ledger, 0, first))
    _, _, line = witness.add_checkpoint(asked(ledger, 3, second))
    shown = SiteAsWitness(tmp_path, database, witness._cosigner).cosigned(named)
    assert shown == f"{second.note}{line}"
    opened = open_note(shown, [ledger.keys.verifier, NoteVerifier(witness._cosigner.vkey)])
    assert len(opened.verified) == 2
    assert witness.cosigned("0" * 64) is None


def test_what_an_older_version_stored_is_shown_with_a_cosignature_too(
    witness: SiteAsWitness, ledger: TestedLedger, database: Database
) -> None:
    """It kept the note as the log had sent it."""
    signed = sealed(ledger, 3)
    row = {"origin": ledger.keys.origin, "size": 3, "root": signed.root.hex(), "note": signed.note}
    with database.transaction() as cursor:
        run(cursor, witness._first, row)
    shown = witness.cosigned(hashlib.sha256(ledger.keys.origin.encode()).hexdigest())
    assert shown is not None
    assert cosigned(witness, signed, split(shown)[1][-1].text)


def test_a_checkpoint_that_its_log_did_not_sign_is_refused(witness: SiteAsWitness, ledger: TestedLedger) -> None:
    signed = sealed(ledger, 3)
    body, _ = split(signed.note)
    request = asked(ledger, 0, signed).decode().replace(signed.note, f"{body}\n— stranger AAAAAAAA\n")
    assert witness.add_checkpoint(request.encode())[0] == 403


@pytest.mark.parametrize("body", [b"", b"old x\n\n", b"\xff", b"old 0\n\nno note"])
def test_what_cannot_be_read_is_a_bad_request(witness: SiteAsWitness, body: bytes) -> None:
    assert witness.add_checkpoint(body)[0] == 400


def test_of_two_at_once_only_one_is_stored_and_cosigned(
    witness: SiteAsWitness, ledger: TestedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one was judged by what was known before the first was stored."""
    first, second = sealed(ledger, 3), sealed(ledger, 4)
    witness.add_checkpoint(asked(ledger, 0, first))
    answers = [witness._known(ledger.keys.origin)]
    assert witness.add_checkpoint(asked(ledger, 3, second))[0] == 200
    answers.append(witness._known(ledger.keys.origin))
    monkeypatch.setattr(witness, "_known", lambda origin: answers.pop(0))
    assert witness.add_checkpoint(asked(ledger, 3, first)) == (409, SIZE_TYPE, "7\n")
