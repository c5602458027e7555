"""The ledger over HTTP, as a stranger's program fetches and checks it."""

import base64
import json
from pathlib import Path

import pytest

from infra.ledger.bundles import unpack
from infra.ledger.hashing import leaf_hash, root_of
from infra.ledger.tiles import bundle_path, tile_path
from tests.system.api import refused, token
from tests.system.sealing import all_sealed, checkpoint_of, log_of, stand_alone
from tests.system.suite import shangliang
from tests.system.told import Told

LEDGER = "/v1/ledger"


@pytest.fixture(scope="module")
def size(told: Told) -> int:
    """How many entries there are, all sealed; nothing is recorded any more."""
    return all_sealed(told.suite.url)


def test_an_auditor_elsewhere_checks_the_whole_ledger(told: Told, size: int, tmp_path: Path) -> None:
    key = told.api.get(f"{LEDGER}/key", {"Accept": "text/plain"}).text.strip()
    done = stand_alone(tmp_path, f"{told.suite.url}{LEDGER}", "--key", key, auditor=told.auditor)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stdout + done.stderr
    assert f"{size} entries" in done.stdout


def test_a_stranger_without_a_token_walks_the_whole_ledger(told: Told, size: int, tmp_path: Path) -> None:
    """With the key as the site hands it over: `--key "$(curl …/v1/ledger/key)"`."""
    key = told.api.get(f"{LEDGER}/key").text
    done = stand_alone(tmp_path, f"{told.suite.url}{LEDGER}", "--key", key, "--public")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{size} entries, of which none was read but all are told of" in done.stdout
    assert ", 4 services," in done.stdout


def test_the_root_follows_from_the_redacted_form_alone(told: Told, size: int) -> None:
    number, width = divmod(size, 256)
    paths = [f"{at:03}" for at in range(number)] + ([f"{number:03}.p/{width}"] if width else [])
    lines = [line for path in paths for line in told.api.get(f"{LEDGER}/redacted/{path}").text.splitlines()]
    leaves = [base64.b64decode(json.loads(line)["leaf"]) for line in lines]
    assert root_of(leaves) == checkpoint_of(told.api.get(f"{LEDGER}/checkpoint").text).root


def test_what_is_public_is_so_for_pages_too_and_comes_packed(told: Told, size: int) -> None:
    for path in ("checkpoint", "key", "tile/0/000", "redacted/000", "redacted/999"):
        answer = told.api.get(f"{LEDGER}/{path}", {"Accept-Encoding": "gzip"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*", path
    plain = told.api.get(f"{LEDGER}/redacted/000", {"Accept-Encoding": "identity"})
    packed = told.api.get(f"{LEDGER}/redacted/000", {"Accept-Encoding": "gzip"})
    assert (packed.headers["Content-Encoding"], packed.content) == ("gzip", plain.content)
    assert int(packed.headers["Content-Length"]) < int(plain.headers["Content-Length"]) / 2


def test_the_operator_may_check_it_over_http_too(told: Told, size: int) -> None:
    url = f"{told.suite.url}{LEDGER}"
    assert shangliang(told.suite.folder, "verify", "--ledger", url).returncode == 1
    done = shangliang(told.suite.folder, "verify")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stdout + done.stderr
    assert f"{size} events equal in 4 databases" in done.stdout


def test_what_is_served_is_what_lies_in_the_folder(told: Told, size: int) -> None:
    log = log_of(told.suite.folder)
    assert told.api.get(f"{LEDGER}/checkpoint").content == log.read("checkpoint")
    assert checkpoint_of(told.api.get(f"{LEDGER}/checkpoint").text).size == size
    number, width = divmod(size, 256)
    for path in (tile_path(0, 0), tile_path(0, number, width), tile_path(1, 0, number)):
        answer = told.api.get(f"{LEDGER}/{path}")
        assert (answer.status_code, answer.content) == (200, log.read(path))
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    sizes = [int(line) for line in told.api.get(f"{LEDGER}/checkpoints").text.split()]
    assert sizes == log.kept()
    for kept in sizes:
        assert checkpoint_of(told.api.get(f"{LEDGER}/checkpoints/{kept}").text).size == kept


def test_entries_are_for_auditors_and_hash_to_the_tiles(told: Told, size: int) -> None:
    number, width = divmod(size, 256)
    path = bundle_path(number, width)
    for roles in (("SEC",), ("ADM",), ("PUB",)):
        refused(told.api.get(f"{LEDGER}/{path}", token(told.site, *roles)), 403, "not-permitted")
    refused(told.api.get(f"{LEDGER}/{path}"), 401, "unauthenticated")
    entries = unpack(told.api.get(f"{LEDGER}/{path}", told.auditor).content)
    hashes = told.api.get(f"{LEDGER}/{tile_path(0, number, width)}").content
    assert b"".join(map(leaf_hash, entries)) == hashes


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/999", "tile/5/000", "tile/0/000.p/1000", "tile/entries/999", "tile/0/%00", "tile/0/000/../../ledger-key",
        "tile/..%2f..%2fledger-key", "checkpoints/999999", "checkpoints/x", "ledger-key", "", "blobs/" + "0" * 64, "blobs/x",
        "blobs/..%2f..%2fledger-key", "last-signed", "policy",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(told: Told, size: int, path: str) -> None:
    answer = told.api.get(f"{LEDGER}/{path}", told.auditor)
    refused(answer, 404, "not-found")
    assert b"PRIVATE" not in answer.content


def test_the_private_keys_are_nobody_elses_to_read(told: Told, size: int) -> None:
    for name in ("ledger-key", "witness-key"):
        assert (told.suite.folder / "ledger" / name).stat().st_mode & 0o077 == 0
