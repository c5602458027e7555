"""A log that no longer goes on from what is sealed of it is noticed; its service alone is held up."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from infra.kernel.base.problems import Unavailable
from tests.unit.audit.ledgers import TestedLedger, WrittenLogs, event


@pytest.fixture
def logs() -> WrittenLogs:
    return WrittenLogs()


@pytest.fixture
def ledger(tmp_path: Path, logs: WrittenLogs) -> Iterator[TestedLedger]:
    made = TestedLedger(tmp_path, logs)
    logs.record("members", 4)
    logs.record("topics", 4)
    made.seal()
    yield made
    made.close()


def test_a_log_restored_from_an_older_backup_holds_up_its_service_alone(
    ledger: TestedLedger, logs: WrittenLogs
) -> None:
    del logs.events["topics"][2:]
    logs.record("members", 1)
    signed = ledger.seal()
    assert signed is not None
    assert signed.size == 9
    assert "the log of topics is older than the ledger" in ledger.following.alarms["topics"]
    assert list(ledger.following.alarms) == ["topics"]


def test_it_is_noticed_also_when_the_older_log_has_grown_again(ledger: TestedLedger, logs: WrittenLogs) -> None:
    del logs.events["topics"][2:]
    other = [msgspec.structs.replace(event("topics", at), event_id=f"other-{at}") for at in range(2, 9)]
    logs.events["topics"] += other
    assert ledger.seal() is None
    assert "topics-3 at position 3" in ledger.following.alarms["topics"]


def test_the_alarm_ends_when_the_log_is_back(ledger: TestedLedger, logs: WrittenLogs) -> None:
    kept = list(logs.events["topics"])
    del logs.events["topics"][2:]
    ledger.seal()
    logs.events["topics"] = kept
    logs.record("topics", 1)
    signed = ledger.seal()
    assert signed is not None
    assert (signed.size, ledger.following.alarms) == (9, {})


def test_a_silent_service_does_not_keep_the_others_from_being_sealed(ledger: TestedLedger, logs: WrittenLogs) -> None:
    logs.silent.add("topics")
    logs.record("topics", 1)
    logs.record("members", 1)
    with pytest.raises(Unavailable):
        ledger.following.look("topics")
    ledger.following.look("members")
    signed = ledger.sealer.step()
    assert signed is not None
    assert signed.size == 9
    logs.silent.clear()
    signed = ledger.seal()
    assert signed is not None
    assert signed.size == 10


def test_news_only_say_that_there_is_something(ledger: TestedLedger, logs: WrittenLogs) -> None:
    """What the broker carries is never sealed: the log is read."""
    ledger.following.news_arrived([msgspec.structs.replace(event("topics", 4), payload='{"text":"forged"}')])
    assert ledger.seal() is None
    assert ledger.following.known_heads["topics"] == 5
