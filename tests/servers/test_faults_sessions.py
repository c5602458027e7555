"""Who holds something loses it: sessions ended by chance, a process that was stopped and wakes again, a rebuild broken off."""

import math
import os
import random
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial

import pytest

from infra.kernel.storage.whole_streams import STREAMS
from tests.servers.deployment import SERVICES, Deployment
from tests.servers.lasting import lasting
from tests.servers.story import again, found_sound, play, submissions_meanwhile

Tell = Callable[[str], None]
ENDINGS, MOST_AT_ONCE, MOST_PAUSE = 60, 4, 0.4
STOPPED_SECONDS = (20.0, 5.0, 5.0)
SESSIONS = "SELECT pid FROM pg_stat_activity WHERE usename = ANY(%s) ORDER BY pid"
# The advisory lock of whoever publishes for a service.
HOLDERS = """
SELECT DISTINCT host(client_addr) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND objid = 7002 AND granted AND pg_stat_activity.datname = %s
"""
KILLED = 137
# What residents say is on the site for good, and every day that passes asks something of all of it.
PAUSE = 0.3


@pytest.fixture
def chance(tell: Tell) -> random.Random:
    """Another one each time unless SEED says which; printed, so that a run can be had again."""
    seed = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
    tell(f"SEED={seed}")
    return random.Random(seed)


def end_sessions(servers: Deployment, chance: random.Random) -> int:
    ended = 0
    with closing(servers.database("postgres", "postgres")) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        for _ in range(ENDINGS):
            cursor.execute(SESSIONS, [[*SERVICES, "keys"]])
            there = [row[0] for row in cursor.fetchall()]
            for pid in chance.sample(there, min(len(there), chance.randint(1, MOST_AT_ONCE))):
                cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
                ended += 1
            time.sleep(chance.uniform(0, MOST_PAUSE))
    return ended


@pytest.mark.faults
def test_sessions_of_the_database_are_ended_at_random(servers: Deployment, tell: Tell, chance: random.Random) -> None:
    before, ended = servers.restarts(), []

    def end_under_load() -> None:
        with submissions_meanwhile(servers, 2, hasty=2, pause=PAUSE) as all_have_spoken:
            all_have_spoken(3)
            ended.append(end_sessions(servers, chance))
            all_have_spoken(3)

    client = play(servers, {20: end_under_load})
    assert ended[0] > ENDINGS / 2
    found_sound(servers, tell, f"{ended[0]} sessions ended, {again(client)}")
    assert servers.restarts() == before, "a service did not survive it"


def holder(servers: Deployment, service: str) -> str:
    """The container whose replica publishes."""
    with closing(servers.database(service, "postgres")) as connection, connection.cursor() as cursor:
        cursor.execute(HOLDERS, [service])
        ((address,),) = cursor.fetchall()
    return next(one for one in servers.containers(service) if servers.address(one) == address)


def stop_and_wake(servers: Deployment, container: str, seconds: float) -> None:
    signalled(container, "STOP")
    try:
        lasting(seconds)
    finally:
        signalled(container, "CONT")


def signalled(container: str, signal: str) -> None:
    """Everything in the container but its init, which only waits."""
    subprocess.run(("docker", "exec", container, "sh", "-c", f"kill -{signal} -1"), check=True, timeout=60)


@pytest.mark.faults
def test_the_replica_that_holds_the_lock_is_stopped_and_wakes_again(servers: Deployment, tell: Tell) -> None:
    meanwhile: list[int] = []

    def stop_the_holder() -> None:
        with submissions_meanwhile(servers, 3, hasty=1, pause=PAUSE) as all_have_spoken:
            for seconds in STOPPED_SECONDS:
                all_have_spoken(3)
                before = head(servers, "topics")
                stop_and_wake(servers, holder(servers, "topics"), seconds)
                meanwhile.append(head(servers, "topics") - before)
            all_have_spoken(3)

    servers.up("--no-recreate", "--scale=topics=2")
    try:
        client = play(servers, {30: stop_the_holder})
        found_sound(servers, tell, f"{meanwhile} events while it stood still, {again(client)}")
    finally:
        servers.up("--no-recreate", "--scale=topics=1")
    assert meanwhile[0] > 0, "the other replica did nothing"


def head(servers: Deployment, service: str) -> int:
    return int(servers.rows(service, "SELECT count(*) FROM events")[0][0])


@pytest.mark.faults
def test_read_tables_are_made_anew_while_writes_go_on(servers: Deployment, tell: Tell) -> None:
    before, took = servers.restarts(), []

    def rebuild(service: str) -> None:
        with submissions_meanwhile(servers, 3, pause=PAUSE) as all_have_spoken:
            all_have_spoken(2)
            took.append(rebuilt(servers, service))
            all_have_spoken(2)

    steps = {30: "topics", 60: "members", 85: "meetings", 110: "outcomes"}
    client = play(servers, {step: partial(rebuild, service) for step, service in steps.items()})
    found_sound(servers, tell, f"rebuilt in {took} s, {again(client)}")
    assert servers.restarts() == before, "a service did not survive it"


def rebuilt(servers: Deployment, service: str) -> float:
    """A first rebuild is killed half-way and leaves nothing behind; how long the second one takes."""
    rebuild = ("gateway", "shangliang", "rebuild", service)
    streams = int(servers.rows(service, "SELECT count(DISTINCT stream) FROM events")[0][0])
    pages = math.ceil(streams / STREAMS)
    half_way = f"FAILPOINT=page-rebuilt:{pages // 2 + 1}"
    killed = servers.compose("exec", "-T", "-e", half_way, *rebuild, check=False)
    assert killed.returncode == KILLED, killed.stderr
    started = time.monotonic()
    assert servers.compose("exec", "-T", *rebuild).stdout.startswith(f"{service}: rebuilt from")
    return round(time.monotonic() - started, 1)
