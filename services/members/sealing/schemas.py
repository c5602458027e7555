"""How a sealing looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import NOTHING, REASON, CommandSchema, Id, OneOf, Text

GROUNDS = ("retention_running", "hard_to_delete", "disputed", "request", "court", "incident")


class Request(CommandSchema):
    person = Id(required=True)
    ground = OneOf(*GROUNDS, required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "request": Request,
    "approve": NOTHING,
    "refuse": REASON,
    "request_lifting": REASON,
    "approve_lifting": NOTHING,
    "refuse_lifting": REASON,
}


class Shown(Schema):
    person = Id()
    ground = OneOf(*GROUNDS)
    reason = Text()
    requested_by = Id(allow_none=True)
