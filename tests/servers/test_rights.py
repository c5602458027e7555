"""Each service reaches its own things and no more: least rights in PostgreSQL and RabbitMQ, no default user."""

import contextlib
from collections.abc import Callable
from typing import Any

import psycopg2
import pytest
from amqp.exceptions import AccessRefused
from kombu import Connection

from infra.kernel.storage.tables import METADATA
from tests.servers.deployment import AUDIT, SERVICES, Deployment

OURS = (*SERVICES, AUDIT)
OTHERS = [(one, other) for one in OURS for other in (*OURS, "personal", "postgres") if other != one]


@pytest.mark.parametrize(("role", "database"), OTHERS)
def test_a_service_may_not_enter_the_database_of_another(servers: Deployment, role: str, database: str) -> None:
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        servers.database(database, role)


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE mine (a int)", "DROP TABLE events", "TRUNCATE events", "ALTER TABLE events ADD mine int"],
)
def test_a_service_may_not_change_its_tables(servers: Deployment, statement: str) -> None:
    with contextlib.closing(servers.database("topics", "topics")) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM events")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(statement)


@pytest.mark.parametrize("role", ["topics", "operator", "postgres"])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events",
        "TRUNCATE events",
        "UPDATE events SET payload = payload",
        "UPDATE events SET position = position + 1",
        "UPDATE events SET position = NULL",
    ],
)
def test_nobody_changes_the_log_not_even_who_owns_it(servers: Deployment, role: str, statement: str) -> None:
    with contextlib.closing(servers.database("topics", role)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM events")
        assert cursor.fetchone()[0] > 0
        with pytest.raises((psycopg2.errors.InsufficientPrivilege, psycopg2.errors.RestrictViolation)) as refused:
            cursor.execute(statement)
    # A service has no right to it; who has the right meets the guard.
    without_right = role == "topics" and "position" not in statement
    kind = psycopg2.errors.InsufficientPrivilege if without_right else psycopg2.errors.RestrictViolation
    assert isinstance(refused.value, kind)


def test_a_service_adds_to_its_log_and_sweeps_its_other_tables(servers: Deployment) -> None:
    with contextlib.closing(servers.database("topics", "topics")) as connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events (event_id, stream, version, type, schema_version, occurred_at, recorded_at, role, "
            "division, command_id, correlation_id, payload) VALUES ('x', 'x', 1, 'x', 1, '', '', '', '', '', '', '{}')"
        )
        cursor.execute("UPDATE events SET position = 999999 WHERE event_id = 'x'")
        assert cursor.rowcount == 1
        for table in sorted(set(METADATA.tables) - {"events", "reads"}):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 our own names
        connection.rollback()


FORBIDDEN: dict[str, Callable[[Any], Any]] = {
    "take another's requests": lambda channel: channel.basic_consume("rpc-members"),
    "take another's news": lambda channel: channel.basic_consume("meetings.news"),
    "speak as another": lambda channel: channel.exchange_declare("members.events", "topic", durable=True),
    "listen to requests of another": lambda channel: channel.queue_bind("topics.news", "nameko-rpc", "members.*"),
    "listen to all requests": lambda channel: channel.queue_bind("topics.news", "nameko-rpc", "#"),
    "remove another's queue": lambda channel: channel.queue_delete("outcomes.news"),
    "make a queue of any name": lambda channel: channel.queue_declare("anything"),
}


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_a_service_may_not(servers: Deployment, deed: str) -> None:
    with Connection(servers.broker("topics")) as connection, pytest.raises(AccessRefused):
        FORBIDDEN[deed](connection.default_channel)


def test_the_broker_has_no_user_but_ours(servers: Deployment) -> None:
    listed = servers.compose("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "list_users").stdout
    users = {line.split()[0] for line in listed.splitlines()[1:]}
    assert users == {"operator", "gateway", *OURS}


def test_containers_of_ours_have_nothing_to_write_to_and_no_rights(servers: Deployment) -> None:
    for service in (*OURS, "gateway"):
        said = servers.compose(
            "exec", "-T", service, "sh", "-c", "id -u; grep CapEff /proc/self/status; touch /opt/x; echo $?"
        )
        assert said.stdout.split() == ["10001", "CapEff:", "0000000000000000", "1"]
