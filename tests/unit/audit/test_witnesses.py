"""Published is what enough witnesses cosigned; each that is down, late or lying is shown, and none keeps a receipt waiting."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.kernel.storage.database import Database
from infra.ledger.notes import new_cosigning_key, open_note, read_private_cosigner, split
from infra.ledger.verify_ledger import Asked, verify
from infra.ledger.witness_policy import WitnessPolicy, parse_policy
from services.audit import witnesses as module
from services.audit.checkpoints import Checkpoints, Signed
from services.audit.database_from_files import fill_from_files
from services.audit.receipts import Receipts
from services.audit.searching import Search
from services.audit.tables import METADATA
from services.audit.witness_policy import POLICY
from services.audit.witnessed import SiteAsWitness
from services.audit.witnessed_logs import WITNESSED_LOGS
from services.audit.witnesses import Witnesses, WitnessStanding
from tests.unit.audit.ledgers import TestedLedger, WrittenLogs

NAMES = ("city", "province", "board")


class Neighbours:
    """Three sites that witness ours, reached without a wire; each may be down, or say something else."""

    def __init__(self, home: Path, ledger: TestedLedger) -> None:
        self.down: set[str] = set()
        self.says: dict[str, tuple[int, str]] = {}
        self._databases, self._sites, lines = [], {}, []
        for name in NAMES:
            folder = home / name
            folder.mkdir()
            (folder / WITNESSED_LOGS).write_text(ledger.keys.signer.vkey)
            database = Database(f"sqlite:///{folder}/audit.sqlite")
            METADATA.create_all(database.engine)
            cosigner = read_private_cosigner(new_cosigning_key(f"{name}.example/witness"))
            self._sites[f"http://{name}.example/v1/witness/add-checkpoint"] = SiteAsWitness(folder, database, cosigner)
            self._databases.append(database)
            lines.append(f"witness {name} {cosigner.vkey} http://{name}.example/v1/witness")
        self.lines = lines

    def policy(self, rule: str) -> WitnessPolicy:
        return parse_policy("\n".join([*self.lines, f"group enough {rule} {' '.join(NAMES)}", "quorum enough"]))

    def post(self, address: str, body: bytes) -> tuple[int, str]:
        name = address.removeprefix("http://").partition(".")[0]
        if name in self.down:
            raise ConnectionRefusedError
        if name in self.says:
            return self.says[name]
        status, _, said = self._sites[address].add_checkpoint(body)
        return status, said

    def close(self) -> None:
        for database in self._databases:
            database.dispose()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[TestedLedger]:
    made = TestedLedger(tmp_path / "log", WrittenLogs(), waits=True)
    yield made
    made.close()


@pytest.fixture
def neighbours(tmp_path: Path, ledger: TestedLedger) -> Iterator[Neighbours]:
    made = Neighbours(tmp_path, ledger)
    yield made
    made.close()


def seal(ledger: TestedLedger, count: int = 3) -> Signed:
    ledger.logs.record("members", count)
    signed = ledger.seal()
    assert signed is not None
    return signed


def asked(witnesses: Witnesses) -> dict[str, WitnessStanding]:
    for standing in witnesses.standings:
        witnesses.attend(standing)
    return {standing.witness.name: standing for standing in witnesses.standings}


def published_size(ledger: TestedLedger) -> int | None:
    published = ledger.checkpoints.published()
    return published.size if published else None


def test_nothing_is_published_before_enough_witnesses_have_cosigned(
    ledger: TestedLedger, neighbours: Neighbours
) -> None:
    neighbours.down = {"city", "province"}
    witnesses = Witnesses(neighbours.policy("2"), ledger.ledger, neighbours.post)
    signed = seal(ledger)
    asked(witnesses)
    assert published_size(ledger) is None
    assert not (ledger.directory.folder / "checkpoint").exists()
    neighbours.down = {"province"}
    asked(witnesses)
    assert published_size(ledger) == signed.size
    note = (ledger.directory.folder / "checkpoint").read_bytes()
    policy = neighbours.policy("2")
    assert policy.witnessed(open_note(note, policy.verifiers())) == {"city", "board"}
    assert ledger.directory.read("checkpoints/3") == note


def test_a_witness_that_comes_late_adds_its_line_to_what_is_published(
    ledger: TestedLedger, neighbours: Neighbours
) -> None:
    neighbours.down = {"province"}
    witnesses = Witnesses(neighbours.policy("2"), ledger.ledger, neighbours.post)
    seal(ledger)
    asked(witnesses)
    neighbours.down.clear()
    asked(witnesses)
    published, policy = ledger.checkpoints.published(), neighbours.policy("all")
    assert published is not None
    assert policy.satisfied(policy.witnessed(open_note(published.note, policy.verifiers())))


def test_what_too_few_cosigned_is_not_published_but_kept_for_ever_with_their_lines(
    ledger: TestedLedger, neighbours: Neighbours
) -> None:
    policy = neighbours.policy("all")
    seal(ledger)
    neighbours.down = {"province"}
    first = seal(ledger)
    asked(Witnesses(policy, ledger.ledger, neighbours.post))
    later = seal(ledger)
    ledger.checkpoints.thin(datetime.now(UTC) + timedelta(days=2))
    assert published_size(ledger) is None
    note = ledger.directory.read(f"checkpoints/{first.size}")
    assert policy.witnessed(open_note(note, policy.verifiers())) == {"city", "board"}
    stored = ledger.checkpoints.at(first.size)
    assert stored is not None
    assert stored.note.encode() == note
    assert ledger.directory.kept() == [3, first.size]
    assert ledger.checkpoints.last() == later


def test_while_a_witness_is_behind_nobody_is_told_that_the_record_is_cut(
    ledger: TestedLedger, neighbours: Neighbours
) -> None:
    witnesses = Witnesses(neighbours.policy("all"), ledger.ledger, neighbours.post)
    seal(ledger)
    asked(witnesses)
    neighbours.down = {"province"}
    kept = seal(ledger)
    asked(witnesses)
    in_a_receipt = seal(ledger, 300)
    assert ledger.directory.kept() == [3, kept.size]
    said, receipt = list[str](), ("receipt", in_a_receipt.note.encode())
    assert verify(str(ledger.directory.folder), Asked(kept=[receipt]), said.append) == []
    assert ": 3 entries and 303 more that are signed" in said[0]
    (ledger.directory.folder / "tile/entries/001.p/50").unlink()
    (ledger.directory.folder / "tile/0/001.p/50").unlink()
    (finding,) = verify(str(ledger.directory.folder), Asked(kept=[receipt]), said.append)
    assert str(finding) == "receipt: 306 entries were signed, but there are only 6"


def test_whoever_cosigned_before_a_start_is_not_asked_again(ledger: TestedLedger, neighbours: Neighbours) -> None:
    policy = neighbours.policy("all")
    neighbours.down = {"province"}
    signed = seal(ledger)
    asked(Witnesses(policy, ledger.ledger, neighbours.post))
    neighbours.down = {"city", "board"}
    for _ in range(3):
        shown = asked(Witnesses(policy, ledger.ledger, neighbours.post))
        assert {one.shown(signed.size)["state"] for one in shown.values()} == {"ok"}
    assert published_size(ledger) == signed.size
    published = ledger.checkpoints.published()
    assert published is not None
    body, lines = split(published.note)
    assert len(lines) == 1 + len(NAMES), "each once"
    assert policy.witnessed(open_note(published.note, policy.verifiers())) == set(NAMES)
    assert ledger.directory.read("checkpoint") == published.note.encode()
    assert body == split(signed.note)[0]


def test_a_process_that_starts_anew_asks_each_what_it_knows(ledger: TestedLedger, neighbours: Neighbours) -> None:
    seal(ledger)
    asked(Witnesses(neighbours.policy("all"), ledger.ledger, neighbours.post))
    signed = seal(ledger, 300)
    asked(Witnesses(neighbours.policy("all"), ledger.ledger, neighbours.post))
    assert published_size(ledger) == signed.size


def test_a_witness_that_is_down_is_shown_and_keeps_no_receipt_waiting(
    ledger: TestedLedger, neighbours: Neighbours
) -> None:
    neighbours.down = {"city"}
    witnesses = Witnesses(neighbours.policy("all"), ledger.ledger, neighbours.post)
    signed = seal(ledger)
    shown = asked(witnesses)["city"].shown(signed.size)
    assert (shown["state"], shown["behind"]) == ("down", 3)
    assert "does not answer" in str(shown["trouble"])
    ledger.index.go_on(signed.size)
    search = Search(ledger.database, ledger.directory)
    receipt = Receipts(ledger.keys, ledger.directory, ledger.checkpoints, search).of("members-1")
    assert (receipt["size"], receipt["published"]) == (3, False)


def test_on_a_machine_made_anew_only_what_enough_witnesses_cosigned_is_published(
    ledger: TestedLedger, neighbours: Neighbours, tmp_path: Path
) -> None:
    witnesses = Witnesses(neighbours.policy("all"), ledger.ledger, neighbours.post)
    published = seal(ledger)
    asked(witnesses)
    neighbours.down = {"city"}
    waiting = seal(ledger)
    asked(witnesses)
    rule = "\n".join([*neighbours.lines, f"group enough all {' '.join(NAMES)}", "quorum enough"])
    (ledger.folder / POLICY).write_text(rule)
    database = Database(f"sqlite:///{tmp_path}/anew.sqlite")
    METADATA.create_all(database.engine)
    assert fill_from_files(database, ledger.folder) == waiting.size
    again, last = Checkpoints(database).published(), Checkpoints(database).last()
    assert again is not None
    assert last is not None
    assert (again.size, last.size, last.published_at) == (published.size, waiting.size, None)
    database.dispose()


LIES = {
    "another's signature": (200, "— city.example/witness AAAAAAAAAAAA\n"),
    "no signature": (200, "cosigned, believe me\n"),
    "more than there is": (409, "1000\n"),
    "another history": (422, "not one log\n"),
    "no number": (409, "many\n"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_witness_that_contradicts_is_shown_as_lying(lie: str, ledger: TestedLedger, neighbours: Neighbours) -> None:
    neighbours.says["city"] = LIES[lie]
    witnesses = Witnesses(neighbours.policy("2"), ledger.ledger, neighbours.post)
    signed = seal(ledger)
    assert asked(witnesses)["city"].shown(signed.size)["state"] == "lying"
    assert published_size(ledger) == signed.size, "the others are enough"


def test_a_line_that_does_not_hold_over_our_checkpoint_is_never_published(
    ledger: TestedLedger, neighbours: Neighbours
) -> None:
    """The line is the witness's own, but of an older checkpoint."""
    witnesses = Witnesses(neighbours.policy("all"), ledger.ledger, neighbours.post)
    first = seal(ledger)
    old_line = asked(witnesses)["city"].line[1]
    neighbours.says["city"] = (200, old_line)
    seal(ledger)
    assert asked(witnesses)["city"].state == "lying"
    assert published_size(ledger) == first.size


