"""What is not what was sealed is neither shown nor given away nor taken into a database; one sentence says so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.system.suite import shangliang

ENTRIES, CHECKPOINT = "tile/entries/000", "checkpoint"
ALWAYS = "2000-01-01..2100-12-31"


def another_letter(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content.replace("县".encode(), "具".encode(), 1))
    assert file.read_bytes() != content


SPOILT: dict[str, tuple[str, Callable[[Path], object]]] = {
    "another letter": (ENTRIES, another_letter),
    "cut off": (ENTRIES, lambda file: file.write_bytes(file.read_bytes()[:-3])),
    "missing": (ENTRIES, lambda file: file.unlink()),
    "junk": (CHECKPOINT, lambda file: file.write_bytes(b"\xff\xfe")),
}
COMMANDS = {
    "replay": ("replay",),
    "a stream": ("replay", "--stream", "screening_list-none"),
    "compare": ("compare", "--since", "0"),
    "export": ("export", "--period", ALWAYS),
    "rebuild-site": ("rebuild-site",),
}


@pytest.fixture
def bare(prepared: Path, tmp_path: Path) -> Path:
    """Nothing but the ledger's folder."""
    shutil.copytree(prepared / "ledger", tmp_path / "var" / "ledger")
    return tmp_path / "var"


@pytest.mark.parametrize(
    ("command", "what"),
    [
        *((one, "another letter") for one in COMMANDS),
        ("rebuild-site", "cut off"),
        ("export", "missing"),
        ("replay", "junk"),
    ],
)
def test_nothing_is_made_of_what_was_not_sealed(command: str, what: str, bare: Path, tmp_path: Path) -> None:
    path, spoil = SPOILT[what]
    spoil(bare / "ledger" / "log" / path)
    named = () if command == "rebuild-site" else ("--ledger", str(bare / "ledger" / "log"))
    into = (str(tmp_path / "archive"),) if command == "export" else ()
    refused = shangliang(bare, *COMMANDS[command], *named, *into)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "is not what was sealed (" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert list(bare.rglob("*.sqlite")) == []
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


@pytest.mark.parametrize("folder", ["", "ledger", "ledger/log"])
def test_the_ledgers_folder_is_named_as_for_verify(folder: str, bare: Path) -> None:
    vkey = (bare / "ledger" / "log" / "key").read_text().strip()
    for asked in (("verify", "--key", vkey), ("compare", "--since", "0"), ("replay", "--until", "0")):
        done = shangliang(bare.parent / "no-site", *asked, "--ledger", str(bare / folder))
        assert (done.returncode, bool(done.stdout)) == (0, True), done.stderr
