"""The sealer killed between any two of its steps: the ledger has no fork and no gap, and catches up."""

import itertools
import uuid
from pathlib import Path

import pytest
import requests

from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore
from infra.ledger import verify_ledger
from infra.ledger.directory import LedgerDirectory
from infra.ledger.entries import decode
from tests.system.api import Api, eventually
from tests.system.suite import RunningSuite, running
from tests.system.written import SERVICES

SUBMISSION = {"text": "校门口太危险", "division": "620723101", "channel": "web"}
STEPS = (
    "ledger.after-batch",
    "ledger.after-bundle",
    "ledger.after-tile",
    "ledger.after-signature",
    "ledger.after-store",
)


def submit_until_it_dies(suite: RunningSuite, seen: set[str]) -> None:
    for _ in itertools.count():
        try:
            Api(suite.url).post("/v1/submissions", SUBMISSION)
            seen.add(checkpoint(suite))
        except requests.ConnectionError:
            suite.process.wait(timeout=90)
            return


def submit(suite: RunningSuite) -> None:
    """One more event; right after a start, news of other services may still be on their way."""
    key = str(uuid.uuid4())
    eventually(
        lambda: Api(suite.url).post("/v1/submissions", SUBMISSION, key=key), lambda answer: answer.status_code == 201
    )


def checkpoint(suite: RunningSuite) -> str:
    return Api(suite.url).get("/v1/ledger/checkpoint").text


def sealed_to_the_end(suite: RunningSuite) -> None:
    """Until everything that is recorded is in the ledger."""
    eventually(
        lambda: Api(suite.url).shown("/ready")["services"]["audit"], lambda audit: is_level(suite, audit["sealed"])
    )


def is_level(suite: RunningSuite, sealed: int) -> bool:
    services = Api(suite.url).shown("/ready")["services"]
    return bool(sealed == sum(services[name]["position"] for name in SERVICES))


def found_wrong(folder: Path, seen: set[str], home: Path) -> list[str]:
    """What the stand-alone verifier finds, with every checkpoint that anybody ever got."""
    log, kept = folder / "ledger/log", []
    for number, note in enumerate(sorted(seen)):
        file = home / f"seen-{number}"
        file.write_text(note)
        kept += ["--kept", str(file)]
    code = verify_ledger.main([str(log), "--key", (log / "key").read_text().strip(), *kept])
    return [] if code == 0 else [f"the verifier ends with {code}"]


def every_event_is_in_the_ledger_once(folder: Path) -> None:
    directory = LedgerDirectory(folder / "ledger/log")
    size = int(directory.read("checkpoint").split(b"\n")[1])
    sealed = [decode(entry, directory.blob) for _, entry in directory.entries(0, size)]
    for name in SERVICES:
        database = Database(f"sqlite:///{folder}/{name}.sqlite")
        store = SqlStore(database, name)
        assert [event for event in sealed if event.service == name] == store.log(0, 1_000_000)
        database.dispose()


@pytest.mark.parametrize("step", STEPS)
def test_a_sealer_killed_at_any_step_leaves_no_fork_and_no_gap(step: str, fresh: Path, tmp_path: Path) -> None:
    seen: set[str] = set()
    for which in ("2", "1"):
        with running(fresh, FAILPOINT=f"{step}:{which}") as dying:
            submit_until_it_dies(dying, seen)
            assert dying.process.returncode == -9
    with running(fresh) as suite:
        sealed_to_the_end(suite)
        seen.add(checkpoint(suite))
        assert suite.stop() == 0
    seen = {note for note in seen if note.startswith("shangliang.local/")}
    assert len(seen) >= 2
    assert found_wrong(fresh, seen, tmp_path) == []
    every_event_is_in_the_ledger_once(fresh)
