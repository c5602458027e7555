"""The broker's definitions file says what the services declare: a broker that lost everything starts with it."""

import json
import re
from pathlib import Path
from typing import Any

from infra.kernel.entrypoints.topology import exchanges, queues
from operations.suite.make_env import BROKER_USERS, definitions, hashed
from operations.suite.services import SERVICES, follows

TEMPLATE = Path(__file__).parents[3] / "infra/rabbitmq/definitions.json"


def template() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    return read


def test_the_same_exchanges() -> None:
    wanted = {(one.name, one.type, one.durable, one.auto_delete) for one in exchanges(follows())}
    assert {(one["name"], one["type"], one["durable"], one["auto_delete"]) for one in template()["exchanges"]} == wanted


def test_the_same_queues() -> None:
    wanted = {one.name: (one.durable, one.auto_delete, one.queue_arguments or {}) for one in queues(follows())}
    told = template()["queues"]
    assert {one["name"]: (one["durable"], one["auto_delete"], one["arguments"]) for one in told} == wanted


def test_the_same_bindings() -> None:
    wanted = set()
    for queue in queues(follows()):
        if queue.exchange and queue.exchange.name:
            wanted.add((queue.exchange.name, queue.routing_key, queue.name))
        wanted |= {(one.exchange.name, one.routing_key, queue.name) for one in queue.bindings}
    assert {(one["source"], one["routing_key"], one["destination"]) for one in template()["bindings"]} == wanted


def test_each_service_may_read_news_of_those_it_follows_and_of_nobody_else() -> None:
    rights = {one["user"]: one["read"] for one in template()["permissions"]}
    for service, producers in follows().items():
        heard = {other for other in follows() if re.fullmatch(rights[service], f"{other}.events")}
        assert heard == {one for one in producers if one != service}


def test_each_service_may_write_only_its_own_news() -> None:
    rights = {one["user"]: one["write"] for one in template()["permissions"]}
    for service in (*follows(), "gateway", "operator"):
        written = {other for other in follows() if re.fullmatch(rights[service], f"{other}.events")}
        assert written == {service} & set(SERVICES), "audit only listens"


def test_every_user_gets_the_hash_of_its_own_password() -> None:
    made = json.loads(definitions({f"MQ_PASSWORD_{user.upper()}": f"{user}'s" for user in BROKER_USERS}))
    assert {one["name"] for one in made["users"]} == set(BROKER_USERS)
    hashes = [one["password_hash"] for one in made["users"]]
    assert len(set(hashes)) == len(BROKER_USERS)


def test_a_password_is_hashed_as_the_broker_documents_it() -> None:
    assert hashed("test12", bytes.fromhex("908DC60A")) == "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"
