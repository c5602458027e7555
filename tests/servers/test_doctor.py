"""`shangliang doctor` on servers: a sound deployment has nothing wrong, and each thing that was spoilt is named with its remedy."""

import contextlib
from collections.abc import Iterator

import pytest
from kombu import Connection

from tests.servers.deployment import Deployment

SPOILT = {
    "a guard is switched off": (
        "topics",
        "ALTER TABLE events DISABLE TRIGGER events_are_never_deleted",
        "ALTER TABLE events ENABLE ALWAYS TRIGGER events_are_never_deleted",
        "the log of topics is not guarded: events_are_never_deleted",
    ),
    "a service may delete events": (
        "topics",
        "GRANT DELETE ON events TO topics",
        "REVOKE DELETE ON events FROM topics",
        "the user topics may do more to the log of topics than add to it: DELETE",
    ),
    "a service may enter another's database": (
        "meetings",
        "GRANT CONNECT ON DATABASE meetings TO topics",
        "REVOKE CONNECT ON DATABASE meetings FROM topics",
        "the user topics may enter the database of meetings",
    ),
    "a service may do anything": (
        "outcomes",
        "ALTER ROLE outcomes CREATEROLE",
        "ALTER ROLE outcomes NOCREATEROLE",
        "the user outcomes of PostgreSQL may do anything",
    ),
}


def test_a_sound_deployment_has_nothing_wrong(servers: Deployment) -> None:
    servers.wait_ready()
    assert servers.shangliang("doctor") == "nothing is wrong\n"


@pytest.mark.parametrize("what", SPOILT)
def test_what_was_spoilt_in_the_database_is_named(servers: Deployment, what: str) -> None:
    name, spoil, mend, finding = SPOILT[what]
    with contextlib.closing(servers.database(name, "postgres")) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(spoil)
        try:
            asked = servers.compose("exec", "-T", "gateway", "shangliang", "doctor", check=False)
        finally:
            cursor.execute(mend)
    assert asked.returncode == 1
    assert f"✗ {finding}" in asked.stdout
    assert asked.stdout.count("✗") == asked.stdout.count("→") == 1


@pytest.fixture
def without_topics(servers: Deployment) -> Iterator[None]:
    """The service is stopped, and its queue of news is there as another kind."""
    servers.compose("stop", "topics")
    with Connection(servers.broker("operator")) as connection:
        connection.default_channel.queue_delete("topics.news")
        connection.default_channel.queue_declare("topics.news", durable=True, auto_delete=False)
    yield
    with Connection(servers.broker("operator")) as connection:
        connection.default_channel.queue_delete("topics.news")
    servers.compose("run", "--rm", "migrate")
    servers.compose("start", "topics")
    servers.wait_ready()


@pytest.mark.usefixtures("without_topics")
def test_a_queue_of_another_kind_and_a_service_that_is_away_are_named(servers: Deployment) -> None:
    """The operator's user of the broker sees both; the gateway's, which may declare no queue of others, the second."""
    by_operator = servers.compose("run", "--rm", "migrate", "doctor", check=False)
    by_gateway = servers.compose("exec", "-T", "gateway", "shangliang", "doctor", check=False)
    for asked in (by_operator, by_gateway):
        assert asked.returncode == 1
        assert "is topics running?" in asked.stdout
    assert "the queue topics.news is not what it must be" in by_operator.stdout