def test_one_that_has_not_cosigned_for_long_is_lagging(
    ledger: TestedLedger, neighbours: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    witnesses = Witnesses(neighbours.policy("any"), ledger.ledger, neighbours.post)
    city = asked_after_sealing(ledger, witnesses)
    seal(ledger, 7)
    witnesses.attend(next(one for one in witnesses.standings if one is not city))
    assert city.shown(10)["state"] == "ok"
    monkeypatch.setattr(module, "LAGGING_SECONDS", -1.0)
    shown = city.shown(10)
    assert (shown["state"], shown["behind"]) == ("lagging", 7)
    assert city.shown(3)["state"] == "ok"


def test_one_that_was_not_asked_for_long_is_not_lagging(ledger: TestedLedger, neighbours: Neighbours) -> None:
    """After a quiet night, or a start, it has cosigned for long nothing because there was nothing to cosign."""
    witnesses = Witnesses(neighbours.policy("any"), ledger.ledger, neighbours.post)
    city = asked_after_sealing(ledger, witnesses)
    city.cosigned_at = None
    seal(ledger, 7)
    assert city.shown(10)["state"] == "ok"
    witnesses.attend(next(one for one in witnesses.standings if one is not city))
    assert city.shown(10)["state"] == "ok"


def asked_after_sealing(ledger: TestedLedger, witnesses: Witnesses) -> WitnessStanding:
    seal(ledger)
    return asked(witnesses)["city"]


def test_all_are_asked_about_one_checkpoint_while_the_log_grows(ledger: TestedLedger, neighbours: Neighbours) -> None:
    """Else each would cosign another one, and none would ever have enough."""
    witnesses = Witnesses(neighbours.policy("all"), ledger.ledger, neighbours.post)
    first = seal(ledger)
    for standing in witnesses.standings:
        witnesses.attend(standing)
        seal(ledger)
    assert published_size(ledger) == first.size
    asked(witnesses)
    assert published_size(ledger) == len(ledger.logs.events["members"])


def test_a_request_over_http_reaches_no_file_and_no_unnamed_place() -> None:
    for address in ("file:///etc/passwd", "ftp://city.example/x", "http:///x"):
        with pytest.raises(module.Silent, match="no address"):
            module.post_over_http(address, b"")
