"""The verifier as a stranger runs it: one file, copied somewhere, on a folder or an address."""

import ast
import base64
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy, copytree
from threading import Thread
from typing import Protocol

import pytest

from infra.ledger import verify_ledger
from infra.ledger.notes import NoteSigner
from infra.ledger.proofs import write_proof
from infra.ledger.redacted import redact
from infra.ledger.tree import inclusion_proof
from infra.ledger.verify_ledger import Asked
from tests.contract.guards.reading import imports_beside
from tests.contract.ledger.ledgers import CITY, LOG, ORIGIN, POLICY, Ledger, history

FILE = Path(verify_ledger.__file__)
TOKEN = "an auditor's token"


class Run(Protocol):
    """(exit code, lines) of the verifier with these arguments."""

    def __call__(self, *arguments: str, token: str = "") -> tuple[int, list[str]]: ...


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return (
        Ledger(tmp_path_factory.mktemp("site") / "v1/ledger").of(history(300)).write().keep(100, 300, cosigners=[CITY])
    )


@pytest.fixture
def run(tmp_path: Path) -> Run:
    program = Path(copy(FILE, tmp_path))

    def verified(*arguments: str, token: str = "") -> tuple[int, list[str]]:
        done = subprocess.run(
            [sys.executable, "-I", str(program), *arguments],
            cwd=tmp_path,
            env={"SHANGLIANG_TOKEN": token},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.returncode, (done.stdout + done.stderr).splitlines()

    return verified


class Site(SimpleHTTPRequestHandler):
    """A static web server that also lists the kept checkpoints, and asks for a token before entries."""

    asked: list[tuple[str, str | None]] = []  # noqa: RUF012 filled over the whole run, looked at once

    def do_GET(self) -> None:
        authorization = self.headers["Authorization"]
        self.asked.append((self.path, authorization))
        if self.path.endswith("/checkpoints"):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"100\n300\n")
        elif (
            self.path.startswith(("/v1/ledger/tile/entries/", "/v1/ledger/blobs/"))
            and authorization != f"Bearer {TOKEN}"
        ):
            self.send_error(401)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 its own name
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_it_says_one_line_and_exits_with_0(run: Run, ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "policy").write_text(POLICY)
    code, lines = run(str(ledger.folder), "--policy", "policy")
    assert (code, len(lines)) == (0, 1)
    assert lines[0].startswith(f"{ORIGIN}: 300 entries, root ")
    assert "3 checkpoints, 2 cosignatures, witnessed up to 300" in lines[0]


def test_it_says_what_it_found_and_exits_with_1(run: Run, ledger: Ledger, tmp_path: Path) -> None:
    code, lines = run(str(ledger.folder), "--key", CITY.vkey)
    assert (code, lines) == (1, ["the check stopped: the key of city.example/witness is not for signing"])
    assert run(str(tmp_path / "nowhere"), "--key", LOG.vkey) == (1, ["there is no checkpoint"])


def test_it_says_how_it_is_used_and_exits_with_2(run: Run) -> None:
    assert run()[0] == 2
    assert run("log", "--policy", "not-there")[0] == 2


def test_it_reads_an_address_and_sends_the_token_only_for_entries(run: Run, ledger: Ledger) -> None:
    with served(ledger.folder.parents[1]) as site:
        code, lines = run(f"{site}/v1/ledger/", "--key", LOG.vkey, token=TOKEN)
        assert (code, "300 entries" in lines[0], "3 checkpoints" in lines[0]) == (0, True, True), lines
        with_token = {path for path, authorization in Site.asked if authorization}
        assert with_token
        assert all("/tile/entries/" in path or "/blobs/" in path for path in with_token)
        code, lines = run(site, "--key", LOG.vkey)
        assert (code, "needs an auditor's token" in lines[-1]) == (1, True)
        code, lines = run(site, "--key", LOG.vkey, "--public")
        assert (code, "of which none was read" in lines[0]) == (0, True), lines
    assert run(site, "--key", LOG.vkey)[1][0].startswith("the check stopped: checkpoint cannot be read")


@pytest.fixture
def told(ledger: Ledger, tmp_path: Path) -> Path:
    """A site that has its redacted form beside the files; the folder above it."""
    site = tmp_path / "told" / "v1" / "ledger"
    copytree(ledger.folder, site)
    (site / "redacted" / "001.p").mkdir(parents=True)
    (site / "redacted" / "000").write_bytes(redact(0, ledger.entries[:256]))
    (site / "redacted" / "001.p" / "44").write_bytes(redact(256, ledger.entries[256:]))
    return site


def test_a_stranger_walks_the_whole_log_without_a_token(run: Run, told: Path) -> None:
    Site.asked.clear()
    with served(told.parents[1]) as site:
        code, lines = run(f"{site}/v1/ledger", "--key", LOG.vkey, "--public")
    assert (code, len(lines)) == (0, 1), lines
    assert "300 entries, of which none was read but all are told of" in lines[0]
    assert ", 2 services," in lines[0]
    asked = {path for path, _ in Site.asked}
    assert {"/v1/ledger/redacted/000", "/v1/ledger/redacted/001.p/44"} <= asked
    assert not any("/entries/" in path or "/blobs/" in path for path in asked)
    assert not any(authorization for _, authorization in Site.asked)


def changed(line: int, **members: object) -> Callable[[list[bytes]], None]:
    def change(lines: list[bytes]) -> None:
        lines[line] = json.dumps({**json.loads(lines[line]), **members}).encode()

    return change


