"""What the sealer writes is one log whatever happens to it: no fork, no gap, nothing signed that does not go on."""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, insert

from infra.kernel.storage.database import run
from infra.ledger import verify_ledger
from infra.ledger.checkpoints import Checkpoint
from infra.ledger.entries import decode, encode
from infra.ledger.hashing import EMPTY_ROOT, leaf_hash, root_of
from infra.ledger.notes import open_note
from infra.ledger.tiles import tile_path
from services.audit.batches import Batch, DecidedOtherwise, Head
from services.audit.checkpoints import Forked
from services.audit.database_from_files import fill_from_files
from services.audit.following import OlderThanTheLedger
from services.audit.sealing import MOST, NotConsistent
from services.audit.tables import BATCHES
from tests.unit.audit.ledgers import ORIGIN, TestedLedger, WrittenLogs


@pytest.fixture
def logs() -> WrittenLogs:
    return WrittenLogs()


@pytest.fixture
def ledger(tmp_path: Path, logs: WrittenLogs) -> Iterator[TestedLedger]:
    made = TestedLedger(tmp_path, logs)
    yield made
    made.close()


def verified(ledger: TestedLedger) -> list[str]:
    """What the stand-alone verifier finds wrong with the folder."""
    code = verify_ledger.main([str(ledger.directory.folder), "--key", ledger.keys.signer.vkey])
    return [] if code == 0 else [f"exit {code}"]


def test_every_event_is_sealed_once_in_the_order_of_its_log(ledger: TestedLedger, logs: WrittenLogs) -> None:
    logs.record("members", 3)
    logs.record("topics", 2)
    ledger.seal()
    logs.record("members", 300)
    ledger.seal()
    sealed = [decode(entry, ledger.directory.blob) for entry in ledger.entries()]
    for service, log in logs.events.items():
        assert [event for event in sealed if event.service == service] == log
    assert len(sealed) == 305
    assert verified(ledger) == []


def test_the_checkpoint_is_signed_with_the_sites_key_over_the_root_of_all_entries(
    ledger: TestedLedger, logs: WrittenLogs
) -> None:
    logs.record("topics", 5)
    signed = ledger.seal()
    assert signed is not None
    body = open_note(signed.note, [ledger.keys.verifier]).body
    assert body == Checkpoint(ORIGIN, 5, root_of([leaf_hash(entry) for entry in ledger.entries()])).body()
    assert (ledger.directory.folder / "checkpoint").read_text() == signed.note


@pytest.mark.parametrize("seed", range(4))
def test_a_log_that_grew_by_chance_has_the_root_of_one_that_was_sealed_at_once(
    seed: int, ledger: TestedLedger, logs: WrittenLogs
) -> None:
    chance = random.Random(seed)
    leaves: list[bytes] = []
    for _ in range(12):
        logs.record("members", chance.choice([1, 2, 100, 255, 256, 257, 600]))
        signed = ledger.seal()
        leaves = [leaf_hash(entry) for entry in ledger.entries()]
        assert signed is not None
        assert (signed.size, signed.root) == (len(logs.events["members"]), root_of(leaves))
    assert verified(ledger) == []


def test_a_long_backlog_leaves_no_partial_files_on_its_way(ledger: TestedLedger, logs: WrittenLogs) -> None:
    logs.record("members", 5)
    ledger.seal()
    logs.record("members", MOST + 700)
    ledger.seal()
    partial = sorted(path.parent.name for path in ledger.directory.folder.glob("tile/0/*.p/*"))
    assert partial == ["000.p", f"{(MOST + 705) // 256:03}.p"]


def test_a_payload_too_long_for_an_entry_is_sealed_by_its_digest(ledger: TestedLedger, logs: WrittenLogs) -> None:
    long = '{"text":"' + "长" * 30_000 + '"}'
    logs.record("topics", 1, long)
    ledger.seal()
    assert decode(ledger.entries()[0], ledger.directory.blob).payload == long
    assert len(ledger.entries()[0]) < 1_000
    assert verified(ledger) == []


