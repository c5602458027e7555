"""`GET /v1/lifecycles`: the whole table of states, commands, events, roles and fields, as it was published and as rulings
have changed it, with the lifecycles that are our own in the same form. For programs and for whoever checks a record.
"""

import json
from pathlib import Path
from typing import Any, TypeAlias

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.documents.who_may import LIFECYCLES
from gateway.http import conditional
from gateway.http.context import identity_of_request
from infra.kernel.contract.clearing import CLEAR_FILES
from infra.kernel.contract.row import advances

WholeTable: TypeAlias = dict[str, dict[str, Any]]

FOLDER = Path(__file__).with_name("published")


class LifecycleTable(Schema):
    """全部生命周期 Every lifecycle: states with labels, the creating row, the transitions."""

    roles = fields.Dict(required=True, metadata={"description": "角色 roles, with what each is"})
    lifecycles = fields.Dict(required=True, metadata={"description": "各生命周期 by name"})


def table() -> WholeTable:
    """The published table with our own lifecycles after it."""
    published, own = _read("lifecycles.json"), _read("lifecycles_of_our_own.json")
    lifecycles = {**published["lifecycles"], **own["lifecycles"]}
    for lifecycle in LIFECYCLES.values():
        said = lifecycles[lifecycle.name]
        if CLEAR_FILES in lifecycle.commands and not any(row["command"] == CLEAR_FILES for row in said["transitions"]):
            row = {**own["of_any_record"][CLEAR_FILES], "from": list(lifecycle.commands[CLEAR_FILES][0].states)}
            lifecycles[lifecycle.name] = {**said, "transitions": [*said["transitions"], row]}
    return {
        "roles": published["roles"],
        "lifecycles": {
            name: {**said, "transitions": [_saying_whether_it_advances(row) for row in said["transitions"]]}
            for name, said in lifecycles.items()
        },
    }


def blueprint() -> Blueprint:
    routes = Blueprint("lifecycles", __name__, description="生命周期总表 lifecycles")
    text = json.dumps(table(), ensure_ascii=False)

    def lifecycles() -> Response:
        identity_of_request().holder()
        return conditional.document(Response(text, content_type="application/json"))

    routes.route("/v1/lifecycles", endpoint="read")(routes.doc(**_LIFECYCLES)(lifecycles))
    return routes


def _saying_whether_it_advances(row: dict[str, Any]) -> dict[str, Any]:
    """Whether the command takes the record a step further, so that it waits for whoever may give it (`?mine=true`)."""
    return {"advances": advances(row["command"]), **row}


def _read(name: str) -> WholeTable:
    document: WholeTable = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return document


_LIFECYCLES = {
    "operationId": "lifecycles.read",
    "summary": "生命周期总表 the table of all lifecycles",
    "description": "状态、命令、事件、角色与字段。 States, commands, events, roles and fields, row for row.",
    "security": [],
    "responses": {
        "200": {"description": "总表 the table", "content": {"application/json": {"schema": LifecycleTable}}},
        **documents.CONDITIONAL,
        **documents.refusals("unauthenticated", "too-many"),
    },
}