UNTRUE: dict[str, tuple[Callable[[list[bytes]], object], str]] = {
    "another leaf": (changed(7, leaf=base64.b64encode(bytes(32)).decode()), "entry 7: redacted/000 tells of another entry"),
    "a line left out": (lambda lines: lines.pop(7), "where it should tell of entry 7 it tells of another"),
    "the last left out": (lambda lines: lines.pop(255), "it tells of 255 entries"),
    "a line twice": (lambda lines: lines.insert(7, lines[7]), "where it should tell of entry 8"),
    "another position": (changed(7, position=9), "positions 3 to 8 are missing before it"),
    "back in time": (changed(200, recorded_at="2020-01-01T00:00:00.000000Z"), "seconds before one that stands before it"),
    "no JSON": (lambda lines: lines.__setitem__(7, b"["), "it does not tell of entry 7"),
    "a time that is none": (changed(7, recorded_at="yesterday"), "the time of entry 7 is not in UTC"),
    "a number as text": (changed(7, position="3"), "of the wrong type"),
}  # fmt: skip


@pytest.mark.parametrize("what", UNTRUE)
def test_what_is_told_must_go_together_with_what_is_signed(what: str, told: Path) -> None:
    spoil, says = UNTRUE[what]
    lines = (told / "redacted" / "000").read_bytes().splitlines()
    spoil(lines)
    (told / "redacted" / "000").write_bytes(b"".join(line + b"\n" for line in lines))
    said: list[str] = []
    assert verify_ledger.verify(str(told), Asked([LOG.vkey], part=(0, 0), public=True), said.append)
    assert says in said[0]


def test_a_redacted_bundle_that_is_withheld_is_found(told: Path) -> None:
    (told / "redacted" / "001.p" / "44").unlink()
    said: list[str] = []
    assert verify_ledger.verify(str(told), Asked([LOG.vkey], part=(0, 0), public=True), said.append)
    assert "redacted/001.p/44 does not tell of 44 entries: it is missing" in said[0]


def test_a_lie_about_an_entry_is_found_by_whoever_has_it(run: Run, ledger: Ledger, told: Path, tmp_path: Path) -> None:
    """A hash cannot be opened in part: what kind of event it was is the site's word, until somebody compares."""
    lines = (told / "redacted" / "000").read_bytes().splitlines()
    changed(17, type="TopicWithdrawn")(lines)
    (told / "redacted" / "000").write_bytes(b"".join(line + b"\n" for line in lines))
    assert run(str(told), "--key", LOG.vkey, "--public")[0] == 0
    proof = inclusion_proof(17, 300, ledger.files.hash_at(300))
    text = write_proof(17, proof, ledger.files.read("checkpoint").decode(), ledger.entries[17])
    (tmp_path / "mine").write_text(text)
    code, lines_said = run(str(told), "--key", LOG.vkey, "--public", "--receipt", "mine")
    assert (code, lines_said[-1]) == (1, "entry 17: what everybody is told of it is not what mine has: type")


def test_it_checks_a_receipt_alone_and_with_the_ledger(run: Run, ledger: Ledger, tmp_path: Path) -> None:
    proof = inclusion_proof(17, 300, ledger.files.hash_at(300))
    text = write_proof(17, proof, ledger.files.read("checkpoint").decode(), ledger.entries[17])
    (tmp_path / "17.tlog-proof").write_text(text)
    code, lines = run("--receipt", "17.tlog-proof", "--key", LOG.vkey)
    assert (code, lines[0].endswith(f"is entry 17 of {ORIGIN}, signed at 300 entries")) == (0, True), lines
    code, lines = run(str(ledger.folder), "--receipt", "17.tlog-proof", "--key", LOG.vkey)
    assert (code, len(lines)) == (0, 2), lines
    (tmp_path / "17.tlog-proof").write_text(text.replace("index 17", "index 16"))
    assert run("--receipt", "17.tlog-proof", "--key", LOG.vkey)[0] == 1


@pytest.mark.parametrize(
    "typed",
    [
        "{key}\n", "  {key} \r\n", "{other}\n{key}\n\n", '{{"origin":"a","vkey":"{key}","witness_vkey":"w+0+1"}}\n',
        '{{\n  "vkey": "{key}"\n}}\n',
    ],
)  # fmt: skip
def test_a_key_is_taken_as_the_ledgers_address_answers_it(run: Run, ledger: Ledger, typed: str) -> None:
    """`--key "$(curl …/v1/ledger/key)"`: JSON as it stands there, or lines, of which each is a key."""
    key = typed.format(key=LOG.vkey, other=NoteSigner("ledger.example/before", bytes([5]) * 32).vkey)
    code, lines = run(str(ledger.folder), "--key", key)
    assert (code, "300 entries" in lines[0]) == (0, True), lines


@pytest.mark.parametrize("typed", ["", " \n", '{"detail":"later"}', "# no key\n"])
def test_a_key_that_is_none_is_not_as_if_none_were_asked_for(run: Run, ledger: Ledger, typed: str) -> None:
    """As when `curl` fails: the ledger's own word for its key must not take its place."""
    code, lines = run(str(ledger.folder), "--key", typed)
    assert (code, len(lines)) == (1, 1), lines
    assert "key" in lines[0]


def test_it_runs_on_python_3_9_and_imports_only_the_standard_library_and_cryptography() -> None:
    source = FILE.read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 9))
    assert imports_beside(source, {"cryptography"}) == []
    assert "from __future__ import annotations" in source


@pytest.mark.parametrize("line", ["import msgspec", "from infra.ledger import tree", "def f():\n    import requests"])
def test_shown_red_an_import_of_anything_else(line: str) -> None:
    assert len(imports_beside(line, {"cryptography"})) == 1