MIDDLING = '{"text":"' + "x" * 55_000 + '"}'


def decided_by_an_older_version(ledger: TestedLedger, service: str, count: int) -> None:
    """Its rows do not say how long an entry with its payload may be: as long as a bundle can hold."""
    last = ledger.ledger.batches.last()
    start, heads = (last.size, last.heads) if last else (0, {})
    first = heads[service].next_position if service in heads else 0
    after = {**heads, service: Head(first + count, f"{service}-{first + count - 1}")}
    spans = msgspec.json.encode([[service, first, count]]).decode()
    row = {"start": start, "size": start + count, "spans": spans, "heads": msgspec.json.encode(after).decode()}
    with ledger.database.transaction() as cursor:
        run(cursor, ledger.database.prepare(insert(BATCHES).values(row)), {})


def test_a_batch_is_written_in_the_form_in_which_it_was_decided(
    ledger: TestedLedger, logs: WrittenLogs, tmp_path: Path
) -> None:
    """Else an upgrade between the decision and the files, or `rebuild audit` later, would write other bytes."""
    logs.record("topics", 3, MIDDLING)
    decided_by_an_older_version(ledger, "topics", 3)
    ledger.seal()
    logs.record("topics", 2, MIDDLING)
    signed = ledger.seal()
    lengths = [len(entry) for entry in ledger.entries()]
    assert [length > 55_000 for length in lengths] == [True, True, True, False, False]
    shutil.rmtree(ledger.directory.folder / "tile")
    again = TestedLedger(tmp_path, logs)
    again.sealer.write_again()
    assert [len(entry) for entry in again.entries()] == lengths
    assert verified(again) == []
    assert signed is not None
    again.close()


def test_a_database_made_again_from_the_files_says_in_which_form_each_entry_is(
    ledger: TestedLedger, logs: WrittenLogs, tmp_path: Path
) -> None:
    logs.record("topics", 3, MIDDLING)
    decided_by_an_older_version(ledger, "topics", 3)
    ledger.seal()
    logs.record("topics", 2, MIDDLING)
    logs.record("members", 2)
    ledger.seal()
    sealed = ledger.entries()
    with ledger.database.transaction() as cursor:
        run(cursor, ledger.database.prepare(delete(BATCHES)), {})
    fill_from_files(ledger.database, ledger.folder)
    shutil.rmtree(ledger.directory.folder / "tile")
    again = TestedLedger(tmp_path, logs)
    again.sealer.write_again()
    assert again.entries() == sealed
    assert verified(again) == []
    again.close()


class Killed(Exception):
    """As if the process had ended here."""


def test_a_sealer_that_dies_at_any_file_is_taken_up_where_it_was(tmp_path: Path) -> None:
    for files in range(14):
        logs = WrittenLogs()
        ledger = TestedLedger(tmp_path / str(files), logs)
        logs.record("members", 250)
        ledger.seal()
        logs.record("topics", 300)
        ledger.look()
        dying = ledger.sealer_that_writes(dies_after(files, ledger))
        try:
            dying.step()
            assert files > 4, "the batch has more files than that"
        except Killed:
            logs.record("members", 40)
        again = TestedLedger(tmp_path / str(files), logs)
        again.seal()
        assert verified(again) == []
        in_order = [*logs.events["members"][:250], *logs.events["topics"], *logs.events["members"][250:]]
        assert again.entries() == [encode(event)[0] for event in in_order]
        ledger.close()
        again.close()


def dies_after(files: int, ledger: TestedLedger) -> Callable[[str, bytes], None]:
    written = iter(range(files))

    def write(path: str, content: bytes) -> None:
        if next(written, None) is None:
            raise Killed
        ledger.directory.write(path, content)

    return write


