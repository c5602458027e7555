"""How many commands in one request look: `POST /v1/{collection}/bulk`."""

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.documents import documents, shapes
from gateway.documents.documents import Document, Problem
from gateway.documents.resource import Resource
from gateway.documents.shapes import Either
from infra.kernel.contract import wire

MOST_COMMANDS = 500
ITEMS = {"description": f"至多 {MOST_COMMANDS} 项，按序办理 carried out in this order"}
ID = {"description": "记录的编号；新建时不填 the record's id; left out where the command creates"}
KEY = {"description": "该项的幂等键 its Idempotency-Key; the header of that name is not looked at"}
BODY = {"description": "该项命令的正文 what the command takes as its body alone"}
STATUS = {"description": "该命令单独发出时的 HTTP 状态 the HTTP status that it would have alone"}


class OneOfMany(Schema):
    """其中一项 One of the commands."""

    id = fields.String(metadata=ID)
    key = fields.String(required=True, metadata=KEY)
    body = fields.Dict(required=True, metadata=BODY)


class Many(Schema):
    """同一命令，用于多条记录 One command for many records."""

    command = fields.String(required=True)
    items = fields.List(
        fields.Nested(OneOfMany),
        required=True,
        validate=validate.Length(
            max=MOST_COMMANDS, error=f"一次至多 {MOST_COMMANDS} 项 at most {MOST_COMMANDS} in one request"
        ),
        metadata=ITEMS,
    )


class RefusedOfMany(Schema):
    """被拒绝的一项 One that was refused; nothing was changed by it."""

    status = fields.Integer(required=True, validate=validate.Range(min=400), metadata=STATUS)
    problem = fields.Nested(
        Problem, required=True, metadata={"description": "拒绝及如何更正 the refusal and what to do about it"}
    )


def of_many(resource: Resource) -> Document:
    return {
        "operationId": f"{resource.collection}.bulk",
        "summary": f"{resource.label}：一次办理多项 many commands in one request",
        "description": (
            "每项各自决定，前一项答复后才办下一项；被拒绝的一项不影响其余。权限、规则、凭证与单独发出时相同；请求头适用于每一项。\n"
            "Each is decided by itself, when the one before it is answered; one that is refused stops no other. Rights, "
            "rules and receipts are those of the command alone; the headers hold for each. The whole request may be sent "
            "again: what was carried out under its key answers the same."
        ),
        "security": _security(resource),
        "parameters": [
            *([documents.of_path("parent", "会议的编号 the meeting's id")] if resource.parent else []),
            documents.IF_MATCH,
            documents.CAPACITY,
            *([documents.TRACKING] if resource.by_tracking else []),
            *([documents.PARTICIPANT] if resource.by_participant else []),
            documents.CORRELATION,
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": _asked(resource)}}},
        "responses": {
            "200": {
                "description": "各项的答复，次序相同 an answer to each, in the same order",
                "content": {"application/json": {"schema": _answered(resource)}},
            },
            **documents.refusals(
                "unauthenticated", "too-large", "unsupported-media-type", "malformed", "not-found", "too-many"
            ),
            "422": documents.UNPROCESSABLE,
        },
    }


def _security(resource: Resource) -> list[Document]:
    if resource.open_creation:
        return documents.NOTHING_OR_TOKEN
    codes: list[Document] = [
        *([{"tracking": []}] if resource.by_tracking else []),
        *([{"participant": []}] if resource.by_participant else []),
    ]
    return [*documents.TOKEN, *codes]


def _asked(resource: Resource) -> type[Schema]:
    """The commands on existing records first, so that the example, made of what is first, has an id and needs it."""
    kind, commands = shapes.kind_of(resource), sorted(resource.commands, key=lambda one: one == resource.creating)
    bodies = [documents.body_of(resource, command) for command in commands]
    one: dict[str, Any] = {
        "key": fields.String(required=True, metadata=KEY),
        "body": Either(*bodies, required=True, metadata=BODY),
    }
    if commands != [resource.creating]:
        one = {"id": (wire.Code if resource.named_by_code else wire.Id)(metadata=ID), **one}
    item = shapes.named(f"{kind}OneOfMany", f"{resource.label}：其中一项 one of many commands", one)
    many = {
        "command": wire.OneOf(*commands, required=True, metadata={"description": "命令 the command"}),
        "items": fields.List(
            fields.Nested(item), required=True, validate=validate.Length(max=MOST_COMMANDS), metadata=ITEMS
        ),
    }
    return shapes.named(f"{kind}Many", f"{resource.label}：一次办理多项 many commands in one request", many)


def _answered(resource: Resource) -> type[Schema]:
    kind = shapes.kind_of(resource)
    answers = dict.fromkeys(documents.answer_to(resource, command) for command in resource.commands)
    carried_out = shapes.named(
        f"{kind}DoneOfMany", f"{resource.label}：已办理的一项 one that was carried out", done_of(*answers)
    )
    each = fields.List(
        Either(carried_out, RefusedOfMany), required=True, metadata={"description": "各项的答复 an answer to each"}
    )
    says = f"{resource.label}：多项命令的答复 what many commands answer"
    return shapes.named(f"{kind}ManyDone", says, {"items": each})


def done_of(*answers: type[Schema]) -> dict[str, Any]:
    """The members of what was carried out."""
    says = {"description": "该命令单独发出时的答复 what it would have answered alone"}
    return {
        "status": fields.Integer(required=True, validate=validate.OneOf((200, 201)), metadata=STATUS),
        "answer": Either(*answers, required=True, metadata=says),
    }
