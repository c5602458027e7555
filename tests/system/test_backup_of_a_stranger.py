"""A backup that somebody made up: whatever is wrong with it is said in one sentence, and nothing is written anywhere."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from operations.backup.format import BackupRefused
from operations.backup.restore import restore_embedded
from tests.system.suite import shangliang

Said = dict[str, Any]


@pytest.fixture(scope="module")
def backup(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup") / "of-today"
    done = shangliang(prepared, "backup", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def forged(backup: Path, tmp_path: Path) -> Path:
    """Of the same files as the backup: one that is changed must be written anew."""
    return Path(shutil.copytree(backup, tmp_path / "forged", copy_function=os.link))


def changed(forged: Path, change: Callable[[Said], object]) -> None:
    manifest = forged / "manifest.json"
    said = json.loads(manifest.read_text())
    change(said)
    manifest.unlink()
    manifest.write_text(json.dumps(said))


def replaced(forged: Path, path: str, content: bytes) -> None:
    """With its digest in the manifest, as a forger would have it."""
    (forged / path).unlink()
    (forged / path).write_bytes(content)
    changed(forged, lambda said: said["files"].update({path: hashlib.sha256(content).hexdigest()}))


def refused(forged: Path, tmp_path: Path) -> str:
    """What is said; nothing is left beside the backup."""
    home = tmp_path / "home"
    home.mkdir()
    with pytest.raises(BackupRefused) as said:
        restore_embedded(home / "site", forged, lambda line: None)
    assert list(home.iterdir()) == []
    assert "\n" not in str(said.value)
    return str(said.value)


@pytest.mark.parametrize(
    "path",
    ["ledger/{outside}", "ledger/../../outside", "ledger/./x", "ledger/log//x", "/{outside}", "ledger/", "ledger/a\0b"],
)
def test_no_file_goes_anywhere_but_into_the_site(path: str, forged: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    named = path.format(outside=outside)
    mirrored = forged / f"ledger/{outside}"
    mirrored.parent.mkdir(parents=True)
    mirrored.write_bytes(b"mine")
    changed(forged, lambda said: said["files"].update({named: hashlib.sha256(b"mine").hexdigest()}))
    assert "leads out of the backup" in refused(forged, tmp_path)
    assert not outside.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda said: said["databases"].update({"../../x": said["databases"]["topics"]}),
            "is none of a site's databases",
        ),
        (lambda said: said.update(databases={}), "is not in this backup"),
        (lambda said: said["databases"].pop("personal"), "'personal' is not in this backup"),
        (lambda said: said.update(databases={}, files={}), "is not in this backup"),
        (lambda said: said["files"].pop("ledger/ledger-key"), "ledger/ledger-key is not in this backup"),
        (lambda said: said["files"].pop("env"), "env is not in this backup"),
        (lambda said: said.update(format=-1), "there never was a format -1"),
        (lambda said: said.update(format=0), "there never was a format 0"),
        (lambda said: said.update(format=2), "made by a newer shangliang"),
        (lambda said: said.update(files=3), "is damaged"),
        (lambda said: said["databases"]["topics"]["tables"].pop("events"), "the tables of topics are not those"),
        (
            lambda said: said["databases"]["topics"]["tables"].update(
                {'x"; DROP TABLE events': said["databases"]["topics"]["tables"]["events"]}
            ),
            "the tables of topics are not those",
        ),
        (
            lambda said: said["databases"]["topics"]["tables"]["events"]["columns"].append("extra"),
            "the tables of topics are not those",
        ),
        (
            lambda said: said["databases"]["topics"]["tables"]["events"].update(file="databases/members/events.copy"),
            "is not where the rows of topics.events belong",
        ),
        (lambda said: said["databases"]["topics"]["tables"]["events"].update(rows=9), "and 9 were taken"),
    ],
)
def test_only_the_names_that_this_version_knows_are_taken(
    change: Callable[[Said], object], said: str, forged: Path, tmp_path: Path
) -> None:
    changed(forged, change)
    assert said in refused(forged, tmp_path)


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("env", b"\xff\xfe\x00=", "cannot be read"),
        ("env", b"", "are no pair"),
        ("env", b"TOKEN_PRIVATE_KEY='junk'\nTOKEN_PUBLIC_KEY='junk'\n", "are no pair"),
        ("ledger/ledger-key", b"junk", "ledger-key cannot be read"),
        ("databases/topics/events.copy", b"one\ttwo\n", "something that is no row of events"),
        ("databases/topics/events.copy", b"\xff\xfe\n", "something that is no row of events"),
        ("databases/personal/person_keys.copy", b"a\tno hexadecimal\t\\N\n", "something that is no row of person_keys"),
    ],
)
def test_what_cannot_be_read_is_named(path: str, content: bytes, said: str, forged: Path, tmp_path: Path) -> None:
    replaced(forged, path, content)
    assert said in refused(forged, tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"format": 1, "x": ' + b"[" * 100_000])
def test_a_manifest_that_is_none_is_refused(content: bytes, forged: Path, tmp_path: Path) -> None:
    (forged / "manifest.json").unlink()
    (forged / "manifest.json").write_bytes(content)
    assert "is damaged" in refused(forged, tmp_path)


def test_what_it_is_changed_from_is_restored(forged: Path, tmp_path: Path) -> None:
    restore_embedded(tmp_path / "site", forged, lambda line: None)
    assert (tmp_path / "site" / "ledger" / "ledger-key").exists()
