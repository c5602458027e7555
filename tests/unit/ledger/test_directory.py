"""The ledger's files: written whole and durably, read at any size, never outside their folder."""

import os
import resource
from pathlib import Path

import pytest

from infra.ledger.directory import LedgerDirectory, blob_path, kept_path
from infra.ledger.hashing import leaf_hash, root_of
from infra.ledger.texts import Malformed
from infra.ledger.tree import inclusion_proof, root, verify_inclusion
from tests.contract.ledger.ledgers import Ledger, history

EVENTS = history(600)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "log").of(EVENTS).write().keep(2, 10, 100)


def test_what_is_written_is_read_and_the_same_again_changes_no_file(tmp_path: Path) -> None:
    files = LedgerDirectory(tmp_path / "var/ledger/log")
    files.write("tile/0/x001/067.p/3", b"one")
    before = (files.folder / "tile/0/x001/067.p/3").stat()
    files.write("tile/0/x001/067.p/3", b"one")
    assert (files.folder / "tile/0/x001/067.p/3").stat().st_ino == before.st_ino
    files.write("tile/0/x001/067.p/3", b"two")
    assert files.read("tile/0/x001/067.p/3") == b"two"
    assert [file.name for file in files.folder.rglob("*") if file.is_file()] == ["3"]


def test_what_could_not_be_written_leaves_nothing_on_a_disk_that_is_full(tmp_path: Path) -> None:
    """It is tried again every moment: what each try left would fill the room that somebody makes."""
    files, limits = LedgerDirectory(tmp_path), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            files.write("checkpoint", b"more than four")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_a_web_server_of_another_user_may_read_it(tmp_path: Path) -> None:
    files = LedgerDirectory(tmp_path)
    files.write("checkpoint", b"c")
    assert (tmp_path / "checkpoint").stat().st_mode & 0o777 == 0o644


def test_content_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = list[str]()
    fsync, rename = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        order.append(f"fsync {Path(os.readlink(f'/proc/self/fd/{descriptor}')).name[:4]}")
        fsync(descriptor)

    def renamed(old: str, new: Path) -> None:
        order.append("rename")
        rename(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    LedgerDirectory(tmp_path).write("tile/0/000", b"hashes")
    folder = tmp_path.name[:4]
    assert order == [f"fsync {folder}", "fsync tile", "fsync .new", "rename", "fsync 0"]


@pytest.mark.parametrize(
    "path", ["../secret", "/etc/passwd", "tile/../../x", "tile/0/..", "ledger-key", "", "tile", "tile//0", "blobs/\0"]
)
def test_nothing_outside_is_read_or_written(tmp_path: Path, path: str) -> None:
    files = LedgerDirectory(tmp_path / "log")
    with pytest.raises(Malformed):
        files.read(path)
    with pytest.raises(Malformed):
        files.write(path, b"x")
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(("start", "end"), [(0, 600), (0, 0), (255, 257), (256, 512), (599, 600), (10, 11)])
def test_entries_are_read_from_anywhere_to_anywhere(ledger: Ledger, start: int, end: int) -> None:
    if end == 512:
        (ledger.folder / "tile/entries/002.p/88").unlink()
    read = list(ledger.files.entries(start, end))
    assert read == list(enumerate(ledger.entries))[start:end]


def test_a_smaller_log_is_read_from_the_wider_files_that_came_after_it(ledger: Ledger) -> None:
    assert ledger.files.bundle(2, 520) == ledger.entries[512:520]
    for size in (1, 255, 300, 520, 600):
        leaves = [leaf_hash(entry) for entry in ledger.entries[:size]]
        assert root(size, ledger.files.hash_at(size)) == root_of(leaves)
        verify_inclusion(
            size - 1, size, root_of(leaves), leaves[-1], inclusion_proof(size - 1, size, ledger.files.hash_at(size))
        )


def test_what_is_missing_or_too_short_is_not_read(ledger: Ledger) -> None:
    with pytest.raises(FileNotFoundError):
        ledger.files.bundle(2, 601)
    with pytest.raises(IndexError):
        ledger.files.bundle(3, 600)
    (ledger.folder / "tile/entries/002.p/88").write_bytes(b"\x00\x01a")
    with pytest.raises(Malformed):
        ledger.files.bundle(2, 600)
    (ledger.folder / "tile/1/000.p/2").write_bytes(b"short")
    with pytest.raises(Malformed):
        root(600, ledger.files.hash_at(600))


def test_blobs_are_read_by_the_digest_they_have(ledger: Ledger) -> None:
    digest, content = next(iter(ledger.blobs.items()))
    assert ledger.files.blob(digest) == content
    (ledger.folder / blob_path(digest)).write_bytes(b"other")
    with pytest.raises(Malformed, match="other bytes"):
        ledger.files.blob(digest)
    with pytest.raises(FileNotFoundError):
        ledger.files.blob("0" * 64)
    with pytest.raises(Malformed):
        ledger.files.blob("../checkpoint")


def test_kept_checkpoints_are_listed_by_size(ledger: Ledger) -> None:
    assert ledger.files.kept() == [2, 10, 100]
    assert ledger.files.read(kept_path(10)).startswith(b"ledger.example/county\n10\n")
    assert LedgerDirectory(ledger.folder / "nowhere").kept() == []
