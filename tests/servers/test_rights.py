"""Each service reaches its own things and no more: least rights in PostgreSQL and RabbitMQ, no default user."""

import contextlib
from collections.abc import Callable
from typing import Any

import psycopg2
import pytest
from amqp.exceptions import AccessRefused
from kombu import Connection

from tests.servers.deployment import SERVICES, Deployment

OTHERS = [(one, other) for one in SERVICES for other in (*SERVICES, "personal", "postgres") if other != one]


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
    assert users == {"operator", "gateway", *SERVICES}


def test_containers_of_ours_have_nothing_to_write_to_and_no_rights(servers: Deployment) -> None:
    for service in (*SERVICES, "gateway"):
        said = servers.compose(
            "exec", "-T", service, "sh", "-c", "id -u; grep CapEff /proc/self/status; touch /opt/x; echo $?"
        )
        assert said.stdout.split() == ["10001", "CapEff:", "0000000000000000", "1"]
