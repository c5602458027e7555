"""A file that another process reads is never found half written, nor lost to a write that failed."""

import errno
import os
import threading
from pathlib import Path

import pytest

from infra.kernel.base.whole_file import SECRET, write_whole

ONE, OTHER = "1" * 64, "2" * 4096


def test_who_reads_while_it_is_written_finds_one_text_or_the_other(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    write_whole(file, ONE)
    over = threading.Event()

    def writing() -> None:
        for _ in range(100):
            write_whole(file, OTHER)
            write_whole(file, ONE)
        over.set()

    writer = threading.Thread(target=writing)
    writer.start()
    seen: set[str] = set()
    while not over.is_set():
        seen.add(file.read_text())
    writer.join()
    assert seen <= {ONE, OTHER}


def test_a_write_that_failed_leaves_what_was_there_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "key"
    write_whole(file, ONE)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        write_whole(file, OTHER)
    assert os.listdir(tmp_path) == ["key"]
    assert file.read_text() == ONE


def test_a_secret_is_its_owners_from_the_first_byte(tmp_path: Path) -> None:
    write_whole(tmp_path / "key", ONE, SECRET)
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
