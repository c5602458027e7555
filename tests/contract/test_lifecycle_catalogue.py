"""What the gateway tells of each command is what the services' tables and the published lifecycles say."""

import json
from typing import Any

import pytest

from gateway.documents.who_may import LIFECYCLES, ROLES
from gateway.routes import CLOCK, RESOURCES
from operations.tools.lifecycle_catalogue import CONDITIONS, PAGE, catalogue
from tests.contract.published import PUBLISHED
from tests.documented import documented


def test_the_gateways_table_is_what_the_services_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == catalogue(), (
        "gateway/documents/lifecycles.json is stale: python -m operations.tools.lifecycle_catalogue"
    )


def test_the_conditions_are_those_that_were_published() -> None:
    published: dict[str, Any] = {}
    for name, lifecycle in PUBLISHED.items():
        for row in (lifecycle["creation"], *lifecycle["transitions"]):
            if row.get("note"):
                rows = published.setdefault(name, {}).setdefault(row["command"], {})
                rows[" ".join(row.get("from", ()))] = row["note"]
    assert json.loads(CONDITIONS.read_text(encoding="utf-8")) == published


def test_every_role_has_words() -> None:
    assert {
        role for told in LIFECYCLES.values() for rows in told.commands.values() for r in rows for role in r.roles
    } <= (set(ROLES))


@pytest.mark.parametrize("resource", [*RESOURCES, CLOCK], ids=lambda resource: resource.collection)
def test_ruling_29_the_document_says_of_every_command_who_may_give_it_from_where_on_what_condition(
    resource: Any,
) -> None:
    told = LIFECYCLES[resource.collection]
    operations = {
        operation["operationId"]: operation
        for methods in documented().document["paths"].values()
        for operation in methods.values()
        if "operationId" in operation
    }
    for command in resource.commands:
        operation = operations[f"{resource.collection}.{command}"]
        for row in told.commands[command]:
            assert all(f"{ROLES[role]} ({role})" in operation["description"] for role in row.roles)
            assert all(f"{told.states[state]} ({state})" in operation["description"] for state in row.states)
            assert (row.condition or "") in operation["description"]
        asked = resource.commands[command]().fields.get("reason")
        assert ("须写明理由" in operation["description"]) == bool(asked and asked.required)


def test_approval_is_for_the_party_of_the_same_level_from_pending_approval() -> None:
    approve = documented().document["paths"]["/v1/topics/{id}/approve"]["post"]
    assert approve["x-who-may"] == [
        {
            "roles": ["PARTY"],
            "from": ["pending_approval"],
            "reason": False,
            "condition": "document number; the approver's organisation has the topic's own level",
        }
    ]
