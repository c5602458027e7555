"""The OpenAPI document names every address of the ledger, of receipts and of auditing."""

import pytest

from gateway.documents.who_may import LIFECYCLES
from tests.unit.gateway.fakes import Suite, told

PUBLIC = [
    "ledger/checkpoint",
    "ledger/checkpoints",
    "ledger/checkpoints/{size}",
    "ledger/key",
    "ledger/redacted/{path}",
    "witness/{origin_hash}/checkpoint",
]
FOR_AUDITORS = ["ledger/blobs/{sha256}", "events", "events/export"]
OPEN_OR_TOKEN = ["ledger/tile/{path}", "receipts/{event_id}", "lineage/{collection}/{id}"]


@pytest.mark.parametrize(
    ("paths", "security"), [(PUBLIC, []), (FOR_AUDITORS, [{"token": []}]), (OPEN_OR_TOKEN, [{}, {"token": []}])]
)
def test_every_address_says_who_may(suite: Suite, paths: list[str], security: list[dict[str, list[str]]]) -> None:
    documented = told(suite.client.get("/v1/openapi.json"))["paths"]
    for path in paths:
        operation = documented[f"/v1/{path}"]["get"]
        assert operation["security"] == security, path
        assert operation["summary"]
        assert "200" in operation["responses"]


def test_a_witness_is_documented_with_the_codes_of_its_specification(suite: Suite) -> None:
    operation = told(suite.client.get("/v1/openapi.json"))["paths"]["/v1/witness/add-checkpoint"]["post"]
    assert set(operation["responses"]) == {"200", "400", "403", "404", "409", "413", "422", "503"}
    assert "application/json" not in str(operation["responses"])


def test_the_answer_of_a_command_is_documented_with_its_receipts(suite: Suite) -> None:
    schemas = told(suite.client.get("/v1/openapi.json"))["components"]["schemas"]
    assert set(schemas["OwnEvent"]["required"]) == {"id", "type", "version", "receipt"}
    assert set(schemas["Receipt"]["required"]) == {
        "event_id", "proof", "entry", "payload", "index", "size", "vkey", "published",
    }  # fmt: skip


def test_the_table_of_lifecycles_is_public_and_has_the_published_keys(suite: Suite) -> None:
    answer = suite.client.get("/v1/lifecycles")
    published = told(answer)
    assert answer.status_code == 200
    assert list(published) == ["roles", "lifecycles"]
    topic = published["lifecycles"]["topic"]
    assert set(topic) == {"label", "service", "states", "creation", "transitions"}
    assert topic["states"]["closed"] == {"label": "办结归档", "final": True}
    assert topic["creation"]["event"] == "TopicDrafted"
    assert {"from", "to", "command", "event", "roles", "reason", "fields", "note"} <= set(topic["transitions"][0])
    advances = {row["command"]: row["advances"] for row in topic["transitions"]}
    assert (advances["approve"], advances["discontinue"], advances["reopen"]) == (True, False, False)


def test_the_table_holds_every_lifecycle_that_is_served(suite: Suite) -> None:
    published = told(suite.client.get("/v1/lifecycles"))["lifecycles"]
    assert {lifecycle.name for lifecycle in LIFECYCLES.values()} <= set(published)
    for lifecycle in LIFECYCLES.values():
        rows = [published[lifecycle.name].get("creation"), *published[lifecycle.name]["transitions"]]
        assert set(lifecycle.commands) <= {row["command"] for row in rows if row}
        assert set(lifecycle.states) <= set(published[lifecycle.name]["states"])