@pytest.mark.parametrize("seed", range(6))
def test_two_sealers_at_once_write_one_log(seed: int, tmp_path: Path) -> None:
    """Each goes on from wherever it was broken off, with its own old view of what is in hand."""
    chance, logs = random.Random(seed), WrittenLogs()
    two = [TestedLedger(tmp_path, logs), TestedLedger(tmp_path, logs)]
    seen: list[tuple[int, bytes]] = []
    for _ in range(40):
        logs.record(chance.choice(["members", "topics"]), chance.choice([0, 1, 7, 90, 300]))
        one = chance.choice(two)
        if chance.random() < 0.7:
            one.look()
        sealer = one.sealer_that_writes(dies_after(chance.choice([0, 1, 2, 3, 99]), one))
        try:
            signed = sealer.step()
        except Killed:
            continue
        if signed is not None:
            seen.append((signed.size, signed.root))
    two[0].seal()
    leaves = [leaf_hash(entry) for entry in two[1].entries()]
    assert len(leaves) == sum(map(len, logs.events.values()))
    assert [(size, root_of(leaves[:size])) for size, _ in seen] == seen
    assert verified(two[0]) == []
    for one in two:
        one.close()


def test_what_another_sealer_decided_is_taken_as_it_is(ledger: TestedLedger, logs: WrittenLogs, tmp_path: Path) -> None:
    other = TestedLedger(tmp_path, logs)
    logs.record("members", 2)
    ledger.look()
    logs.record("topics", 4)
    other.seal()
    batch = Batch(0, 2, (), {})
    with pytest.raises(DecidedOtherwise):
        ledger.ledger.batches.decide(batch)
    signed = ledger.seal()
    assert signed is None
    assert len(ledger.entries()) == 6
    other.close()


def test_a_sealer_that_comes_late_puts_up_no_smaller_checkpoint(ledger: TestedLedger, logs: WrittenLogs) -> None:
    logs.record("members", 1)
    early = ledger.seal()
    logs.record("members", 1)
    late = ledger.seal()
    assert early is not None
    assert late is not None
    ledger.ledger.notices.put_up(early)
    assert (ledger.directory.folder / "checkpoint").read_text() == late.note
    assert (ledger.folder / "last-signed").read_text() == late.note


def test_two_roots_of_one_size_are_never_both_stored(ledger: TestedLedger, logs: WrittenLogs) -> None:
    logs.record("members", 1)
    signed = ledger.seal()
    assert signed is not None
    with pytest.raises(Forked, match="another root was signed for 1 entries"):
        ledger.checkpoints.store(Checkpoint(ORIGIN, 1, EMPTY_ROOT), signed.note, datetime.now(UTC), published=True)


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[3] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("size", [5, 256, 260])
def test_nothing_is_signed_that_does_not_go_on_from_the_last_checkpoint(
    size: int, ledger: TestedLedger, logs: WrittenLogs
) -> None:
    logs.record("members", size)
    signed = ledger.seal()
    level, number, width = (0, 0, size) if size < 256 else (1, 0, 1)
    flipped(ledger.directory.folder / tile_path(level, number, width))
    logs.record("members", 1)
    ledger.look()
    with pytest.raises(NotConsistent):
        ledger.sealer.step()
    assert ledger.checkpoints.last() == signed


def test_nothing_is_signed_over_entries_that_were_altered_in_the_last_bundle(
    ledger: TestedLedger, logs: WrittenLogs
) -> None:
    logs.record("members", 5)
    signed = ledger.seal()
    flipped(ledger.directory.folder / "tile/entries/000.p/5")
    logs.record("members", 1)
    ledger.look()
    with pytest.raises(NotConsistent):
        ledger.sealer.step()
    assert ledger.checkpoints.last() == signed


def test_a_decided_batch_whose_events_the_log_has_lost_is_not_made_up(
    ledger: TestedLedger, logs: WrittenLogs, tmp_path: Path
) -> None:
    logs.record("topics", 4)
    ledger.look()
    with pytest.raises(Killed):
        ledger.sealer_that_writes(dies_after(0, ledger)).step()
    del logs.events["topics"][2:]
    again = TestedLedger(tmp_path, logs)
    with pytest.raises(OlderThanTheLedger, match="the log of topics is older than the ledger"):
        again.sealer.step()
    assert again.checkpoints.last() is None
    again.close()
