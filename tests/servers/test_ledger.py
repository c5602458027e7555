"""The ledger on servers: away while others work, killed at work, two sealers at once; always one log without a gap."""

import contextlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import requests

from infra.kernel.storage.leadership import Leadership
from infra.ledger import verify_ledger
from infra.ledger.hashing import leaf_hash, root_of
from services.audit.work import SEALING
from tests.servers.clients import AskingAgain
from tests.servers.deployment import AUDIT, SERVICES, Deployment
from tests.unit.audit.ledgers import TestedLedger, WrittenLogs

SUBMISSION = {"text": "校门口太危险", "division": "620723101", "channel": "web"}
CATCHES_UP_SECONDS = 180.0


def submit(servers: Deployment, count: int) -> None:
    client = AskingAgain(servers)
    for _ in range(count):
        client.post("/v1/submissions", SUBMISSION, {})


def recorded(servers: Deployment) -> dict[str, list[str]]:
    """The events of each service's log in order."""
    query = "SELECT event_id FROM events WHERE position IS NOT NULL ORDER BY position"
    return {name: [row[0] for row in servers.rows(name, query)] for name in SERVICES}


def sealed(servers: Deployment) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in SERVICES}
    for service, event_id in servers.rows(AUDIT, "SELECT service, event_id FROM entries ORDER BY idx"):
        found[service].append(event_id)
    return found


def is_level(servers: Deployment) -> bool:
    return sealed(servers) == recorded(servers)


def wait_until_level(servers: Deployment) -> None:
    deadline = time.monotonic() + CATCHES_UP_SECONDS
    while not is_level(servers):
        assert time.monotonic() < deadline, f"the ledger does not catch up{servers.told()}"
        time.sleep(0.2)


def verified(servers: Deployment, folder: Path, seen: list[str]) -> int:
    """The stand-alone verifier on a copy of the files, with checkpoints that were seen before."""
    log = folder / "log"
    servers.compose("cp", f"{AUDIT}:/var/lib/shangliang/ledger/log", str(log))
    kept: list[str] = []
    for number, note in enumerate(seen):
        (folder / f"seen-{number}").write_text(note)
        kept += ["--kept", str(folder / f"seen-{number}")]
    return verify_ledger.main([str(log), "--key", (log / "key").read_text().strip(), *kept])


def checkpoint(servers: Deployment) -> str:
    answer = requests.get(f"{servers.url}/v1/ledger/checkpoint", timeout=30)
    assert answer.ok, answer.text
    return answer.text


def test_what_happened_while_the_ledger_was_away_is_sealed_when_it_is_back(servers: Deployment, tmp_path: Path) -> None:
    wait_until_level(servers)
    before = checkpoint(servers)
    servers.compose("stop", AUDIT)
    try:
        submit(servers, 20)
        assert not is_level(servers)
    finally:
        servers.up("--no-deps", AUDIT)
    wait_until_level(servers)
    assert verified(servers, tmp_path, [before, checkpoint(servers)]) == 0


def test_a_sealer_killed_at_work_is_followed_by_one_that_goes_on(servers: Deployment, tmp_path: Path) -> None:
    seen, chance = [], random.Random(1)
    for _ in range(3):
        submit(servers, 5)
        time.sleep(chance.uniform(0, 0.4))
        servers.kill(AUDIT)
        servers.wait_ready()
        seen.append(checkpoint(servers))
    wait_until_level(servers)
    assert verified(servers, tmp_path, seen) == 0


def test_the_ledgers_service_may_add_to_what_was_decided_and_take_nothing_back(servers: Deployment) -> None:
    with contextlib.closing(servers.database(AUDIT, AUDIT)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM batches")
        assert cursor.fetchone()[0] > 0
        for statement in ("UPDATE batches SET size = 1", "DELETE FROM batches", "DELETE FROM witnessed"):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(statement)
            connection.rollback()


def test_an_operator_checks_the_whole_record_and_names_what_a_superuser_altered(servers: Deployment) -> None:
    wait_until_level(servers)
    operator = ("run", "--rm", "--no-deps", "-T", "operator", "verify")
    total = sum(map(len, recorded(servers).values()))
    assert f"{total} events equal in 4 databases" in servers.compose(*operator).stdout
    assert f"{total} events equal in 4 databases" in servers.shangliang("verify")
    with contextlib.closing(servers.database("topics", "postgres")) as connection, connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events DISABLE TRIGGER USER")
        cursor.execute("SELECT event_id, occurred_at FROM events WHERE position = 5")
        event_id, was = cursor.fetchone()
        cursor.execute("UPDATE events SET occurred_at = '2020-01-01T00:00:00.000000+00:00' WHERE position = 5")
        connection.commit()
        try:
            found = servers.compose(*operator, check=False)
        finally:
            cursor.execute("UPDATE events SET occurred_at = %s WHERE position = 5", (was,))
            cursor.execute("ALTER TABLE events ENABLE TRIGGER USER")
            connection.commit()
    assert found.returncode == 1
    assert event_id in found.stdout
    assert "occurred_at" in found.stdout
    assert "2020-01-01" in found.stdout
    assert servers.compose(*operator).returncode == 0


@pytest.fixture
def a_database(servers: Deployment) -> Iterator[str]:
    """One of its own on the same server."""
    name = f"sealers_{time.monotonic_ns()}"
    with contextlib.closing(servers.database("postgres", "postgres")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        parts = connection.get_dsn_parameters()
        password = servers.variables["DB_PASSWORD_POSTGRES"]
        yield f"postgresql://postgres:{password}@{parts['host']}:{parts['port']}/{name}"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_sealer_whose_lock_was_taken_away_writes_no_second_history(a_database: str, tmp_path: Path) -> None:
    """The holder's connection is ended on the server; it has decided and goes on all the same, as one that stalled would."""
    logs, chance = WrittenLogs(), random.Random(7)
    first, second = TestedLedger(tmp_path, logs, a_database), TestedLedger(tmp_path, logs, a_database)
    locks = [Leadership(one.database, SEALING) for one in (first, second)]
    assert [lock.held() for lock in locks] == [True, False]
    seen: list[tuple[int, bytes]] = []
    for _ in range(15):
        logs.record(chance.choice(["members", "topics"]), chance.choice([1, 40, 300]))
        first.look()
        second.look()
        ended(second)
        take_over(locks[1])
        for one in chance.sample([first, second], 2):
            signed = one.sealer.step()
            if signed is not None:
                seen.append((signed.size, signed.root))
        locks.reverse()
        first, second = second, first
    second.seal()
    leaves = [leaf_hash(entry) for entry in first.entries()]
    assert len(leaves) == sum(map(len, logs.events.values()))
    assert [(size, root_of(leaves[:size])) for size, _ in seen] == seen
    for one in (first, second):
        one.close()


def take_over(lock: Leadership) -> None:
    """The server gives the lock free when it has noticed that its holder is gone."""
    deadline = time.monotonic() + CATCHES_UP_SECONDS
    while not lock.held():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def ended(other: TestedLedger) -> None:
    """Whoever holds the lock has no connection any more."""
    with other.database.transaction() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = %s "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [SEALING],
        )
