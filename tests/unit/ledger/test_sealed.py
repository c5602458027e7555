"""A log is read only as far as its files are what was signed: hashes up to the root, and each bundle before it is used."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner

from infra.ledger.notes import NoteSigner
from infra.ledger.sealed import sealed
from infra.ledger.texts import Malformed
from infra.ledger.tiles import bundle_path, tile_path, tiles_of
from operations.cli.replay import compare, export, replay
from operations.replay.replaying import CannotReplay, sealed_log
from tests.contract.ledger.ledgers import CITY, LOG, Ledger, history, note

EVENTS = history(66_000)
OTHER = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SIZES = (0, 1, 255, 256, 257, 600, 65_535, 65_536, 65_537, 66_000)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger(tmp_path_factory.mktemp("whole") / "log").of(EVENTS).write()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_is_read_at_any_size(whole: Ledger, size: int) -> None:
    bundles = sealed(whole.files, whole.checkpoint(size))
    for number in {0, size // 512, (size - 1) // 256} if size else set[int]():
        assert bundles.bundle(number) == whole.entries[number * 256 : min(size, (number + 1) * 256)]


@pytest.mark.parametrize("size", SIZES[1:])
def test_another_root_is_not_the_root_of_these_tiles(whole: Ledger, size: int) -> None:
    other = whole.checkpoint(size - 1)
    with pytest.raises(Malformed, match="do not lead to the root"):
        sealed(whole.files, type(other)(other.origin, size, other.root))


@pytest.mark.parametrize("tile", [(0, 0, 256), (0, 257, 208), (1, 0, 256), (1, 1, 1), (2, 0, 1)])
def test_an_altered_tile_is_found_at_every_level(whole: Ledger, tile: tuple[int, int, int]) -> None:
    assert tile in tiles_of(66_000)
    file = whole.folder / tile_path(*tile)
    content = file.read_bytes()
    for wrong in (bytes([content[0] ^ 1]) + content[1:], content[:-1], b""):
        file.write_bytes(wrong)
        with pytest.raises(Malformed):
            sealed(whole.files, whole.checkpoint(66_000))
    file.write_bytes(content)


ENTRIES, CHECKPOINT = bundle_path(1), "checkpoint"


def other_letter(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content.replace("交通".encode(), "教通".encode(), 1))
    assert file.read_bytes() != content


def a_folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def signed_by_another(file: Path) -> None:
    body = file.read_text().partition("\n\n")[0]
    cosigned = CITY.sign(f"{body}\n", 1)
    file.write_text(f"{body}\n\n{cosigned}")


SPOILT: dict[str, tuple[str, Callable[[Path], object]]] = {
    "another letter in an entry": (ENTRIES, other_letter),
    "an entry is cut": (ENTRIES, lambda file: file.write_bytes(file.read_bytes()[:-3])),
    "a bundle of junk": (ENTRIES, lambda file: file.write_bytes(b"\xff" * 999)),
    "a bundle is missing": (ENTRIES, lambda file: file.unlink()),
    "a bundle is a folder": (ENTRIES, a_folder_instead),
    "a tile is missing": (tile_path(0, 1), lambda file: file.unlink()),
    "a blob is missing": ("blobs", lambda folder: next(folder.iterdir()).unlink()),
    "a blob of other bytes": ("blobs", lambda folder: next(folder.iterdir()).write_bytes(b"other")),
    "a checkpoint of junk": (CHECKPOINT, lambda file: file.write_bytes(b"\xff\xfe")),
    "a checkpoint that says nothing": (CHECKPOINT, lambda file: file.write_bytes(b"")),
    "a checkpoint with another size": (
        CHECKPOINT,
        lambda file: file.write_text(file.read_text().replace("600", "599")),
    ),
    "a checkpoint that another signed": (CHECKPOINT, signed_by_another),
    "the key is missing": ("key", lambda file: file.unlink()),
    "the key is none": ("key", lambda file: file.write_bytes(b"\xff")),
}


@pytest.mark.parametrize("what", SPOILT)
def test_whatever_is_not_as_it_was_sealed_is_one_sentence(what: str, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "log").of(EVENTS[:600]).write()
    sealed_log(ledger.files).read_all()
    path, spoil = SPOILT[what]
    spoil(ledger.folder / path)
    with pytest.raises(CannotReplay, match=r"is not what was sealed \(") as refused:
        sealed_log(ledger.files).read_all()
    assert "\n" not in str(refused.value)


def test_it_is_signed_with_the_key_that_was_named(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "log").of(EVENTS[:10]).write()
    assert sealed_log(ledger.files, [OTHER, LOG.vkey]).size == 10
    with pytest.raises(CannotReplay, match="no signature on the note is by a known key"):
        sealed_log(ledger.files, [OTHER])


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (replay, ["--stream", "topic-none"]),
        (compare, ["--since", "1"]),
        (export, ["away", "--period", "2026-03-02..2026-03-02"]),
    ],
)
def test_whoever_reads_anothers_ledger_may_name_its_key(command: Command, arguments: list[str], tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "log").of(EVENTS[:10]).write(NoteSigner(LOG.name, bytes([9]) * 32))

    def said(key: str) -> tuple[int, str]:
        asked = [*arguments, "--ledger", str(ledger.folder), "--key", key]
        done = CliRunner().invoke(command, asked, obj=tmp_path / "var")
        return done.exit_code, done.output

    assert said(f"{LOG.vkey}\n")[0] == 1
    assert "no signature on the note is by a known key" in said(f"{LOG.vkey}\n")[1]
    assert "there is no key in" in said("")[1]


def test_an_archive_names_the_key_that_was_checked(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "log").of(EVENTS[:10]).write()
    (ledger.folder / "key").write_text(f"{OTHER}\n")
    assert sealed_log(ledger.files, [LOG.vkey]).vkey == LOG.vkey


def test_an_entry_that_changes_after_the_first_look_is_not_taken(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "log").of(EVENTS[:600]).write()
    log = sealed_log(ledger.files)
    log.read_all()
    other_letter(ledger.folder / ENTRIES)
    with pytest.raises(CannotReplay, match="does not hold the entries that were sealed"):
        list(log.events())


def test_what_was_sealed_later_is_not_read(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "log").of(EVENTS[:600]).write()
    (ledger.folder / CHECKPOINT).write_text(note(ledger.checkpoint(300)))
    assert [index for index, _event in sealed_log(ledger.files).events()] == list(range(300))
