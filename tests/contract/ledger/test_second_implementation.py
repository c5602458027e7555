"""A program in Go that shares no code with ours, on the Go project's own transparency log code, derives our ledgers again."""

import os
import subprocess
from pathlib import Path

import pytest

from infra.ledger.directory import CHECKPOINT, LedgerDirectory
from infra.ledger.notes import NoteSigner
from infra.ledger.proofs import write_proof
from infra.ledger.tree import inclusion_proof
from tests.checker.reading import SERVICES, rows
from tests.contract.ledger.conftest import TLOG, go_is_there
from tests.contract.ledger.ledgers import CITY, LOG, PROVINCE, Ledger, history, note
from tests.system.sealing import checkpoint_of, log_of, signer_of
from tests.system.sites import played_site

FSCK = Path(__file__).parent / "fsck"
LONG = history(65_537)
SIZES = [1, 2, 255, 256, 257, 65_537]


@pytest.fixture(scope="session")
def fsck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, built from Debian's packages alone."""
    assert go_is_there(), "golang-go and golang-golang-x-mod-dev are not installed: infra/install/go.sh"
    folder = tmp_path_factory.mktemp("fsck")
    subprocess.run(
        ["go", "build", "-o", str(folder / "fsck"), "."],
        cwd=FSCK,
        env={
            "PATH": os.environ["PATH"],
            "GO111MODULE": "off",
            "GOPATH": str(TLOG.parents[6]),
            "GOCACHE": str(folder / "cache"),
            "CGO_ENABLED": "0",
        },
        check=True,
        timeout=500,
    )
    return folder / "fsck"


def run(fsck: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run([str(fsck), *arguments], capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stdout.strip()


@pytest.mark.parametrize("size", SIZES)
def test_it_derives_logs_of_every_shape(fsck: Path, tmp_path: Path, size: int) -> None:
    ledger = Ledger(tmp_path).of(LONG[:size]).write().keep(1, (size + 1) // 2, size)
    (tmp_path / "checkpoint").write_text(note(ledger.checkpoint(size), cosigners=[CITY, PROVINCE]))
    code, said = run(fsck, str(tmp_path), LOG.vkey, CITY.vkey, PROVINCE.vkey)
    assert (code, said.split(" entries")[0]) == (0, str(size)), said


def test_it_derives_the_ledger_of_the_demo(
    fsck: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A site's own ledger, as its sealer wrote it while the story was told."""
    site = played_site(request.config, tmp_path_factory).folder
    folder, vkey = log_of(site).folder, signer_of(site).vkey
    size = checkpoint_of((folder / CHECKPOINT).read_text()).size
    assert size == sum(int(rows(site, service, "SELECT count(*) FROM events")[0][0]) for service in SERVICES)
    code, said = run(fsck, str(folder), vkey)
    assert (code, said.split(" entries")[0]) == (0, str(size)), said
    bundle = folder / "tile/entries/003"
    content = bytearray(bundle.read_bytes())
    content[1000] ^= 1
    bundle.write_bytes(content)
    assert run(fsck, str(folder), vkey)[0] == 1


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "log").of(LONG[:600]).write().keep(1, 300)


@pytest.mark.parametrize("path", ["tile/entries/001", "tile/0/000", "tile/1/000.p/2", "checkpoint", "checkpoints/300"])
def test_it_refuses_a_ledger_with_one_byte_changed(fsck: Path, ledger: Ledger, path: str) -> None:
    content = bytearray((ledger.folder / path).read_bytes())
    content[-20] ^= 1
    (ledger.folder / path).write_bytes(content)
    assert run(fsck, str(ledger.folder), LOG.vkey)[0] == 1


def test_it_refuses_a_false_cosignature_and_a_missing_one(fsck: Path, ledger: Ledger) -> None:
    checkpoint = ledger.checkpoint(600)
    cosigned = note(checkpoint, cosigners=[CITY])
    (ledger.folder / "checkpoint").write_text(cosigned)
    assert run(fsck, str(ledger.folder), LOG.vkey, CITY.vkey)[0] == 0
    assert run(fsck, str(ledger.folder), LOG.vkey, CITY.vkey, PROVINCE.vkey)[0] == 1
    another = note(ledger.checkpoint(300), cosigners=[CITY]).splitlines(keepends=True)[-1]
    (ledger.folder / "checkpoint").write_text(note(checkpoint) + another)
    assert run(fsck, str(ledger.folder), LOG.vkey, CITY.vkey)[0] == 1


def test_it_refuses_another_key(fsck: Path, ledger: Ledger) -> None:
    assert run(fsck, str(ledger.folder), NoteSigner(LOG.name, bytes([7]) * 32).vkey)[0] == 1


def test_it_verifies_our_receipts(fsck: Path, ledger: Ledger, tmp_path: Path) -> None:
    files = LedgerDirectory(ledger.folder)
    proof = inclusion_proof(417, 600, files.hash_at(600))
    receipt, entry = tmp_path / "417.tlog-proof", tmp_path / "entry"
    receipt.write_text(write_proof(417, proof, files.read("checkpoint").decode(), ledger.entries[417]))
    entry.write_bytes(ledger.entries[417])
    assert run(fsck, "-receipt", str(receipt), str(entry), LOG.vkey) == (0, "entry 417 of 600")
    entry.write_bytes(ledger.entries[416])
    assert run(fsck, "-receipt", str(receipt), str(entry), LOG.vkey)[0] == 1
